import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import type { Discharge, Done, Opening } from '../deadline.ts';
import { isBehind } from '../opens.ts';
import { forms } from './forms.ts';
import { moneyOf } from './journal.ts';
import { recoverableBy } from './places.ts';

/** By which fact the bank has taken back the receipt that a fact or a deadline is about, itself or by its form; undefined: it has not. */
export const reversalOf = (c: Case, { subject }: Pick<Fact, 'subject'>): FactOf<'funds.reversed'> | undefined =>
  c.first('funds.reversed', forms(c).get(subject ?? '')?.receipt ?? subject ?? '');

/** What the bank has taken back asks for nothing more: its clocks end with that, whatever else would have ended them. */
export const orReversed = (done: Done): Done => ({
  zh: `${done.zh}，或者银行冲正`,
  nodes: [...done.nodes, 'funds.reversed'],
  find: (c, o) => first([done.find(c, o), behind(reversalOf(c, o), o)]),
});

const behind = (fact: Fact | undefined, o: Opening): Fact | undefined => (fact && isBehind(fact, o) ? fact : undefined);

const first = (found: readonly (Discharge | undefined)[]): Discharge | undefined =>
  found.filter((each) => each !== undefined).toSorted((a, b) => a.at - b.at || a.seq - b.seq)[0];

/** Nothing opens for a receipt that the bank had taken back by then: what comes free of it makes good the court's loss. */
export const stillHere = (c: Case, openings: readonly Opening[]): readonly Opening[] =>
  openings.filter((o) => {
    const reversed = reversalOf(c, o);
    return reversed === undefined || isBehind(reversed, o);
  });

/** What of a receipt was gone when the bank took it back, and has not come back since: the court's loss, in fen. */
export function lostFen(c: Case, reversed: FactOf<'funds.reversed'>): number {
  const { before } = moneyOf(c);
  const receipt = before.receipt(reversed.subject);
  return receipt === undefined ? 0 : Number(before.balance(recoverableBy(before.record, reversed), receipt));
}
