import { meeting } from '../case/advance.ts';
import { readCase } from '../case/case.ts';
import { derive } from '../case/derive.ts';
import type { Derived } from '../case/derived.ts';
import type { Fact } from '../case/fact.ts';
import type { Laws, LawVersions } from '../case/law.ts';
import { deadlineName } from '../case/settle.ts';
import type { Instant } from '../time/instant.ts';

/** A case as a change of law looks at it. */
export interface Affected {
  readonly caseId: string;
  readonly caseNo: string;
  readonly record: readonly Fact[];
  /** The case's own time. */
  readonly now: Instant;
}

/** What a change of law would do to one open deadline. */
export interface Shift {
  readonly caseId: string;
  readonly caseNo: string;
  readonly deadline: string;
  readonly zh: string;
  /** Equal to `to` where it only becomes certain, or only its warnings fall otherwise. */
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
  /** Deadlines whose date stays and whose ladder falls at other instants. */
  readonly warnings: number;
  readonly shifts: readonly Shift[];
}

/** Whether nothing about a deadline changes but the instants of its rungs. */
export const warnsOtherwise = ({ from, to, becomesCertain }: Shift): boolean => from === to && !becomesCertain;

/**
 * The open deadlines of a case that a change of law would move, make certain, or have warn at other instants: what
 * follows from its facts under the law that it has met, against what follows once it meets the new one now.
 */
export function shiftsUnder(
  { caseId, caseNo, record, now }: Affected,
  next: LawVersions,
  laws: Laws,
): readonly Shift[] {
  const was = new Map(derive(readCase(record), laws).map((d) => [d.id, d]));
  const met = [...record, ...meeting(record, next, { at: now, now })];
  return derive(readCase(met), laws).flatMap((d): Shift[] => {
    const old = was.get(d.id);
    if (old === undefined || !isOpen(old, now)) return [];
    const becomesCertain = old.provisional && !d.provisional;
    if (old.targetDue === d.targetDue && !becomesCertain && sameRungs(old, d)) return [];
    const becomesOverdue = isOverdue(d, now) && !isOverdue(old, now);
    const { id, targetDue: to } = d;
    return [
      { caseId, caseNo, deadline: id, zh: deadlineName(d), from: old.targetDue, to, becomesCertain, becomesOverdue },
    ];
  });
}

const isOpen = (d: Derived, now: Instant): boolean =>
  d.openedAt <= now && (d.status === 'open' || d.status === 'suspended');

const isOverdue = (d: Derived, now: Instant): boolean => d.dueAt !== null && d.dueAt <= now;

const sameRungs = (a: Derived, b: Derived): boolean =>
  a.rungs.length === b.rungs.length && a.rungs.every(({ rung, at }, i) => b.rungs[i]?.rung === rung && b.rungs[i].at === at); // prettier-ignore
