// The fee that is assessed stays, also where no accounting sets it apart: docs/spec/money.md 6 (rank 2), 民诉解释508.
import { expect, test } from 'vitest';
import { answerCode } from '../support/answer-code.ts';
import { ask } from '../support/distribution-scenes.ts';
import type { Court } from '../support/given.ts';
import { confirmed } from '../support/histories.ts';

const ALL = 25_000_000;
const FEE = 5_000;
const known = confirmed().complete('payee-account.confirmed', 'account-1').at('2026-02-09T09:00');
const assessed = known.complete('fee.assessed', { feeFen: FEE, document: '决定书' });
const asks = (court: Court, amountFen: number, form = 'f-9') => answerCode(court, 'payout.applied', ask(amountFen, undefined, form)); // prettier-ignore
const fee = { to: 'court-fee', payee: '武陟县人民法院', payeeAccount: '16400000000000001' };

test('what is assessed is left in the receipt, whoever is paid first', () => {
  expect([asks(known, ALL), asks(assessed, ALL), asks(assessed, ALL - FEE)]).toEqual(['accepted', 'exceeds-share', 'accepted']); // prettier-ignore
  expect(assessed.refused('payout.applied', ask(ALL)).missing).toMatchObject([{ zh: `至多${ALL - FEE}分` }]);
});

test('once it is asked for or taken, or waived, the rest is free', () => {
  const asked = assessed.tries('payout.applied', ask(FEE, fee, 'f-1'));
  expect(asked).not.toBe(assessed);
  expect([asks(asked, ALL - FEE), asks(asked, ALL - FEE + 1)]).toEqual(['accepted', 'amount-exceeds']);
  const waived = assessed.complete(
    'fee.assessed',
    { feeFen: 0, waived: true, document: '决定书' },
    { by: 'president' },
  );
  expect(asks(waived, ALL)).toBe('accepted');
});

test('a form from before is held to it when it is approved and put to the bank', () => {
  const form = known.tries('payout.applied', ask(ALL)).complete('payout.material-reviewed', 'f-9');
  const later = form.complete('fee.assessed', { feeFen: FEE, document: '决定书' });
  const approves = (amountFen: number) => answerCode(later, 'payout.approved', { subject: 'f-9', payload: { amountFen } }); // prettier-ignore
  expect([approves(ALL), approves(ALL - FEE)]).toEqual(['exceeds-share', 'accepted']);
  const passed = form.complete('payout.approved', 'f-9', { amountFen: ALL }).complete('fee.assessed', { feeFen: FEE, document: '决定书' }); // prettier-ignore
  expect(answerCode(passed, 'payout.sent', { subject: 'f-9', payload: { reference: 'ZL-1', channel: 'counter' } })).toBe('exceeds-share'); // prettier-ignore
});
