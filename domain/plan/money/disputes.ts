import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { reading } from '../../record/reading.ts';
import { restBefore } from './forms.ts';
import { heldBackFen } from './held-back.ts';

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

/** How a distribution was settled; undefined while it is open. */
export const settledAs = (c: Case, { subject }: Pick<Fact, 'subject'>): FactOf<'distribution.settled'> | undefined =>
  c.first('distribution.settled', subject);

/** What of a receipt is disputed as the case stands, in fen: nobody is paid of it before the distribution is settled. */
export function openlyDisputedFen(c: Case, receipt: string): number {
  const planned = planOf(c, receipt);
  return planned === undefined || settledAs(c, planned) ? 0 : everDisputedFen(c, receipt);
}

/** The plan of a distribution that a fact is about. */
export const plannedAs = (c: Case, { subject }: Pick<Fact, 'subject'>): FactOf<'distribution.planned'> | undefined =>
  c.first('distribution.planned', subject);

/** What a plan distributes of a receipt, in fen: of several the first is distributed first. */
export function plannedIn(c: Case, planned: FactOf<'distribution.planned'>, receipt: string): number {
  const { receipts, shares } = planned.payload;
  let rest = shares.reduce((fen, { amountFen }) => fen + amountFen, 0);
  for (const id of new Set(receipts)) {
    const part = Math.min(rest, Math.max(restBefore(c, id, planned), 0));
    if (id === receipt) return part;
    rest -= part;
  }
  return 0;
}
