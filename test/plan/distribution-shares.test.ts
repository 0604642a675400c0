// docs/spec/money.md 7.3: from the plan on, nobody gets another's share of its receipts.
import { describe, expect, test } from 'vitest';
import { nodeRow } from '../../domain/nodes/index.ts';
import {
  agreed,
  ask,
  bank,
  distribution as id,
  free,
  own,
  pay,
  planned,
  served,
  share,
  theirs,
} from '../support/distribution-scenes.ts';
import { answerCode } from '../support/answer-code.ts';
import type { Court } from '../support/given.ts';

/** r-7 of 25,000,000: the applicant is planned for 15,000,000, the bank for 10,000,000; both have confirmed an account. */
const ready = (court: Court): Court => free(court).tries('payee-account.confirmed', account);
const account = { subject: 'account-1', payload: nodeRow('payee-account.confirmed').example };
const settle = (court: Court, shares = [share('applicant-1', 15_000_000), share(bank, 10_000_000)]) =>
  answerCode(court.at('2026-03-14T09:00'), 'distribution.settled', {
    subject: id,
    payload: { how: 'unopposed', shares },
  });

describe('before it is settled', () => {
  test('a creditor gets the planned share and no fen of another’s, by id or name, in one form or several', () => {
    const court = ready(planned);
    expect(answerCode(court, 'payout.applied', ask(15_000_000))).toBe('accepted');
    expect(answerCode(court, 'payout.applied', ask(15_000_001))).toBe('exceeds-share');
    expect(answerCode(court, 'payout.applied', ask(25_000_000, { ...own, payee: 'applicant-1' }))).toBe(
      'exceeds-share',
    );
    const part = court.complete('payout.applied', 'r-7', { form: 'f-1', amountFen: 10_000_000 });
    expect(answerCode(part, 'payout.applied', ask(5_000_000))).toBe('accepted');
    expect(answerCode(part, 'payout.applied', ask(5_000_001))).toBe('exceeds-share');
    expect(answerCode(pay(court, 15_000_000, 'f-1'), 'payout.applied', ask(1))).toBe('exceeds-share');
  });

  test('so does a creditor from another case, and what goes to nobody of the plan gets what the plan left', () => {
    const court = ready(planned).tries('payee-account.confirmed', { subject: 'account-2', payload: { holder: bank, number: '62220000', bank, evidence: '确认书' } }); // prettier-ignore
    expect(answerCode(court, 'payout.applied', ask(10_000_001, theirs))).toBe('exceeds-share');
    expect(answerCode(court, 'payout.applied', ask(1, { to: 'refund', ground: 'error', document: '说明', payee: '李四', payeeAccount: '6222' }))).toBe('exceeds-share'); // prettier-ignore
    expect(answerCode(court, 'payout.applied', ask(1, { to: 'court-fee', payee: '武陟县人民法院', payeeAccount: '6222' }))).toBe('exceeds-share'); // prettier-ignore
    expect(answerCode(court, 'payout.applied', ask(1, { to: 'other-court', ground: 'ordered', document: '函', payee: '修武县人民法院', payeeAccount: '6222' }))).toBe('exceeds-share'); // prettier-ignore
  });

  test('an objection lessens whose share it disputes, and the objector’s own grows by nothing', () => {
    const wants = [
      { party: 'applicant-1', fen: 12_000_000 },
      { party: bank, fen: 13_000_000 },
    ];
    const court = ready(planned.complete('distribution.objected', id, { party: bank, disputedFen: 3_000_000, wants }, { by: 'officer' })); // prettier-ignore
    expect(answerCode(court, 'payout.applied', ask(12_000_000))).toBe('accepted');
    expect(answerCode(court, 'payout.applied', ask(12_000_001))).toBe('exceeds-share');
    const mine = ready(planned.complete('distribution.objected', id, { disputedFen: 1_000_000 }));
    expect(answerCode(mine, 'payout.applied', ask(15_000_000))).toBe('accepted');
    expect(answerCode(mine, 'payout.applied', ask(15_000_001))).toBe('exceeds-share');
  });

  test('of a plan that only says a sum is disputed, nobody else’s share is undisputed so far', () => {
    const court = ready(planned.complete('distribution.objected', id, { party: bank, disputedFen: 4_000_000 }, { by: 'officer' })); // prettier-ignore
    expect(answerCode(court, 'payout.applied', ask(11_000_000))).toBe('accepted');
    expect(answerCode(court, 'payout.applied', ask(11_000_001))).toBe('exceeds-share');
  });
});

