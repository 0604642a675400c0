import { isMoney } from '../../nodes/claims.ts';
import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { reading } from '../../record/reading.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { dateOf } from '../../time/instant.ts';
import type { Opening } from '../deadline.ts';
import { type Form, forms, type Movement, movements, reserved, signed } from './forms.ts';
import { servesClaim } from './for-whom.ts';
import { allSettled, type AllSettled, grownFen, settledAlone } from './owed.ts';
import { servingFen } from './serving.ts';

const movedIn = (c: Case, receipt: string): readonly Movement[] => movements(c).get(receipt) ?? [];
const arrivedFen = (c: Case, receipt: string): number => c.first('funds.arrived', receipt)?.payload.amountFen ?? 0;

/** What a receipt still holds, in fen: what came back is in it again; 0 for one that never arrived. */
export const restFen = (c: Case, receipt: string): number =>
  Math.max(
    movedIn(c, receipt).reduce((rest, f) => rest - signed(f), arrivedFen(c, receipt)),
    0, // what the bank took back of what had left is the court's to recover
  );

/** What of a receipt nobody has been promised yet, in fen. */
export const freeFen = (c: Case, receipt: string): number => restFen(c, receipt) - (reserved(c).get(receipt) ?? 0);

/** The fact with which a running sum first reaches `fen`. */
export function reaching<F extends Fact>(facts: readonly F[], fenOf: (f: F) => number, fen: number): F | undefined {
  let sum = 0;
  return facts.find((f) => (sum += fenOf(f)) >= fen);
}

/** The first payment since an opening that left nothing in the receipt. */
export function emptied(c: Case, { subject, at }: Pick<Opening, 'subject' | 'at'>): Movement | undefined {
  const receipt = subject ?? '';
  let rest = arrivedFen(c, receipt);
  return movedIn(c, receipt).find((f) => (rest -= signed(f)) <= 0 && f.at >= at);
}

/**
 * The fact at which the claim was met and has been since: nothing left of it, its interest and doubled part included, or performed, as was
 * settled or in full (plan §0, money.md 6).
 */
export const claimMet = reading((c): Fact | undefined => {
  const { claims = [] } = c.filed.payload;
  const performed = [c.first('performance.completed'), c.first('settlement.performed')];
  const paid = claims.every(isMoney) ? reducedToNothing(c) : undefined; // conduct is met by no sum
  return [paid, ...performed].filter((f) => f !== undefined).toSorted(inOrder)[0];
});

/**
 * What is left of the claim on a day, in fen, or was when `last` had happened: with what had grown on it by then, less what the applicant
 * was paid and kept, what was performed directly and what was waived (plan §0, money.md 6); null if it has no amount. `bySums`: whoever says
 * that all is performed counts for the sum that they say, and for none where they say none.
 */
export const leftFen = (c: Case, { on, last, bySums }: Left): number | null => {
  const { claimFen } = c.filed.payload;
  if (claimFen === null) return null;
  const gone = towardsClaim(c).filter((f) => (last === undefined || inOrder(f, last) <= 0) && !(bySums === true && isAllSettled(f) && settledAlone(f) === undefined)); // prettier-ignore
  return gone.reduce((left, f) => left - worthFen(c, f), claimFen + grownFen(c, on));
};

interface Left {
  readonly on: CivilDate;
  readonly last?: Fact;
  readonly bySums?: true;
}

type TowardsClaim = Movement | FactOf<'performance.recorded' | 'claim.waived'> | AllSettled;

/** What went to the applicant or into escrow for them, what came back of it, what was performed without the court or waived, in order. */
const towardsClaim = reading((c): readonly TowardsClaim[] =>
  [
    ...[...movements(c).values()].flat().filter((f) => reachesCreditors(c, forms(c).get(f.subject ?? ''))),
    ...c.all('performance.recorded'),
    ...c.all('claim.waived'),
    ...allSettled(c),
  ].toSorted(inOrder),
);

const reachesCreditors = (c: Case, form: Form | undefined): boolean =>
  form !== undefined && servesClaim(c, form.applied.payload);

function worthFen(c: Case, f: TowardsClaim): number {
  if (isAllSettled(f)) return settled(c).get(f.seq) ?? 0;
  return f.node === 'performance.recorded' || f.node === 'claim.waived' ? f.payload.amountFen : signed(f);
}

/**
 * What each fact that says that all is performed was worth, by its number: what it says itself, or all that was left that day but what creditors
 * had out of the court afterwards all the same.
 */
const settled = reading((c): ReadonlyMap<number, number> => {
  const found = new Map<number, number>();
  const all = towardsClaim(c);
  let gone = 0;
  for (const [i, f] of all.entries()) {
    if (isAllSettled(f)) {
      const left = (c.filed.payload.claimFen ?? 0) + grownFen(c, dateOf(f.at)) - gone;
      const later = all.slice(i + 1).reduce((fen, each) => fen + Math.max(isAllSettled(each) ? 0 : worthFen(c, each), 0), 0); // prettier-ignore
      found.set(f.seq, Math.max(settledAlone(f) ?? left - later, 0));
    }
    gone += isAllSettled(f) ? (found.get(f.seq) ?? 0) : worthFen(c, f);
  }
  return found;
});

const isAllSettled = (f: TowardsClaim): f is AllSettled =>
  f.node === 'performance.completed' || f.node === 'settlement.performed';

function reducedToNothing(c: Case): Fact | undefined {
  const { claimFen } = c.filed.payload;
  const last = towardsClaim(c).at(-1);
  if (claimFen === null || last === undefined) return undefined;
  // whoever got all that was owed on a day is owed no more from then on: so what had grown by the last of them is what had by the first that left nothing
  let left = claimFen + grownFen(c, dateOf(last.at));
  let met: Fact | undefined;
  for (const f of towardsClaim(c)) {
    left -= worthFen(c, f);
    met = left > 0 ? undefined : (met ?? f);
  }
  return met;
}

/** Receipts with a rest: money in the case's account that nobody has been paid (Z15). */
export const unpaidReceipts = reading((c): readonly string[] =>
  c
    .all('funds.arrived')
    .map((f) => f.subject)
    .filter((id) => id !== null)
    .filter((id) => restFen(c, id) > 0),
);

/** What still lies at the court for the creditors of the case, in fen: what of each receipt serves the claim and has not reached them. */
export const heldForCreditorsFen = (c: Case): number =>
  c.all('funds.arrived').reduce((fen, arrived) => {
    const receipt = arrived.subject ?? '';
    const theirs = [...forms(c).values()].filter((form) => form.receipt === receipt && servesClaim(c, form.applied.payload)); // prettier-ignore
    const lacking = servingFen(c, arrived) - theirs.reduce((had, { paidFen }) => had + paidFen, 0);
    return fen + Math.max(Math.min(lacking, restFen(c, receipt)), 0);
  }, 0);
