import { type Case, readCase } from '../record/case.ts';
import { derive } from '../engine/derive.ts';
import { holdersIn } from '../engine/holding.ts';
import { standingAt } from '../engine/standstill.ts';
import type { Derived } from '../plan/derived.ts';
import type { Fact } from '../record/fact.ts';
import { type Laws, type LawVersions, meeting } from '../plan/law.ts';
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
  /** null too for one that opens; equal to `to` where only the law's own due moves, it only becomes certain, or only its warnings fall otherwise. */
  readonly from: string | null;
  readonly to: string | null;
  /** The law's own due before and after; null where law sets none. */
  readonly legalFrom: string | null;
  readonly legalTo: string | null;
  /** Its date rested on an unpublished year and no longer does. */
  readonly becomesCertain: boolean;
  /** Who answers for it before and after; null: nobody in particular. */
  readonly holderFrom: string | null;
  readonly holderTo: string | null;
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
  /** Deadlines for which somebody else is to answer. */
  readonly handedOver: number;
  readonly shifts: readonly Shift[];
}

/** Whether a date moves: the target or the law's own. */
export const moves = (s: Shift): boolean => s.from !== s.to || s.legalFrom !== s.legalTo;

/** Whether somebody else is to answer for it. */
export const handsOver = (s: Shift): boolean => s.holderFrom !== s.holderTo;

/** Whether nothing about a deadline changes but the instants at which it warns. */
export const warnsOtherwise = (s: Shift): boolean => !moves(s) && !s.becomesCertain && !handsOver(s);

/**
 * The open deadlines of a case that a change of law would move, make certain, have warn at other instants or put in other
 * hands, and those that it would open: what follows from its facts under the law that it has met, against what follows once it meets the
 * new one now.
 */
export function shiftsUnder(
  { caseId, caseNo, record, now }: Affected,
  next: LawVersions,
  laws: Laws,
): readonly Shift[] {
  const standing = (c: Case) => derive(c, laws).map((d) => standingAt(d, now));
  const [c, met] = [readCase(record), readCase([...record, ...meeting(record, next, { at: now, now })])];
  const was = new Map(standing(c).map((d) => [d.id, d]));
  const [whose, becomes] = [holdersIn(c, laws), holdersIn(met, laws)];
  return standing(met).flatMap((d): Shift[] => {
    const old = was.get(d.id);
    if (old === undefined) return runs(d) ? [shiftOf({ caseId, caseNo, now }, undefined, d)] : [];
    if (!isOpen(old, now)) return [];
    const leads = { holderFrom: whose.of(old), holderTo: becomes.of(d) };
    const shift = { ...shiftOf({ caseId, caseNo, now }, old, d), ...leads };
    return moves(shift) || shift.becomesCertain || handsOver(shift) || !sameAhead(old, d, now) ? [shift] : [];
  });
}

function shiftOf({ caseId, caseNo, now }: Omit<Affected, 'record'>, old: Derived | undefined, d: Derived): Shift {
  return {
    caseId,
    caseNo,
    deadline: d.id,
    zh: d.name,
    from: old?.targetDue ?? null,
    to: d.targetDue,
    legalFrom: old?.legalDue ?? null,
    legalTo: d.legalDue,
    holderFrom: null,
    holderTo: null,
    becomesCertain: old?.provisional === true && !d.provisional,
    becomesOverdue: isOverdue(d, now) && !(old !== undefined && isOverdue(old, now)),
  };
}

/** Also one that lies ahead: the case has to wake for it. */
const runs = (d: Derived): boolean => d.status === 'open' || d.status === 'suspended';

const isOpen = (d: Derived, now: Instant): boolean => d.openedAt <= now && runs(d);

const isOverdue = (d: Derived, now: Instant): boolean => d.dueAt !== null && d.dueAt <= now;

/** Whether the same rungs lie ahead, and none is new: what has warned does not warn again. */
function sameAhead(a: Derived, b: Derived, now: Instant): boolean {
  const ahead = (d: Derived) =>
    d.steps.map(({ step, rung, at }) => (at > now ? `${step} ${rung} ${at}` : `${step} ${rung}`)).join();
  return ahead(a) === ahead(b);
}
