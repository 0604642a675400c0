// Several creditors of one document: what is not enough for all is shared by their claims, receipt after receipt (执行工作规定55, docs/decisions/189).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimants } from '../../domain/plan/money/claimants.ts';
import { owedOn } from '../../domain/plan/money/owed.ts';
import { shareReason } from '../../domain/words/accounting.ts';
import { accountingOf } from '../../domain/plan/money/accounting.ts';
import { answerCode } from '../support/answer-code.ts';
import { accountingProposed, allocated } from '../support/accountings.ts';
import { type Court, given } from '../support/given.ts';

type Item = readonly [id: string, kind: string, amountFen: number, creditor?: string, more?: object];
const of = (...items: readonly Item[]): Court =>
  given({
    applicants: [{ name: '张建国', kind: 'person' }, { name: '李芳', kind: 'person' }],
    claims: items.map(([id, kind, amountFen, creditor, more]) => ({ id, kind, amountFen, ...(creditor && { creditor: `applicant-${creditor}` }), ...more })), // prettier-ignore
    claimFen: items.reduce((fen, [, , each]) => fen + each, 0),
  } as never).filed().assigned(); // prettier-ignore
const arrives = (court: Court, receipt: string, amountFen: number): Court =>
  court.complete('funds.arrived', receipt, { amountFen }).complete('funds.reviewed', receipt).complete('funds.confirmed', receipt, { amountFen }); // prettier-ignore
const sharesOf = (court: Court, receipt: string) =>
  Object.fromEntries(accountingProposed(court, receipt).shares.map(({ claim, fen }) => [claim, fen]));
/** What is proposed of a receipt that all of it goes to the claim. */
const claimsOf = (court: Court, receipt: string) => Object.fromEntries(Object.entries(sharesOf(court, receipt)).filter(([claim]) => claim !== 'fee')); // prettier-ignore
const free = (court: Court): Court => court.complete('fee.assessed', { feeFen: 0, waived: true, document: '免交决定' }, { by: 'president' }); // prettier-ignore

const two = free(of(['a', 'principal', 10_000_000, '1'], ['b', 'principal', 30_000_000, '2']));

describe('a receipt that is not enough for all', () => {
  const first = arrives(two, 'r-1', 8_000_000);

  test('is shared by their claims, whoever is listed first', () => {
    expect(claimsOf(first, 'r-1')).toEqual({ 'a.principal': 2_000_000, 'b.principal': 6_000_000 });
    const found = accountingOf(first.c, 'r-1', { feeRank: 'first' });
    expect(found && shareReason('a.principal', found)).toContain('按债权比例受偿（执行工作规定55）');
  });

  test('leaves each what it lacks: the next one is shared by that, and what is enough pays all', () => {
    const accounted = allocated(first, 'r-1');
    const owed = owedOn(accounted.c, { asOf: '2026-02-11' })?.items.map(({ id, unpaid }) => [id, Number(unpaid)]);
    expect(owed).toEqual([['a', 8_000_000], ['b', 24_000_000]]); // prettier-ignore
    expect(claimsOf(arrives(accounted, 'r-2', 4_000_000), 'r-2')).toEqual({ 'a.principal': 1_000_000, 'b.principal': 3_000_000 }); // prettier-ignore
    const enough = arrives(accounted, 'r-2', 33_000_000);
    expect(claimsOf(enough, 'r-2')).toEqual({ 'a.principal': 8_000_000, 'b.principal': 24_000_000 });
    const found = accountingOf(enough.c, 'r-2', { feeRank: 'first' });
    expect(found && shareReason('a.principal', found)).not.toContain('比例');
  });

  test('by a decision to the contrary is owed less only to whom it was given', () => {
    const { question } = accountingProposed(first, 'r-1');
    const other = first.complete('funds.allocated', 'r-1', { question, shares: [{ claim: 'b.principal', fen: 8_000_000 }], override: '另一申请执行人书面同意，见笔录' }); // prettier-ignore
    expect(claimsOf(arrives(other, 'r-2', 3_200_000), 'r-2')).toEqual({ 'a.principal': 1_000_000, 'b.principal': 2_200_000 }); // prettier-ignore
  });

  test('a form gets its creditor’s part and no more', () => {
    const accounted = allocated(first, 'r-1').complete('payee-account.confirmed');
    const asks = (amountFen: number) =>
      accounted.answer('payout.applied', { subject: 'r-1', payload: { form: 'F-9', to: 'applicant', payee: '张建国', payeeAccount: 'account-1', amountFen } }); // prettier-ignore
    expect(asks(2_000_001)).toMatchObject({ code: 'exceeds-share' });
    expect(asks(2_000_000)).toMatchObject({ accepted: true });
  });
});

test('each creditor’s part serves its own costs, interest and principal in that order (民法典561)', () => {
  const court = free(of(['a-c', 'fee', 200_000, '1'], ['a', 'principal', 9_800_000, '1'], ['b-i', 'interest', 400_000, '2'], ['b', 'principal', 9_600_000, '2'])); // prettier-ignore
  const shares = claimsOf(arrives(court, 'r-1', 1_000_000), 'r-1');
  expect(shares).toEqual({ 'a-c.costs': 200_000, 'a.principal': 300_000, 'b-i.interest': 400_000, 'b.principal': 100_000 }); // prettier-ignore
});

