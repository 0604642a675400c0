// What an objection that nobody opposed makes of a plan (民诉解释510条1款, docs/spec/money.md 7.4).
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { personKey } from './creditors.ts';
import { writtenAs } from './held-back.ts';

type Objection = FactOf<'distribution.objected'>;
type Shares = readonly { readonly party: string; readonly amountFen: number }[];

/** Whether somebody opposes an objection: one of that party's, or where none is named, of whatever others have objected so far. */
export const isOpposed = (
  c: Case,
  objected: Objection,
  { seq, payload: { party, objector } }: FactOf<'distribution.opposed'>,
): boolean => {
  const own = personKey(c, objected.payload.party);
  return seq > objected.seq && (objector === undefined ? personKey(c, party) !== own : personKey(c, objector) === own);
};

/** The objections to a plan that nobody else has opposed. */
export const standingObjections = (c: Case, plan: string): readonly Objection[] =>
  c
    .all('distribution.objected', plan)
    .filter((objected) => !c.all('distribution.opposed', plan).some((f) => isOpposed(c, objected, f)));

const byPerson = (c: Case, shares: Shares): ReadonlyMap<string, number> =>
  new Map(shares.map(({ party, amountFen }) => [personKey(c, party), amountFen]));

/** Whether shares are what an objection wants; of one that says a sum alone, no more than that is taken, and from others than the objector. */
export function isAsWanted(
  c: Case,
  { payload: { party, wants, disputedFen } }: Objection,
  planned: Shares,
  shares: Shares,
): boolean {
  // prettier-ignore
  const [before, after] = [byPerson(c, planned), byPerson(c, shares)];
  const given = (key: string): number => after.get(key) ?? 0;
  if (wants !== undefined) {
    const wanted = new Map(wants.map((each) => [writtenAs(each.party), each.fen]));
    const want = byPerson(c, planned.map((each) => ({ ...each, amountFen: wanted.get(writtenAs(each.party)) ?? each.amountFen }))); // prettier-ignore
    return [...new Set([...want.keys(), ...after.keys()])].every((key) => (want.get(key) ?? 0) === given(key));
  }
  const off = [...before].reduce((fen, [key, amountFen]) => fen + Math.max(amountFen - given(key), 0), 0);
  const own = personKey(c, party);
  return off > 0 && off <= disputedFen && given(own) >= (before.get(own) ?? 0);
}
