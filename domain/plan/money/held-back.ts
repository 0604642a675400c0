// What objections hold back of a plan: docs/spec/money.md 7.3. Read of facts alone, as the ledger does.
import type { FactOf } from '../../record/fact.ts';
import { foldName } from '../../record/bank-names.ts';

type Shares = FactOf<'distribution.planned'>['payload']['shares'];
type Objection = Pick<FactOf<'distribution.objected'>['payload'], 'disputedFen' | 'wants'>;

/** How a party is written in a plan: an objection that says what each should get writes them alike. */
export const writtenAs = (party: string): string => foldName(party);

/** What an objection takes off a plan's shares: of those that it names, what is planned beyond what it gives them. */
export function takenOff(shares: Shares, wants: NonNullable<Objection['wants']>): number {
  const given = new Map(wants.map(({ party, fen }) => [writtenAs(party), fen]));
  return shares.reduce((fen, { party, amountFen }) => fen + Math.max(amountFen - (given.get(writtenAs(party)) ?? amountFen), 0), 0); // prettier-ignore
}

/**
 * For each share what is planned beyond the lowest that an objection gives it; one that says a sum alone disputes so much of the whole, and
 * of several such the largest does.
 */
export function heldBackFen(shares: Shares, objections: readonly Objection[]): number {
  const lowest = new Map<string, number>();
  for (const { wants = [] } of objections)
    for (const { party, fen } of wants) {
      const key = writtenAs(party);
      lowest.set(key, Math.min(lowest.get(key) ?? fen, fen));
    }
  const named = takenOff(
    shares,
    [...lowest].map(([party, fen]) => ({ party, fen })),
  );
  const sums = objections.filter(({ wants }) => wants === undefined).map(({ disputedFen }) => disputedFen);
  return Math.max(named, ...sums);
}
