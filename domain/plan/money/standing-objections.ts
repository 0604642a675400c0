// What an objection that nobody opposed makes of a plan (民诉解释510条1款, docs/spec/money.md 7.4).
import type { Case } from '../../record/case.ts';
import type { DraftOf, FactOf } from '../../record/fact.ts';
import { personKey } from './creditors.ts';
import { writtenAs } from './held-back.ts';

type Objection = FactOf<'distribution.objected'>;
type Shares = readonly { readonly party: string; readonly amountFen: number }[];

/** Whether somebody opposes an objection: one of that party's, or where none is named, of whatever others have objected so far. */
export const isOpposed = (c: Case, objected: Objection, { seq, payload }: FactOf<'distribution.opposed'>): boolean =>
  seq > objected.seq && isMeant(c, objected, payload);

type Opposition = Pick<FactOf<'distribution.opposed'>['payload'], 'party' | 'objector'>;

function isMeant(c: Case, objected: Objection, { party, objector }: Opposition): boolean {
  const own = personKey(c, objected.payload.party);
  return objector === undefined ? personKey(c, party) !== own : personKey(c, objector) === own;
}

/** Who opposed what somebody objected to a plan. */
export const oppositionsTo = (c: Case, plan: string, party: string): readonly FactOf<'distribution.opposed'>[] => {
  const own = c.all('distribution.objected', plan).filter(({ payload }) => personKey(c, payload.party) === personKey(c, party)); // prettier-ignore
  return c.all('distribution.opposed', plan).filter((f) => own.some((objected) => isOpposed(c, objected, f)));
};

/** The objections that an opposition is to which asks to be recorded. */
export const objectionsOpposed = (c: Case, { subject, payload }: Pick<DraftOf<'distribution.opposed'>, 'subject' | 'payload'>) =>
  c.all('distribution.objected', subject).filter((objected) => isMeant(c, objected, payload)); // prettier-ignore

/** The objections whose objector has sued for them: a judgment decides them, and no other (民诉解释510条3款). */
export function suedFor(c: Case, plan: string): readonly Objection[] {
  const suing = new Set(c.all('remedy.sought', plan).map(({ payload }) => personKey(c, payload.party)));
  return c.all('distribution.objected', plan).filter(({ payload }) => suing.has(personKey(c, payload.party)));
}

/** The others. */
export function notSuedFor(c: Case, plan: string): readonly Objection[] {
  const sued = suedFor(c, plan);
  return c.all('distribution.objected', plan).filter((objected) => !sued.includes(objected));
}

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
    const named = planned.map(({ party: who, amountFen }) => ({ party: who, amountFen: wanted.get(writtenAs(who)) ?? amountFen })); // prettier-ignore
    const others = wants.filter((each) => !planned.some(({ party: who }) => writtenAs(who) === writtenAs(each.party)));
    const want = byPerson(c, [...named, ...others.map((each) => ({ party: each.party, amountFen: each.fen }))]);
    return [...new Set([...want.keys(), ...after.keys()])].every((key) => (want.get(key) ?? 0) === given(key));
  }
  const off = [...before].reduce((fen, [key, amountFen]) => fen + Math.max(amountFen - given(key), 0), 0);
  const own = personKey(c, party);
  return off > 0 && off <= disputedFen && given(own) >= (before.get(own) ?? 0);
}
