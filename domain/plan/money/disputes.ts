import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { reading } from '../../record/reading.ts';
import type { Instant } from '../../time/instant.ts';
import { restBefore } from './forms.ts';
import { heldBackFen, openOf, suedOf } from './held-back.ts';

/** What of a receipt an objection disputes that nobody had disputed before, in fen (plan §2, `payout`). */
interface Disputed {
  readonly fact: FactOf<'distribution.objected'>;
  readonly fen: number;
}

/** What each objection disputes of each receipt: of several receipts of one plan the first is disputed first. */
const disputes = reading((c): ReadonlyMap<string, readonly Disputed[]> => {
  const found = new Map<string, Disputed[]>();
  for (const planned of c.all('distribution.planned')) {
    const { subject, payload } = planned;
    let known = 0;
    const objections = c.all('distribution.objected', subject);
    for (const [i, fact] of objections.entries()) {
      const fen = Math.max(known, heldBackFen(payload.shares, objections.slice(0, i + 1).map((f) => f.payload))); // prettier-ignore
      let [before, after] = [known, fen];
      for (const receipt of new Set(payload.receipts)) {
        // an old record may name one twice
        const most = Math.max(restBefore(c, receipt, planned), 0);
        const more = Math.min(after, most) - Math.min(before, most);
        if (more > 0) found.set(receipt, [...(found.get(receipt) ?? []), { fact, fen: more }]);
        before = Math.max(before - most, 0);
        after = Math.max(after - most, 0);
      }
      known = fen;
    }
  }
  return found;
});

/** What was disputed of a receipt, objection by objection. */
export const disputedSteps = (c: Case, receipt: string): readonly Disputed[] => disputes(c).get(receipt) ?? [];

/** What of a receipt was ever disputed, in fen. */
export const everDisputedFen = (c: Case, receipt: string): number =>
  disputedSteps(c, receipt).reduce((sum, { fen }) => sum + fen, 0);

/** The plan that distributes a receipt. */
export const planOf = (c: Case, receipt: string): FactOf<'distribution.planned'> | undefined =>
  c.all('distribution.planned').find((f) => f.payload.receipts.includes(receipt));

/** How a distribution was settled last; undefined while nothing of it is: what was sued for may be open still. */
export const settledAs = (
  c: Case,
  { subject }: Pick<Fact, 'subject'>,
  at = Number.POSITIVE_INFINITY,
): FactOf<'distribution.settled'> | undefined =>
  c.all('distribution.settled', subject).findLast((settled) => settled.at <= at);

/** How all of a distribution was settled, a suit included (民诉解释510条3款); undefined while something of it is open. */
export function settledInFull(c: Case, plan: Pick<Fact, 'subject'>): FactOf<'distribution.settled'> | undefined {
  const settled = settledAs(c, plan);
  return settled !== undefined && suedOf(settled.payload, suitsAt(c, plan)).length === 0 ? settled : undefined;
}

type Suit = FactOf<'remedy.sought'>;

/** What was sued for about a plan, as far as the court has heard of it by an instant. */
const suitsAt = (c: Case, { subject }: Pick<Fact, 'subject'>, at = Number.POSITIVE_INFINITY): readonly Suit['payload'][] =>
  c.all('remedy.sought', subject).flatMap((suit) => (suit.at <= at ? [suit.payload] : [])); // prettier-ignore

/** What may set free of a plan what was held, or hold it again, in order: settlements, and suits that hold by themselves. */
export const settling = (c: Case, { subject }: Pick<Fact, 'subject'>): readonly (FactOf<'distribution.settled'> | Suit)[] =>
  [...c.all('distribution.settled', subject), ...c.all('remedy.sought', subject).filter(({ payload }) => payload.holds)].toSorted(inOrder); // prettier-ignore

/** The stretches in which something of a plan is not settled, each from the fact that opens it: again from a suit that the court hears of later. */
export function unsettledStretches(c: Case, planned: Plan): readonly { readonly from: Fact; readonly end?: Fact }[] {
  const stretches: { readonly from: Fact; readonly end?: Fact }[] = [{ from: planned }];
  for (const fact of settling(c, planned)) {
    const settled = settledAs(c, planned, fact.at);
    const isOpen = settled === undefined || suedOf(settled.payload, suitsAt(c, planned, fact.at)).length > 0;
    const last = stretches.at(-1);
    if (isOpen && last?.end !== undefined) stretches.push({ from: fact });
    if (!isOpen && last?.end === undefined) stretches.push({ from: planned, ...stretches.pop(), end: fact });
  }
  return stretches;
}

/** The objections that hold back something at an instant: all of them, from the settlement on those that were sued for and not judged. */
export function openObjections(c: Case, plan: Pick<Fact, 'subject'>, at = Number.POSITIVE_INFINITY): readonly Objection[] {
  const objections = c.all('distribution.objected', plan.subject).filter((objected) => objected.at <= at).map(({ payload }) => payload); // prettier-ignore
  return openOf({ objections, suits: suitsAt(c, plan, at), settled: settledAs(c, plan, at)?.payload });
} // prettier-ignore

type Objection = FactOf<'distribution.objected'>['payload'];
type Plan = FactOf<'distribution.planned'>;

/** What of a receipt is disputed as the case stands, or stood at an instant, in fen: nobody is paid of it before that is settled. */
export function openlyDisputedFen(c: Case, receipt: string, at = Number.POSITIVE_INFINITY): number {
  const planned = planOf(c, receipt);
  if (planned !== undefined && settledAs(c, planned, at) !== undefined) return suedFen(c, planned, { receipt, at });
  return planned === undefined ? 0 : disputedSteps(c, receipt).reduce((fen, step) => fen + (step.fact.at <= at ? step.fen : 0), 0); // prettier-ignore
}

/** What of a receipt a settlement leaves open at an instant, for those who have sued, in fen; nothing before there is one. */
export function suedFen(
  c: Case,
  planned: Plan,
  { receipt, at }: { readonly receipt: string; readonly at: Instant },
): number {
  const settled = settledAs(c, planned, at);
  const open = settled === undefined ? [] : openObjections(c, planned, at);
  if (settled === undefined || open.length === 0) return 0;
  return ofReceipt(c, planned, { receipt, fen: heldBackFen(settled.payload.shares, open) });
}

/** The plan of a distribution that a fact is about. */
export const plannedAs = (c: Case, { subject }: Pick<Fact, 'subject'>): FactOf<'distribution.planned'> | undefined =>
  c.first('distribution.planned', subject);

/** What a plan distributes of a receipt, in fen. */
export const plannedIn = (c: Case, planned: Plan, receipt: string): number =>
  ofReceipt(c, planned, { receipt, fen: planned.payload.shares.reduce((fen, { amountFen }) => fen + amountFen, 0) }); // prettier-ignore

/** How much of a sum of a plan is one receipt's: of several the first comes first, with what was left of it when it was planned. */
function ofReceipt(
  c: Case,
  planned: Plan,
  { receipt, fen }: { readonly receipt: string; readonly fen: number },
): number {
  let rest = fen;
  for (const id of new Set(planned.payload.receipts)) {
    const part = Math.min(rest, Math.max(restBefore(c, id, planned), 0));
    if (id === receipt) return part;
    rest -= part;
  }
  return 0;
}