test('items of all applicants together share beside those of one alone', () => {
  const court = free(of(['all', 'principal', 30_000_000], ['b', 'principal', 10_000_000, '2']));
  expect(claimsOf(arrives(court, 'r-1', 4_000_000), 'r-1')).toEqual({ 'all.principal': 3_000_000, 'b.principal': 1_000_000 }); // prettier-ignore
});

test('a waiver of one creditor’s item leaves the others’ claim as it was', () => {
  const court = two.complete('claim.waived', { items: ['a'], amountFen: 5_000_000 });
  expect(claimsOf(arrives(court, 'r-1', 7_000_000), 'r-1')).toEqual({ 'a.principal': 1_000_000, 'b.principal': 6_000_000 }); // prettier-ignore
});

test('interest runs on what each one lacks: who was given all is owed no more', () => {
  const grows = { dueOn: '2025-12-31' };
  const court = free(of(['a', 'principal', 1_000_000, '1', grows], ['b', 'principal', 30_000_000, '2', grows]));
  const first = arrives(court, 'r-1', 2_000_000);
  const { question } = accountingProposed(first, 'r-1');
  const doubled = Number(owedOn(first.c, { asOf: '2026-02-11', without: 'r-1' })?.items[0]?.doubled.due ?? 0n);
  expect(doubled).toBeGreaterThan(0);
  const all = [{ claim: 'a.principal', fen: 1_000_000 }, { claim: 'a.doubled', fen: doubled }, { claim: 'b.principal', fen: 1_000_000 - doubled }]; // prettier-ignore
  const given = first.complete('funds.allocated', 'r-1', {
    question,
    shares: all,
    override: '依调解书第三项先付张建国',
  });
  const later = given.at('2026-05-06T10:00');
  const [a, b] = owedOn(later.c, { asOf: '2026-05-06' })?.items ?? [];
  expect([a?.unpaid, a?.doubled.due, b?.unpaid]).toEqual([0n, 0n, BigInt(29_000_000 + doubled)]);
});

test('a plan ranks each of them for what is theirs and no more', () => {
  const court = arrives(two, 'r-1', 8_000_000);
  const plans = (a: number, b: number) => {
    const question = { kind: 'allocate', amount: 8_000_000, ranks: [{ share: 'pro-rata', claims: [{ id: 'a', amount: a }, { id: 'b', amount: b }] }] }; // prettier-ignore
    const shares = [['applicant-1', a], ['applicant-2', b]].map(([party, each]) => ({ party, amountFen: Math.round((8_000_000 * Number(each)) / (a + b)) })); // prettier-ignore
    const ranks = [{ kind: 'ordinary', claims: [{ id: 'a', party: 'applicant-1' }, { id: 'b', party: 'applicant-2' }] }]; // prettier-ignore
    return answerCode(court, 'distribution.planned', { payload: { receipts: ['r-1'], shares, question, ranks } });
  };
  expect([plans(10_000_000, 30_000_000), plans(20_000_000, 20_000_000), plans(10_000_000, 10_000_000)]).toEqual(['accepted', 'amount-exceeds', 'accepted']); // prettier-ignore
});

describe('whoever has had more than they are owed', () => {
  test('is no creditor any more', () => {
    const court = two.complete('performance.recorded', { amountFen: 40_000_000, way: 'direct', evidence: '收条', confirmedBy: '张建国' }); // prettier-ignore
    expect(claimants(court.c, court.now)).toEqual([]);
  });
});

test('whatever the claims and receipts, each receipt is shared to the fen, nobody gets more than they lack, and shares are as the claims are', () => {
  const fen = fc.integer({ min: 1, max: 50_000_000 });
  fc.assert(
    fc.property(fen, fen, fc.array(fen, { minLength: 1, maxLength: 3 }), (a, b, receipts) => {
      let court = free(of(['a', 'principal', a, '1'], ['b', 'principal', b, '2']));
      const lack = { 'a.principal': a, 'b.principal': b };
      for (const [i, amountFen] of receipts.entries()) {
        const left = lack['a.principal'] + lack['b.principal'];
        if (left === 0) break;
        court = arrives(court, `r-${i + 1}`, amountFen);
        const shares = claimsOf(court, `r-${i + 1}`);
        const paid = Math.min(amountFen, left);
        const [x, y] = [shares['a.principal'] ?? 0, shares['b.principal'] ?? 0];
        expect(x + y).toBe(paid);
        expect(Math.abs(x - (paid * lack['a.principal']) / left)).toBeLessThan(1);
        court = allocated(court, `r-${i + 1}`);
        lack['a.principal'] -= x;
        lack['b.principal'] -= y;
        expect(Math.min(lack['a.principal'], lack['b.principal'])).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 60 },
  );
});
