// Whoever says that all is performed says what it settles: docs/spec/plan.md §0 (Claim), docs/decisions/152.
import { describe, expect, test } from 'vitest';
import { feeNow } from '../../domain/plan/money/accounting.ts';
import { owedOn } from '../../domain/plan/money/owed.ts';
import { leftFen } from '../../domain/plan/money/readings.ts';
import { accountingProposed, allocated } from '../support/accountings.ts';
import { answerCode } from '../support/answer-code.ts';
import { ask, pay } from '../support/distribution-scenes.ts';
import { type Court, given } from '../support/given.ts';
import { confirmed, controlled } from '../support/histories.ts';

const CLAIM = 25_000_000;
const on = '2026-02-11';
const figures = (court: Court) => [leftFen(court.c, { on }), Number(owedOn(court.c, { asOf: on })?.due.total)];
const completes = (court: Court, amountFen?: number) => court.complete('performance.completed', amountFen === undefined ? {} : { amountFen }); // prettier-ignore
const code = (court: Court, amountFen: number) => answerCode(court, 'performance.completed', { payload: { how: 'voluntary', detail: '付清', evidence: '收条', applicantWord: '收到', amountFen } }); // prettier-ignore
const growing = given({ claims: [{ id: 'i-1', kind: 'principal', amountFen: CLAIM, interest: { from: '2025-01-01', annual: '6', basis: 365 } }] }); // prettier-ignore

/** Of a claim of 400,000.00 yuan 250,000.00 lie at the court. */
const rich = given({ claimFen: 40_000_000 })
  .filed()
  .assigned()
  .at('2026-02-06T10:00')
  .complete('funds.arrived', 'r-7')
  .complete('funds.reviewed', 'r-7')
  .complete('funds.confirmed', 'r-7')
  .at('2026-02-11T09:00');

describe('all is performed', () => {
  test('and nothing is left or owed any more, nor grows', () => {
    const court = completes(controlled());
    expect(figures(court)).toEqual([0, 0]);
    const grown = completes(controlled(growing.filed()));
    expect([leftFen(grown.c, { on: '2027-01-01' }), Number(owedOn(grown.c, { asOf: '2027-01-01' })?.due.total)]).toEqual([0, 0]); // prettier-ignore
  });

  test('beside what the court paid, what was performed before and what was given up', () => {
    const part = pay(rich, 10_000_000, 'f-1').complete('performance.recorded', { amountFen: 2_000_000 }).complete('claim.waived', { items: ['claim'], amountFen: 1_000_000 }); // prettier-ignore
    expect(leftFen(part.c, { on })).toBe(27_000_000);
    expect(leftFen(completes(part).c, { on })).toBe(0);
  });

  test('what the bank sends back afterwards is the creditor’s still', () => {
    const paid = completes(pay(confirmed().at('2026-02-11T09:00'), 10_000_000, 'f-1'));
    const back = paid.complete('payout.returned', 'f-1', { amountFen: 10_000_000 });
    expect(leftFen(back.c, { on })).toBe(10_000_000);
  });

  test('withdrawn, it settles nothing', () => {
    const court = completes(controlled());
    expect(figures(court.complete('fact.withdrawn', { fact: court.seq('performance.completed') }, { by: 'review' }))).toEqual([CLAIM, CLAIM]); // prettier-ignore
  });

  test('of a settlement, the same', () => {
    const court = controlled().complete('settlement.reached', 'settlement-1').at('2026-02-11T09:00');
    const id = court.c.first('settlement.reached')?.subject ?? '';
    const done = court.complete('settlement.performed', id, { on: '2026-02-11' });
    expect(figures(done)).toEqual([0, 0]);
  });

  test('the fee counts it as what was performed after the notice', () => {
    const fee = (court: Court) => Number(feeNow(court.c, on)?.fee);
    expect(fee(completes(controlled()))).toBe(365_000);
    expect(fee(controlled().complete('performance.completed', { how: 'settlement' }))).toBe(0);
    expect(fee(completes(given().filed().assigned()))).toBe(0);
  });
});

describe('with a sum of its own', () => {
  const court = confirmed().complete('payee-account.confirmed', 'account-1').at('2026-02-11T09:00');
  test('what lies at the court is the creditor’s still, and can be paid', () => {
    const done = completes(court, 0);
    expect(figures(done)).toEqual([CLAIM, 0]);
    expect(answerCode(done, 'payout.applied', ask(CLAIM))).toBe('accepted');
    const all = pay(completes(court), CLAIM, 'f-1');
    expect([leftFen(completes(court).c, { on }), leftFen(all.c, { on })], 'as if it had been said').toEqual([0, 0]);
    expect(answerCode(pay(done, CLAIM, 'f-1'), 'payout.applied', ask(1))).not.toBe('accepted');
    expect(leftFen(pay(done, CLAIM, 'f-1').c, { on })).toBe(0);
  });

  test('it leaves nothing open beside that, and is no more than is left', () => {
    expect([code(rich, 15_000_000), code(rich, 14_999_999), code(rich, 40_000_000), code(rich, 40_000_001)]).toEqual(['accepted', 'amount-differs', 'accepted', 'amount-exceeds']); // prettier-ignore
    expect(rich.refused('performance.completed', { payload: { how: 'voluntary', detail: '付清', evidence: '收条', applicantWord: '收到', amountFen: 0 } }).missing).toMatchObject([{ id: 'amountFen', zh: '至少15000000分' }]); // prettier-ignore
    const done = completes(rich, 15_000_000);
    const shares = accountingProposed(done, 'r-7').shares.filter(({ claim }) => claim === 'claim.principal');
    expect(shares.map(({ fen }) => fen > 24_000_000)).toEqual([true]);
  });

  test('without the creditor’s word it says its sum where money lies at the court for them: nobody else says that they have it', () => {
    const said = { how: 'voluntary', detail: '付清', evidence: '收条', reason: '申请执行人下落不明' };
    const without = (of: Court, more: object = {}) =>
      answerCode(of, 'performance.completed', { payload: { ...said, ...more } });
    expect([without(rich), without(rich, { amountFen: 15_000_000 }), without(rich, { applicantWord: '收到' })]).toEqual(['missing-field', 'accepted', 'accepted']); // prettier-ignore
    expect(without(controlled()), 'nothing lies there').toBe('accepted');
  });

  test('of what lies at the court it counts what the accounting gives creditors, not the fee', () => {
    const accounted = allocated(rich, 'r-7');
    const theirs = accounted.c.last('funds.allocated', 'r-7')?.payload.shares.find(({ claim }) => claim === 'claim.principal')?.fen ?? 0; // prettier-ignore
    expect(theirs).toBeLessThan(CLAIM);
    expect([code(accounted, 40_000_000 - theirs), code(accounted, 40_000_000 - theirs - 1), code(accounted, 15_000_000)]).toEqual(['accepted', 'amount-differs', 'amount-differs']); // prettier-ignore
  });

  test('what it rests on is not taken back', () => {
    const direct = rich.complete('performance.recorded', { amountFen: 5_000_000 });
    const done = completes(direct, 10_000_000);
    expect(done.refused('fact.withdrawn', { payload: { fact: direct.seq('performance.recorded'), reason: '误' }, by: 'officer' }).code).toBe('has-dependents'); // prettier-ignore
  });
});
