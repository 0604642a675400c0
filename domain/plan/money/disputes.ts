import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { reading } from '../../record/reading.ts';
import type { Opening } from '../deadline.ts';
import { opening } from '../opens.ts';

/** What of a receipt was disputed in a distribution, and since which fact (plan §2, `payout`). */
interface Dispute {
  readonly fen: number;
  readonly since: Fact;
}

/** What of each receipt was ever disputed, in fen: of several receipts of one plan the first is disputed first. */
const disputes = reading((c): ReadonlyMap<string, Dispute> => {
  const found = new Map<string, Dispute>();
  for (const { subject, payload } of c.all('distribution.planned')) {
    const objected = c.all('distribution.objected', subject);
    const [since] = objected.slice(-1);
    let fen = objected.reduce((most, f) => Math.max(most, f.payload.disputedFen), 0);
    for (const receipt of new Set(payload.receipts)) {
      // an old record may name one twice
      const part = Math.min(fen, c.first('funds.arrived', receipt)?.payload.amountFen ?? 0);
      if (part > 0 && since !== undefined) found.set(receipt, { fen: part, since });
      fen -= part;
    }
  }
  return found;
});

/** What of a receipt was ever disputed. */
export const disputeOf = (c: Case, receipt: string): Dispute | undefined => disputes(c).get(receipt);

/** The plan that distributes a receipt. */
export const planOf = (c: Case, receipt: string): FactOf<'distribution.planned'> | undefined =>
  c.all('distribution.planned').find((f) => f.payload.receipts.includes(receipt));

/** How a distribution was settled; undefined while it is open. */
export const settledAs = (c: Case, { subject }: Pick<Fact, 'subject'>): FactOf<'distribution.settled'> | undefined =>
  c.first('distribution.settled', subject);

/** What of a receipt is disputed as the case stands, in fen: nobody is paid of it before the distribution is settled. */
export function openlyDisputedFen(c: Case, receipt: string): number {
  const planned = planOf(c, receipt);
  return planned === undefined || settledAs(c, planned) ? 0 : (disputeOf(c, receipt)?.fen ?? 0);
}

/** Once a distribution is settled, what was disputed of each of its receipts is to be paid (plan §2). */
export const settledPayouts = (c: Case): readonly Opening[] =>
  c
    .all('distribution.settled')
    .flatMap((f) =>
      [...new Set(plannedAs(c, f)?.payload.receipts)]
        .filter((receipt) => disputeOf(c, receipt) !== undefined)
        .map((receipt) => ({ ...opening(f), subject: receipt })),
    );

/** The plan of a distribution that a fact is about. */
export const plannedAs = (c: Case, { subject }: Pick<Fact, 'subject'>): FactOf<'distribution.planned'> | undefined =>
  c.first('distribution.planned', subject);
