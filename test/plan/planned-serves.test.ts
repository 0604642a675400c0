// What a plan gives the applicants serves the claim, and nothing else of its receipts; what has left a receipt serves nobody (docs/spec/money.md 6).
import { describe, expect, test } from 'vitest';
import { owedOn } from '../../domain/plan/money/owed.ts';
import { answerCode } from '../support/answer-code.ts';
import { accountingProposed, allocated } from '../support/accountings.ts';
import { pay, planned, settled, theirs } from '../support/distribution-scenes.ts';
import { type Court, given } from '../support/given.ts';

const arrives = (court: Court, receipt: string, amountFen: number): Court =>
  court.complete('funds.arrived', receipt, { amountFen }).complete('funds.reviewed', receipt).complete('funds.confirmed', receipt, { amountFen }); // prettier-ignore
const owed = (court: Court) => Number(owedOn(court.c, { asOf: '2026-03-20' })?.due.total ?? 0n);
const surplus = (court: Court, receipt: string, amountFen: number) =>
  answerCode(court, 'payout.applied', { subject: receipt, payload: { form: 'f-8', amountFen, to: 'refund', ground: 'surplus', payee: '李卫东', payeeAccount: '6228480000000000001', document: '余款核算' } }); // prettier-ignore

describe('a plan that gives the applicant 15,000,000 of 25,000,000, another creditor the rest', () => {
  const plan = settled(planned);

  test('leaves 10,000,000 owed, whoever has been paid what by then', () => {
    const paidOther = pay(plan, 10_000_000, 'f-2', theirs);
    expect([owed(planned), owed(plan), owed(paidOther), owed(pay(paidOther, 15_000_000, 'f-1'))]).toEqual([10_000_000, 10_000_000, 10_000_000, 10_000_000]); // prettier-ignore
  });

  test('so that a later receipt is the applicant’s, and no surplus', () => {
    const later = arrives(plan.at('2026-03-20T09:00'), 'r-8', 9_000_000);
    const { shares } = accountingProposed(later, 'r-8');
    const fee = shares.find(({ claim }) => claim === 'fee')?.fen ?? 0;
    expect(shares.find(({ claim }) => claim === 'claim.principal')?.fen).toBe(9_000_000 - fee);
    expect(surplus(later, 'r-8', 1_000_000)).toBe('exceeds-share');
  });
});

describe('a receipt of which something has left the case', () => {
  const refunded = (court: Court, fen: number) => {
    const back = { to: 'refund', ground: 'error', payee: '李卫东', payeeAccount: '6228480000000000001' } as const;
    return court.complete('payout.applied', 'r-1', { form: 'f-8', amountFen: fen, ...back, document: '书面说明' }).complete('payout.material-reviewed', 'f-8').complete('payout.approved', 'f-8', { amountFen: fen }).complete('payout.refunded', 'f-8', { amountFen: fen, payee: back.payee, payeeAccount: back.payeeAccount }); // prettier-ignore
  };
  const first = arrives(given().filed().assigned().at('2026-02-06T10:00'), 'r-1', 10_000_000);
  const total = (court: Court) => accountingProposed(court).shares.reduce((fen, share) => fen + share.fen, 0);

  test('is accounted for as far as it is there', () => {
    expect(total(first)).toBe(10_000_000);
    expect(total(refunded(first, 3_000_000))).toBe(7_000_000);
  });

  test('an accounting from before is stale where what left was not left over', () => {
    const gone = refunded(allocated(first).complete('payee-account.confirmed'), 3_000_000);
    const asks = (court: Court) => answerCode(court, 'payout.applied', { subject: 'r-1', payload: { form: 'f-9', to: 'applicant', payee: '张建国', payeeAccount: 'account-1', amountFen: 1_000 } }); // prettier-ignore
    expect([asks(gone), asks(allocated(gone))]).toEqual(['allocation-stale', 'accepted']);
  });
});
