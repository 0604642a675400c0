import { isOverdue } from '../plan/light.ts';
import { type Case, readCase } from '../record/case.ts';
import { derive } from '../engine/derive.ts';
import { holdersIn } from '../engine/holding.ts';
import { standingAt } from '../engine/standstill.ts';
import type { Derived } from '../plan/derived.ts';
import { canonical } from '../record/canonical.ts';
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
  /** null too for one that opens; equal to `to` where neither date nor end of it changes. */
  readonly from: string | null;
  /** null too for one that ends. */
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
  /** It ends, void: what it stands for is no longer so, as a supervised matter's due where that of its deadline moves. */
  readonly becomesVoid: boolean;
  /** Its ladder falls at other instants. */
  readonly warnsOtherwise: boolean;
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
  /** Deadlines that end, void. */
  readonly voided: number;
  /** Deadlines of which only the reasons change: they stand under another version, with the same dates and warnings. */
  readonly explained: number;
  readonly shifts: readonly Shift[];
}

/** Whether a date moves: the target or the law's own. One that ends moves no more. */
export const moves = (s: Shift): boolean => !s.becomesVoid && (s.from !== s.to || s.legalFrom !== s.legalTo);

/** Whether somebody else is to answer for it. */
export const handsOver = (s: Shift): boolean => s.holderFrom !== s.holderTo;

/** Whether nothing about a deadline changes but the instants at which it warns, and why it is so. */
export const onlyWarns = (s: Shift): boolean => s.warnsOtherwise && staysPut(s);

/** Whether nothing about a deadline changes but why it is so. */
export const onlyExplains = (s: Shift): boolean => !s.warnsOtherwise && staysPut(s);

const staysPut = (s: Shift): boolean => !moves(s) && !s.becomesVoid && !s.becomesCertain && !handsOver(s);

/**
 * The open deadlines of a case of which a change of law would change anything, be it only the version that they are explained
 * by, and those that it would open: what follows from its facts under the law that it has met, against what follows once it
 * meets the new one now.
 */
export function shiftsUnder(
  { caseId, caseNo, record, now }: Affected,
  next: LawVersions,
  laws: Laws,
): readonly Shift[] {
  const standing = (c: Case) => derive(c, laws).map((d) => standingAt(d, now));
  const [c, met] = [readCase(record), readCase([...record, ...meeting(record, next, { at: now, now })])];
  const [was, is] = [standing(c), standing(met)];
  const old = new Map(was.map((d) => [d.id, d]));
  const [whose, becomes] = [holdersIn(c, laws), holdersIn(met, laws)];
  const found = is.flatMap((d): Shift[] => {
    const before = old.get(d.id);
    if (before === undefined) return runs(d) ? [shiftOf({ caseId, caseNo, now }, undefined, d)] : [];
    if (!isOpen(before, now)) return [];
    if (!runs(d)) return [endOf({ caseId, caseNo }, before, whose.of(before))];
    const leads = { holderFrom: whose.of(before), holderTo: becomes.of(d) };
    const shift = { ...shiftOf({ caseId, caseNo, now }, before, d), ...leads };
    const isSame = !moves(shift) && !shift.becomesCertain && !handsOver(shift) && !shift.warnsOtherwise;
    return isSame && sameVersion(before, d) ? [] : [shift];
  });
  const left = new Set(is.map(({ id }) => id));
  const gone = was.filter((d) => !left.has(d.id) && isOpen(d, now));
  return [...found, ...gone.map((d) => endOf({ caseId, caseNo }, d, whose.of(d)))];
}

/** A deadline that stands no more: nobody answers for it, and no date is left of it. */
const endOf = (of: Pick<Affected, 'caseId' | 'caseNo'>, old: Derived, holder: string | null): Shift => ({
  ...of,
  ...{ deadline: old.id, zh: old.name, from: old.targetDue, to: null, legalFrom: old.legalDue, legalTo: null },
  ...{ holderFrom: holder, holderTo: holder },
  ...{ becomesCertain: false, becomesOverdue: false, becomesVoid: true, warnsOtherwise: false },
});

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
    becomesVoid: false,
    warnsOtherwise: old !== undefined && !sameAhead(old, d, now),
  };
}

/** Also one that lies ahead: the case has to wake for it. */
const runs = (d: Derived): boolean => d.status === 'open' || d.status === 'suspended';

const isOpen = (d: Derived, now: Instant): boolean => d.openedAt <= now && runs(d);

/** Whether the same rungs lie ahead, and none is new: what has warned does not warn again. */
function sameAhead(a: Derived, b: Derived, now: Instant): boolean {
  const ahead = (d: Derived) =>
    d.steps.map(({ step, rung, at }) => (at > now ? `${step} ${rung} ${at}` : `${step} ${rung}`)).join();
  return ahead(a) === ahead(b);
}

/** Whether both stand under the same version of their rule, which is what an explanation cites. */
function sameVersion(a: Derived, b: Derived): boolean {
  const cited = ({ because }: Derived) => because.find(({ step }) => step === 'rule');
  return canonical(cited(a)) === canonical(cited(b));
}
