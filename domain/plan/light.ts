import { dateOf, dayOf, type Instant } from '../time/instant.ts';
import type { DeadlineNow } from './derived.ts';
import { deadlineRow, type RuleId, ruleIds } from './deadlines.ts';
import { partyRoles, type Role } from '../nodes/roles.ts';
import type { Rung } from './ladder.ts';

/** How urgent a deadline is, at a glance: by the steps of its ladder (plan §3). */
export const lights = {
  green: '绿灯：未到提醒',
  yellow: '黄灯：已提醒',
  red: '红灯：已届满',
  purple: '紫灯：已督办',
  black: '黑灯：已提请通报批评，或者已过法定期限',
  grey: '灰灯：中止计算或已了结',
} as const;
export type Light = keyof typeof lights;

/** A deadline as its light needs it. */
interface Lit extends Due {
  /** The highest step of its present due that has fallen. */
  readonly rung: Rung | null;
  readonly legalDue: string | null;
}

type Due = Pick<DeadlineNow, 'status' | 'dueAt' | 'rule' | 'owner'>;

/** Whose deadlines make nobody late: the engine's own, and what is a party's to use or to lose (plan §2, `i`). */
export const blameless: ReadonlySet<Role> = new Set<Role>(['system', ...partyRoles]);

const doesInform = (rule: RuleId): boolean => {
  const { ladder, tells } = deadlineRow(rule);
  return ladder === null || tells !== undefined;
};

/** The rules that only inform, whoever holds their deadlines (plan §2, `i`). */
export const informing: readonly RuleId[] = ruleIds.filter(doesInform);

/** Whether a deadline makes somebody late at all (plan §2, `i`). */
export const makesLate = ({ rule, owner }: Pick<Due, 'rule' | 'owner'>): boolean =>
  !blameless.has(owner) && !doesInform(rule);

/** Its due has passed. What is the engine's own, or only informs, makes nobody late. On time means before the due (engine.md 2). */
export const isOverdue = ({ status, dueAt, ...due }: Due, now: Instant): boolean =>
  status === 'open' && dueAt !== null && dueAt <= now && makesLate(due);

/** The light of a deadline now, in its record's own time. */
export function lightOf({ status, dueAt, rung, legalDue, ...due }: Lit, now: Instant): Light {
  if (status !== 'open' || dueAt === null) return 'grey';
  if (!makesLate(due)) return dueAt <= now ? 'grey' : 'green';
  if (rung === 'criticise' || (dueAt <= now && legalDue !== null && legalDue.slice(0, 10) < dateOf(now)))
    return 'black';
  if (rung === 'supervise') return 'purple';
  if (dueAt <= now) return 'red';
  return rung === null ? 'green' : 'yellow';
}

/** Days from today to the last day: 0 on that day, negative behind it; null where there is no due, or it has ended. */
export const daysLeft = ({ status, dueAt }: Pick<DeadlineNow, 'status' | 'dueAt'>, now: Instant): number | null =>
  status !== 'open' || dueAt === null ? null : dayOf(dueAt - 1) - dayOf(now);
