import { law, plan } from '../../nodes/basis.ts';
import { platformsNeeded } from '../../nodes/applications.ts';
import { whenGroundHolds } from '../closing/grounds.ts';
import { deadline, type DeadlineRow } from '../deadline.ts';
import { any, discharged, isBehind, opening, when } from '../opens.ts';
import { applicationOf, daysAdded } from './readings.ts';

const joinder = law('变更追加规定 28');
const JOINDER_DAYS = 60;

const shared = {
  about: 'application',
  voidWhen: whenGroundHolds,
  required: ['no-property'],
  owner: 'officer',
} as const;

/** A written application for something is decided within ten days of the day on which it was received. */
const decideOn = (kind: 'reward' | 'audit', zh: string): Omit<DeadlineRow, 'zh' | 'basis'> => ({
  ...shared,
  legal: { basis: law('财产调查规定 17、21'), within: () => '10d' },
  opens: when(zh, ['application.received'], (c) =>
    c.all('application.received').flatMap((fact) => (fact.payload.kind === kind ? [opening(fact)] : [])),
  ),
  within: '10d',
  done: any('application.decided'),
});

/** Applications of the parties: 武法〔2022〕11号 三·七3, 三·七7. */
export const applicationDeadlines = {
  'reward-decide': deadline({
    zh: '决定是否准许公告悬赏',
    basis: plan('三·七7'),
    ...decideOn('reward', '收到书面悬赏申请'),
  }),
  'reward-publish': deadline({
    ...shared,
    zh: '启动公告悬赏',
    basis: plan('三·七7'),
    opens: when('准许公告悬赏', ['application.decided'], (c) =>
      c
        .all('application.decided')
        .filter((f) => f.payload.granted && applicationOf(c, f.subject ?? '')?.payload.kind === 'reward')
        .map(opening),
    ),
    within: '5d',
    done: discharged('已在应当发布的平台发布', ['reward.published'], (c, o) =>
      c
        .all('reward.published', o.subject)
        .find((f) => isBehind(f, o) && f.payload.platforms.some((p) => platformsNeeded.has(p))),
    ),
  }),
  'audit-decide': deadline({
    zh: '决定是否准许审计',
    basis: plan('三·七3'),
    ...decideOn('audit', '收到书面审计申请'),
  }),
  'joinder-decide': deadline({
    ...shared,
    zh: '裁定变更、追加当事人',
    basis: joinder,
    legal: { basis: joinder, within: (_, o) => o?.within ?? `${JOINDER_DAYS}d` },
    opens: when(
      '收到变更、追加当事人的书面申请；院长可以批准延长',
      ['application.received', 'application.decided'],
      (c) =>
        c.all('application.received').flatMap((fact) => {
          const added = daysAdded(c, fact.subject ?? '');
          const longer = added > 0 && { within: `${JOINDER_DAYS + added}d`, dueZh: '连同院长批准的延长' };
          return fact.payload.kind === 'joinder' ? [{ ...opening(fact), ...longer }] : [];
        }),
    ),
    within: `${JOINDER_DAYS}d`,
    done: any('application.decided'),
    owner: 'panel',
    runsOn: 'no-property',
  }),
};
