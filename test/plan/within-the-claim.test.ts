// Creditors get what they are owed and no more, whatever lies in the case; what left the case serves no claim (docs/spec/money.md 6, 8).
import { describe, expect, test } from 'vitest';
import { owedOn } from '../../domain/plan/money/owed.ts';
import { allocated } from '../support/accountings.ts';
import { given, type Court } from '../support/given.ts';
import { confirmed, paid } from '../support/histories.ts';

const CLAIM = 25_000_000;
const arrives = (court: Court, receipt: string, amountFen: number): Court =>
  court
    .complete('funds.arrived', receipt, { amountFen })
    .complete('funds.reviewed', receipt)
    .complete('funds.confirmed', receipt, { amountFen });
const asks = (court: Court, receipt: string, more: object) =>
  court.answer('payout.applied', { subject: receipt, payload: { form: 'F-9', to: 'applicant', payee: '张建国', payeeAccount: 'account-1', ...more } }); // prettier-ignore
const refused = { code: 'exceeds-share' };
const accepted = { accepted: true };

describe('a form to the creditor, without an accounting', () => {
  const rich = arrives(given().filed().assigned().at('2026-02-06T10:00'), 'r-9', CLAIM + 4_000_000);
  const withAccount = rich.complete('payee-account.confirmed');

  test('is held to the claim: what is over goes back to the payer', () => {
    expect(asks(withAccount, 'r-9', { amountFen: CLAIM + 1 })).toMatchObject(refused);
    expect(asks(withAccount, 'r-9', { amountFen: CLAIM })).toMatchObject(accepted);
  });

  test('of a second receipt gets what the first left, what other forms keep included', () => {
    const two = arrives(withAccount, 'r-10', 1_000_000);
    const first = two.complete('payout.applied', 'r-9', { form: 'F-1', amountFen: CLAIM - 300_000 });
    expect(asks(first, 'r-10', { amountFen: 300_001 })).toMatchObject(refused);
    expect(asks(first, 'r-10', { amountFen: 300_000 })).toMatchObject(accepted);
    expect(asks(first, 'r-10', { amountFen: 300_001, to: 'escrow', payee: '本院', ground: 'refuses', payeeAccount: '提存专户' })).toMatchObject(refused); // prettier-ignore
  });

  test('after all was paid gets nothing of what comes later', () => {
    const later = arrives(paid(), 'r-9', 300_000);
    expect(asks(later, 'r-9', { amountFen: 1 })).toMatchObject(refused);
  });
});

describe('what left the case again', () => {
  const accounted = allocated(confirmed().at('2026-02-11T09:00'), 'r-7');
  const owed = (court: Court) => Number(owedOn(court.c, { asOf: '2026-02-11' })?.due.total ?? 0);
  const goes = (court: Court, amountFen: number, more: object): Court =>
    court.complete('payout.applied', 'r-7', { form: 'F-9', amountFen, ...more });

  test('serves no claim, though it was accounted for', () => {
    const share = accounted.c.last('funds.allocated', 'r-7')?.payload.shares.find(({ claim }) => claim === 'claim.principal')?.fen ?? 0; // prettier-ignore
    expect(owed(accounted)).toBe(CLAIM - share);
    const back = {
      to: 'refund',
      payee: '李卫东',
      payeeAccount: '6228480000000000001',
      ground: 'error',
      document: '缴款人的书面说明',
    };
    expect(owed(goes(accounted, CLAIM, back))).toBe(CLAIM);
    const moved = {
      to: 'other-case',
      payee: '（2026）豫0823执456号',
      payeeAccount: '1',
      ground: 'misdirected',
      document: '函',
    };
    expect(owed(goes(accounted, 1_000_000, moved))).toBe(CLAIM - share + 1_000_000);
  });

  test('is withdrawn with its form: then it serves the claim as before', () => {
    const back = {
      to: 'refund',
      payee: '李卫东',
      payeeAccount: '6228480000000000001',
      ground: 'error',
      document: '说明',
    };
    const withdrawn = goes(accounted, CLAIM, back).complete('payout.withdrawn', 'F-9');
    expect(owed(withdrawn)).toBe(owed(accounted));
  });
});
