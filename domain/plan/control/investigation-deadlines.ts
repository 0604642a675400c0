import { law } from '../../nodes/basis.ts';
import type { Case } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';
import { parties } from '../../record/parties.ts';
import type { Instant } from '../../time/instant.ts';
import { byLaw } from '../by-law.ts';
import { whenGroundHolds } from '../closing/grounds.ts';
import { deadline, type Earlier, type Opening, type Pointless } from '../deadline.ts';
import { fromService, type Service, serviceNodes, servicesOf } from '../documents/services.ts';
import { any, anySince, discharged, earliest, isBehind, on, opening, when } from '../opens.ts';
import { firstReason, respondentLeft } from '../pointless.ts';

const investigation = '法发〔2006〕35号 6';

/** Orders to report that were served on somebody who is respondent. */
const orders = (c: Case): readonly Service[] => {
  const own = new Set(parties(c).flatMap(({ id, side }) => (side === 'respondent' ? [id] : [])));
  return servicesOf(c, 'property-report-order').filter(({ to }) => own.has(to));
};

const ORDERED = '责令报告财产的文书写明';

/** When a respondent has to report is as the order says; one that says nothing, recorded long ago, asks for nothing. */
const reportsDue = (c: Case): readonly Opening[] =>
  orders(c).flatMap((service) => {
    const { reportBy, reportWithin } = service.document.payload;
    if (reportBy === undefined && reportWithin === undefined) return [];
    const within =
      reportBy === undefined ? { within: `${reportWithin}d`, dueZh: ORDERED } : { due: reportBy, dueZh: ORDERED };
    return [{ ...fromService(service), subject: service.to, ...within }];
  });

/** When the order was made that opened it: who reports before it was served has reported in time. */
const orderedAt = (c: Case, { seq, subject }: Opening): Instant =>
  orders(c).find(({ to, served }) => to === subject && served.seq === seq)?.document.at ?? Number.POSITIVE_INFINITY;

const steps = ['query.started', 'traditional-query.started', 'field.investigated', 'search.conducted'] as const;

const groundOrLeft = (c: Case, { subject }: Opening): Pointless | undefined =>
  firstReason(whenGroundHolds(c), respondentLeft(c, subject));

/** A report that came in, and one that did not: from the end of the day on which it was due. */
const toCheck = (c: Case, earlier: Earlier): readonly Opening[] => [
  ...c.all('property-report.received').map(opening),
  ...earlier('property-report').flatMap(({ openedAt, dueAt, endedAt, restsOn, subject }): readonly Opening[] => {
    if (dueAt === null || (endedAt !== null && endedAt < dueAt)) return [];
    const known = c.all('property-report.checked', subject).some(({ at }) => at >= openedAt && at < dueAt);
    return known ? [] : [{ at: dueAt, seq: restsOn, subject }]; // that it refuses was found before
  }),
];

/** Investigation as the law asks for it, and what respondents report of themselves: plan §2.1, L08, L10, L11, Z2. */
export const investigationDeadlines = {
  'investigation-start': deadline({
    ...byLaw(investigation, '10d'),
    zh: '启动申请执行人申请的调查',
    known: 'W',
    about: 'application',
    opens: when('收到申请执行人的调查申请', ['application.received'], (c) =>
      c.all('application.received').flatMap((f) => (f.payload.kind === 'investigation' ? [opening(f)] : [])),
    ),
    done: discharged(
      '其后发起网络查询、启动传统查控、实地调查或者搜查；或者答复不予准许',
      [...steps, 'application.decided'],
      (c, o) =>
        earliest([
          ...steps.flatMap((node): readonly Fact[] =>
            c
              .all(node)
              .filter((f) => isBehind(f, o))
              .slice(0, 1),
          ),
          ...c.all('application.decided', o.subject).filter(({ payload }) => !payload.granted),
        ]),
    ),
    voidWhen: whenGroundHolds,
    required: ['no-property'],
    owner: 'officer',
  }),
  'investigation-complete': deadline({
    ...byLaw(investigation, '1m'),
    zh: '完成财产调查',
    known: 'W',
    opens: on('case.filed'),
    done: any('asset-schedule.filed'),
    voidWhen: whenGroundHolds,
    owner: 'officer',
  }),
  'property-report': deadline({
    zh: '报告财产',
    basis: law('财产调查规定3'),
    about: 'party',
    opens: when('报告财产令送达每一被执行人，按其所定的期限', serviceNodes, reportsDue),
    within: '0d', // each order says its own
    done: discharged('收到其财产报告', ['property-report.received'], (c, o) => {
      const report = c.all('property-report.received', o.subject).find((f) => f.at >= orderedAt(c, o));
      return report && { seq: report.seq, at: Math.max(report.at, o.at) };
    }),
    voidWhen: groundOrLeft,
    owner: 'respondent',
    ladder: null,
  }),
  'property-report-check': deadline({
    zh: '核查被执行人的财产报告',
    basis: law('财产调查规定8、9'),
    known: 'I',
    about: 'party',
    opens: when('收到财产报告；报告期限届满而未报告', ['property-report.received', 'service.recorded'], toCheck),
    within: '10d',
    courtsOwn: true,
    done: anySince('property-report.checked'),
    voidWhen: groundOrLeft,
    required: ['no-property'],
    owner: 'officer',
  }),
};
