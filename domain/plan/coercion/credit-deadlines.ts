import { byLaw } from '../by-law.ts';
import { freeingNodes, whenGroundHolds } from '../closing/grounds.ts';
import { deadline } from '../deadline.ts';
import { any, discharged, isBehind, opening, when } from '../opens.ts';
import { parties } from '../../record/parties.ts';
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { applicationOf } from '../applications/readings.ts';
import { expiring, liftingsDue } from './credit.ts';

type Kind = FactOf<'application.received'>['payload']['kind'];

const askedFor = (kind: Kind) => (c: Case) =>
  c.all('application.received').flatMap((f) => (f.payload.kind === kind ? [opening(f)] : []));

/** Lists and limits of what a respondent may do: plan §2.1, L63–L66. */
export const creditDeadlines = {
  'restriction-decide': deadline({
    ...byLaw('失信规定5', '15d'),
    zh: '就纳入失信、限制消费的申请作出决定',
    known: 'M',
    about: 'application',
    opens: when('收到申请执行人的书面申请', ['application.received'], askedFor('restriction')),
    done: discharged('作出决定，准许或者不准许', ['restriction.decided'], (c, o) => {
      const about = applicationOf(c, o.subject ?? '')?.payload.about;
      const whom = parties(c).find(({ id }) => id === about)?.id;
      return c
        .all('restriction.decided')
        .find((f) => isBehind(f, o) && (whom === undefined || f.payload.party === whom));
    }),
    voidWhen: whenGroundHolds,
    required: ['no-property'],
    owner: 'officer',
  }),
  'dishonesty-expiry': deadline({
    ...byLaw('失信规定2', '2y', 'none'),
    zh: '失信名单期限届满',
    known: 'W',
    about: 'restriction',
    opens: when('以失信规定第一条第二至六项纳入失信名单', ['restriction.decided'], expiring),
    done: any('restriction.lifted'),
    owner: 'officer',
    ladder: null,
    runsOn: 'no-property',
  }),
  'restriction-release': deadline({
    ...byLaw('失信规定10', '3wd'),
    zh: '解除、屏蔽失信、限高',
    known: 'W',
    about: 'restriction',
    opens: when(
      '应当解除之时：申请执行人同意，纠正申请成立，执行完毕、终结、驳回、不予执行，终本后两次查询无财产，或者期限届满',
      [...freeingNodes, 'restriction.decided', 'application.decided', 'periodic-query.done'],
      liftingsDue,
    ),
    done: any('restriction.lifted'),
    required: ['performed', 'terminated', 'dismissed', 'refused'],
    owner: 'officer',
    runsOn: true,
  }),
  'restriction-correction': deadline({
    ...byLaw('失信规定12', '15d'),
    zh: '就纠正失信、限高的申请作出决定',
    known: 'W',
    about: 'application',
    opens: when('收到纠正申请', ['application.received'], askedFor('correction')),
    done: any('application.decided'),
    owner: 'officer',
    runsOn: true,
  }),
};
