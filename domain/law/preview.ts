import type { Derived } from '../case/derived.ts';
import type { Kept } from '../case/settle.ts';
import { deadlineName } from '../case/settle.ts';
import type { Instant } from '../time/instant.ts';

/** What a change of law would do to one open deadline. */
export interface Shift {
  readonly caseId: string;
  readonly caseNo: string;
  readonly deadline: string;
  readonly zh: string;
  readonly from: string | null;
  readonly to: string | null;
  /** Its date rested on an unpublished year and no longer does. */
  readonly becomesCertain: boolean;
  /** Its new due has passed already. */
  readonly becomesOverdue: boolean;
}

/** What applying would do: counted whole, listed up to a limit. */
export interface Preview {
  readonly cases: number;
  readonly moved: number;
  readonly certain: number;
  readonly overdue: number;
  readonly shifts: readonly Shift[];
}

/** The open deadlines of a case that a change of law would move or make certain. `now` is the case's own time. */
export function shiftsOf(
  { caseId, caseNo, now }: { readonly caseId: string; readonly caseNo: string; readonly now: Instant },
  kept: ReadonlyMap<string, Pick<Kept, 'status' | 'targetDue' | 'dueAt' | 'provisional'>>,
  derived: readonly Derived[],
): readonly Shift[] {
  return derived.flatMap((d): Shift[] => {
    const before = kept.get(d.id);
    if (before === undefined || (before.status !== 'open' && before.status !== 'suspended')) return [];
    const becomesCertain = before.provisional && !d.provisional;
    if (before.targetDue === d.targetDue && !becomesCertain) return [];
    const wasOverdue = before.dueAt !== null && before.dueAt <= now;
    const becomesOverdue = d.dueAt !== null && d.dueAt <= now && !wasOverdue;
    const { id, targetDue: to } = d;
    return [
      { caseId, caseNo, deadline: id, zh: deadlineName(d), from: before.targetDue, to, becomesCertain, becomesOverdue },
    ];
  });
}
