// The fee that is assessed stays, also where no accounting sets it apart: docs/spec/money.md 6 (rank 2), 民诉解释508.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nodeRow, type PayloadOf } from '../../domain/nodes/index.ts';
import { accountingOf } from '../../domain/plan/money/accounting.ts';
import { feeTakesFen } from '../../domain/plan/money/fee-takes.ts';
import { allocated } from '../support/accountings.ts';
import { answerCode } from '../support/answer-code.ts';
import { ask, bank, known as shared, share } from '../support/distribution-scenes.ts';
import type { Court } from '../support/given.ts';
import { confirmed, controlled } from '../support/histories.ts';

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

const receives = (court: Court, ...all: readonly number[]): Court =>
  all.reduce((before, amountFen, i) => before.complete('funds.arrived', `r-${i + 1}`, { amountFen, reference: `YH-${i}` }).complete('funds.confirmed', `r-${i + 1}`, { amountFen }), court); // prettier-ignore
/** Pays so much of the first receipt to the applicant. */
const pays = (court: Court, amountFen: number): Court => {
  const to = { to: 'applicant', payee: '张建国' } as const;
  return court
    .complete('payout.applied', 'r-1', { form: 'f-1', amountFen, ...to })
    .complete('payout.material-reviewed', 'f-1')
    .complete('payout.approved', 'f-1', { amountFen })
    .complete('payout.paid', 'f-1', { amountFen, ...to });
};
const on = '2026-02-11';
const takes = (court: Court) => ['r-1', 'r-2', 'r-3'].map((id) => feeTakesFen(court.c, id, { on, feeRank: 'first' }));

describe('of several receipts', () => {
  const several = receives(controlled().at('2026-02-11T09:00'), 10_000_000, 5_000_000, 100_000);
  const set = several.complete('fee.assessed', { feeFen: 216_500 });

  test('the fee is kept once, by the earliest', () => {
    expect(takes(several)).toEqual([0, 0, 0]);
    expect(takes(set)).toEqual([216_500, 0, 0]);
    const proposed = (court: Court, receipt: string) => Number(accountingOf(court.c, receipt, { feeRank: 'first' })?.fee?.due); // prettier-ignore
    expect(['r-1', 'r-2', 'r-3'].map((id) => proposed(set, id))).toEqual([216_500, 0, 0]);
  });

  test('what an accounting sets aside, and what a form has asked for, the others do not keep', () => {
    const aside = allocated(several, 'r-2').complete('fee.assessed', { feeFen: 216_500 });
    expect(takes(aside)).toEqual([0, 0, 0]);
    const asked = set.tries('payout.applied', { subject: 'r-3', payload: { form: 'f-1', amountFen: 100_000, ...fee } });
    expect(asked).not.toBe(set);
    expect(takes(asked)).toEqual([116_500, 0, 0]);
  });

  test('what the earliest cannot keep any more the next one does', () => {
    const paid = pays(several, 9_900_000).complete('fee.assessed', { feeFen: 216_500 });
    expect(takes(paid)).toEqual([100_000, 116_500, 0]);
    expect(takes(allocated(paid, 'r-2'))).toEqual([100_000, 0, 0]);
  });

  test('whatever they are and whatever has gone: together no more than was assessed, and all of it where it is there', () => {
    const sums = fc.array(fc.integer({ min: 10_000, max: 5_000_000 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(sums, fc.nat(5_000_000), fc.integer({ min: 1, max: 3_000_000 }), (all, gone, feeFen) => {
        const court = receives(controlled().at('2026-02-11T09:00'), ...all);
        const out = Math.min(gone, all[0] ?? 0);
        const paid = out === 0 ? court : pays(court, out);
        const kept = takes(paid.complete('fee.assessed', { feeFen, document: '决定书' }));
        const [sum, there] = [kept, all].map((each) => each.reduce((fen, one) => fen + one, 0));
        expect(sum).toBe(Math.min(feeFen, (there ?? 0) - out));
      }),
      { numRuns: 40 },
    );
  });
});

describe('a plan', () => {
  const plans = (court: Court, more: object) => answerCode(court, 'distribution.planned', { payload: { ...example, receipts: ['r-7'], ...more } }); // prettier-ignore
  const example = nodeRow('distribution.planned').example as PayloadOf<'distribution.planned'>;
  const charged = shared.complete('fee.assessed', { feeFen: 365_000 });
  const claims = [{ id: 'own-1', amount: 22_500_000 }, { id: 'bank-1', amount: 15_000_000 }]; // prettier-ignore
  const parts = [share('applicant-1', 14_781_000), share(bank, 9_854_000)];

  test('that takes the assessed fee away is refused: it is left, or ranked', () => {
    expect(plans(shared, {})).toBe('accepted');
    expect(plans(charged, {})).toBe('exceeds-share');
    const left = { kind: 'allocate', amount: 24_635_000, ranks: [{ share: 'pro-rata', claims }] };
    expect(plans(charged, { shares: parts, question: left })).toBe('accepted');
    const ranked = { kind: 'allocate', amount: 25_000_000, ranks: [{ share: 'in-order', claims: [{ id: 'fee', amount: 365_000 }] }, { share: 'pro-rata', claims }] }; // prettier-ignore
    expect(plans(charged, { shares: parts, question: ranked, ranks: [{ kind: 'fee', claims: [{ id: 'fee' }] }, ...(example.ranks ?? [])] })).toBe('accepted'); // prettier-ignore
    const less = { ...left, amount: 24_635_001 };
    expect(plans(charged, { shares: [share('applicant-1', 14_781_001), share(bank, 9_854_000)], question: less })).toBe('exceeds-share'); // prettier-ignore
  });

  test('leaves no fee that is waived or lies in another receipt', () => {
    const waives = charged.complete('fee.assessed', { feeFen: 0, waived: true, document: '决定书' }, { by: 'president' }); // prettier-ignore
    expect(plans(waives, {})).toBe('accepted');
    const taken = receives(charged, 400_000).tries('payout.applied', { subject: 'r-1', payload: { form: 'f-1', amountFen: 365_000, ...fee } }); // prettier-ignore
    expect(plans(taken, {})).toBe('accepted');
  });
});
