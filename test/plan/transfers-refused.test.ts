// Money for another case that does not take it comes back to the form that it left (docs/spec/engine.md 29, money.md 3).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { journalOf, moneyOf } from '../../domain/plan/money/journal.ts';
import { moneyOverview } from '../../domain/plan/money/overview.ts';
import { type Court, given } from '../support/given.ts';
import { confirmed, preserving } from '../support/histories.ts';

const taking = '（2026）豫0823执456号';
const refusing = '（2026）豫0823执保29号';
const other = (to: string): Court => (to === refusing ? preserving() : given({ caseNo: to }).filed('2026-01-20T16:20')).at('2026-02-11T10:00'); // prettier-ignore
const moves = (court: Court, form: string, to: string, amountFen: number): Court =>
  court
    .complete('payout.applied', 'r-7', { form, to: 'other-case', payee: to, amountFen })
    .complete('payout.material-reviewed', form)
    .complete('payout.approved', form, { amountFen })
    .complete('funds.transferred', form, { case: to, amountFen });
const start = confirmed().at('2026-02-11T09:00');
const where = (court: Court) => moneyOverview(court.c)[0]?.where;
/** What lies between cases, in the books of them all. */
const inPassage = (...courts: readonly Court[]): bigint =>
  courts.flatMap((court) => [...journalOf(court.c).book.balances()]).reduce((sum, { account, fen }) => sum + (account === 'in-passage' ? fen : 0n), 0n); // prettier-ignore

describe('a transfer that the other case does not take', () => {
  const left = moves(start, 'FK-1', refusing, 5_000_000);
  const there = other(refusing).hears(left);
  const back = left.at('2026-02-11T11:00').hears(there);

  test('is withdrawn: the form has its money again, its payment is asked for anew, and finance hears of it', () => {
    expect([there.c.all('funds.arrived'), back.c.all('funds.transferred')]).toEqual([[], []]);
    expect(where(back)).toMatchObject({ heldFen: 20_000_000, reservedFen: 5_000_000, transferredFen: 0 });
    expect(back.deadline('payout-transfer', 'FK-1').status).toBe('open');
    const { to, text } = back.notices.at(-1) ?? {};
    expect([to?.map(({ role }) => role), text?.includes('FK-1')]).toEqual([['finance', 'funds'], true]);
    expect(inPassage(back, there)).toBe(0n);
  });

  test('is sent back by finance, and its money is free; or it is transferred once more', () => {
    expect(where(back.complete('payout.rejected', 'FK-1'))).toMatchObject({ heldFen: 25_000_000, reservedFen: 0 });
    const again = back.complete('funds.transferred', 'FK-1', { case: refusing, amountFen: 5_000_000 });
    expect(where(again)?.transferredFen).toBe(5_000_000);
    expect(where(again.hears(there.hears(again)))?.reservedFen).toBe(5_000_000);
  });

  test('heard twice it is taken back once; of several transfers it is that one', () => {
    const two = moves(moves(start, 'FK-1', refusing, 5_000_000), 'FK-2', taking, 1_000_000);
    const once = two.hears(other(refusing).hears(moves(start, 'FK-1', refusing, 5_000_000)));
    expect(once.c.all('funds.transferred').map(({ subject }) => subject)).toEqual(['FK-2']);
    expect(back.hears(there).record.filter(({ node }) => node === 'fact.withdrawn')).toHaveLength(1);
  });

  test('what is said of it when it was taken back is nobody’s work there', () => {
    expect(there.hears(back).notices).toEqual(there.notices);
  });
});

test('however much goes to whichever case, nothing is lost and nothing rests between them', () => {
  const transfer = fc.record({ isTaken: fc.boolean(), fen: fc.integer({ min: 1, max: 5_000_000 }), isRejected: fc.boolean() }); // prettier-ignore
  fc.assert(
    fc.property(fc.array(transfer, { minLength: 1, maxLength: 5 }), (all) => {
      let own = start;
      let others: readonly Court[] = [other(taking), other(refusing)];
      let [gone, kept] = [0, 0];
      for (const [i, { isTaken, fen, isRejected }] of all.entries()) {
        own = moves(own, `FK-${i}`, isTaken ? taking : refusing, fen);
        others = others.map((each, k) => ((k === 0) === isTaken ? each.hears(own) : each));
        own = own.hears(others[isTaken ? 0 : 1] ?? own);
        if (!isTaken && isRejected) own = own.complete('payout.rejected', `FK-${i}`);
        gone += isTaken ? fen : 0;
        kept += isTaken || isRejected ? 0 : fen;
      }
      expect(inPassage(own, ...others)).toBe(0n);
      expect(where(own)).toMatchObject({ heldFen: 25_000_000 - gone - kept, reservedFen: kept, transferredFen: gone });
      for (const court of [own, ...others]) expect(moneyOf(court.c).missingFen()).toBe(0n);
    }),
    { numRuns: 20 },
  );
});
