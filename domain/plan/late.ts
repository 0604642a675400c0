import type { Basis } from '../nodes/basis.ts';
import { partyRoles, type Role } from '../nodes/roles.ts';
import { refuse, type Refusal } from '../record/refusal.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { dateOf, type Instant, startOfDay } from '../time/instant.ts';
import type { DeadlineNow } from './derived.ts';

/** A time that is over: until when something could be said, as people read it, and the article that sets it. */
export interface Over {
  readonly basis: Basis;
  readonly zh: string;
}

type Time = Pick<DeadlineNow, 'dueAt'>;
type TimeNow = Pick<DeadlineNow, 'dueAt' | 'provisional'>;

/** Whether the last day of a time had passed on a day. */
export const hadPassed = ({ dueAt }: Time, on: CivilDate): boolean => dueAt !== null && dueAt <= startOfDay(on);

/** The last day of a time. */
export const lastDay = ({ dueAt }: Time): CivilDate => dateOf((dueAt ?? 1) - 1);

/** The same as people read it: of a year without a published calendar it may still move. */
export const lastDayZh = (time: TimeNow): string =>
  `${lastDay(time)}${time.provisional ? '，因放假安排尚未公布暂定' : ''}`;

/** The last of several times that run for somebody about one thing, if each of them had passed on a day: one that runs is enough. */
export const allPassed = <T extends Time>(times: readonly T[], on: CivilDate): T | undefined =>
  times.every((time) => hadPassed(time, on))
    ? times.toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0)).at(-1)
    : undefined;

interface Said {
  readonly as: readonly Role[];
  readonly at: Instant;
  readonly payload: { readonly excuse?: string };
}

/** On which day something was said: what a party hands in counts from the day on which it does, whatever it writes. */
export const saidOnDay = ({ as, at }: Pick<Said, 'as' | 'at'>, on: CivilDate = dateOf(at)): CivilDate =>
  as.some((role) => partyRoles.has(role)) ? dateOf(at) : on;

/**
 * What comes after its time is not taken, unless the court lets it in all the same and says why (`excuse`): its time was
 * extended (民诉法86), or the upper court has taken it. Nobody excuses themselves.
 */
export function tooLate(over: Over | undefined, { payload, as }: Pick<Said, 'as' | 'payload'>): Refusal | undefined {
  const isExcused = (payload.excuse ?? '').trim() !== '' && as.some((role) => !partyRoles.has(role));
  if (over === undefined || isExcused) return undefined;
  const zh = `${over.zh}，已经逾期；准许顺延或者上级法院已经受理的，由法院工作人员在 excuse 写明理由`;
  return refuse('objection-too-late', zh, over.basis, [
    { id: 'on', zh: '已经逾期' },
    { id: 'excuse', zh: '准许顺延的理由（民诉法86）' },
  ]);
}