describe('a form of before the plan', () => {
  const applied = agreed.complete('payout.applied', 'r-7', { form: 'f-9', amountFen: 20_000_000 }).complete('payout.material-reviewed', 'f-9'); // prettier-ignore
  const thenPlanned = (court: Court) => free(served(court.complete('participation.applied').complete('distribution.planned', { receipts: ['r-7'] }), '2026-02-06')); // prettier-ignore

  test('is approved, ordered and paid within the share', () => {
    const late = thenPlanned(applied);
    expect(answerCode(late, 'payout.approved', { subject: 'f-9', payload: { amountFen: 15_000_001 } })).toBe('exceeds-share'); // prettier-ignore
    expect(answerCode(late, 'payout.approved', { subject: 'f-9', payload: { amountFen: 15_000_000 } })).toBe(
      'accepted',
    );
    const approved = thenPlanned(applied.complete('payout.approved', 'f-9', { amountFen: 20_000_000 }));
    const out = { ...own, reference: 'ZX-0001' };
    expect(
      answerCode(approved, 'payout.sent', {
        subject: 'f-9',
        payload: { ...(nodeRow('payout.sent').example as object), reference: 'ZX-0001' },
      }),
    ).toBe('exceeds-share');
    expect(answerCode(approved, 'payout.paid', { subject: 'f-9', payload: { ...out, amountFen: 15_000_001 } })).toBe('exceeds-share'); // prettier-ignore
    expect(answerCode(approved, 'payout.paid', { subject: 'f-9', payload: { ...out, amountFen: 15_000_000 } })).toBe('accepted'); // prettier-ignore
  });

  test('that had been paid lessens no share: the plan is of what was left', () => {
    const question = { kind: 'allocate', amount: 20_000_000, ranks: [{ share: 'pro-rata', claims: [{ id: 'own-1', amount: 10_000_000 }, { id: 'bank-1', amount: 10_000_000 }] }] }; // prettier-ignore
    const shares = [share('applicant-1', 10_000_000), share(bank, 10_000_000)];
    const court = ready(served(pay(agreed, 5_000_000, 'f-1').complete('participation.applied').complete('distribution.planned', { receipts: ['r-7'], shares, question }), '2026-02-06')); // prettier-ignore
    expect(answerCode(court, 'payout.applied', ask(10_000_000))).toBe('accepted');
    expect(answerCode(court, 'payout.applied', ask(10_000_001))).toBe('exceeds-share');
  });
});

test('it is not settled below what somebody has been paid', () => {
  const order = agreed.complete('payout.applied', 'r-7', { form: 'f-1', amountFen: 20_000_000 }).complete('payout.material-reviewed', 'f-1').complete('payout.approved', 'f-1', { amountFen: 20_000_000 }).complete('payout.sent', 'f-1', { reference: 'ZX-0001' }); // prettier-ignore
  const later = served(order.complete('participation.applied').complete('distribution.planned', { receipts: ['r-7'] }), '2026-02-06'); // prettier-ignore
  expect(settle(later), 'it lies with the bank').toBe('exceeds-share');
  const paid = later.complete('payout.paid', 'f-1', { amountFen: 20_000_000, reference: 'ZX-0001' });
  expect(settle(paid), 'what the bank did is told as it went').toBe('exceeds-share');
  expect(settle(planned)).toBe('accepted');
});
