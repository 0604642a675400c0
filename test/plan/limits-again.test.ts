// Share, claim and fee are asked of a form again wherever it stands: facts may have come between (docs/spec/money.md 6).
import { describe, expect, test } from 'vitest';
import { allocated } from '../support/accountings.ts';
import { answerCode } from '../support/answer-code.ts';
import { ask } from '../support/distribution-scenes.ts';
import type { Court } from '../support/given.ts';
import { confirmed } from '../support/histories.ts';

const ALL = 25_000_000;
const FEE = 365_000;
const known = confirmed().complete('payee-account.confirmed', 'account-1').at('2026-02-11T09:00');
const form = (court: Court, amountFen: number, id = 'f-9', whom?: object) =>
  court.complete('payout.applied', 'r-7', { ...(ask(amountFen, whom, id).payload as object) }).complete('payout.material-reviewed', id); // prettier-ignore
const approves = (court: Court, amountFen: number, id = 'f-9') => answerCode(court, 'payout.approved', { subject: id, payload: { amountFen } }); // prettier-ignore
const sends = (court: Court, id = 'f-9') => answerCode(court, 'payout.sent', { subject: id, payload: { reference: `ZL-${id}`, channel: 'counter' } }); // prettier-ignore
const pays = (court: Court, amountFen: number, id = 'f-9') => answerCode(court, 'payout.paid', { subject: id, payload: { to: 'applicant', payee: '张建国', payeeAccount: 'account-1', amountFen, reference: `ZL-${id}` } }); // prettier-ignore
const passed = (court: Court, amountFen: number, id = 'f-9') => form(court, amountFen, id).complete('payout.approved', id, { amountFen }); // prettier-ignore
const performs = (court: Court, amountFen: number) => court.complete('performance.recorded', { amountFen });

describe('a claim that has shrunk since', () => {
  test('by what was performed lets no more be approved, sent or paid', () => {
    const applied = performs(form(known, ALL), 1_000_000);
    expect([approves(applied, ALL - 1_000_000), approves(applied, ALL - 999_999)]).toEqual(['accepted', 'exceeds-share']); // prettier-ignore
    const ready = performs(passed(known, ALL), 1_000_000);
    expect([sends(ready), pays(ready, ALL), pays(ready, ALL - 1_000_000)]).toEqual(['exceeds-share', 'exceeds-share', 'accepted']); // prettier-ignore
  });

  test('leaves what the bank was told', () => {
    const told = performs(passed(known, ALL).tries('payout.sent', { subject: 'f-9', payload: { reference: 'ZL-f-9', channel: 'counter' } }), 1_000_000); // prettier-ignore
    expect(pays(told, ALL)).toBe('accepted');
  });

  test('lets of two forms that one go on that is approved first', () => {
    const two = performs(form(form(known, 15_000_000, 'f-1'), 10_000_000, 'f-2'), 5_000_000);
    const first = two.complete('payout.approved', 'f-1', { amountFen: 15_000_000 });
    expect([approves(first, 5_000_000, 'f-2'), approves(first, 5_000_001, 'f-2')]).toEqual(['accepted', 'exceeds-share']); // prettier-ignore
  });

  test('taken back, the form goes on as it was applied for', () => {
    const court = performs(form(known, ALL), 1_000_000);
    const back = court.complete('fact.withdrawn', { fact: court.seq('performance.recorded') }, { by: 'officer' });
    expect(approves(back, ALL)).toBe('accepted');
  });
});

describe('an accounting', () => {
  const by = (court: Court, amountFen: number) => form(court, amountFen, 'f-9', { to: 'applicant', payee: '张建国', payeeAccount: 'account-1', allocation: court.seq('funds.allocated') }); // prettier-ignore

  test('that a form names is not taken back behind it; taken back behind another, the claim is its limit', () => {
    const back = (court: Court) => ({ payload: { fact: court.seq('funds.allocated'), reason: '误' }, by: 'officer' });
    const named = by(allocated(known, 'r-7'), ALL - FEE);
    expect(named.refused('fact.withdrawn', back(named)).code).toBe('has-dependents');
    const other = form(allocated(known, 'r-7'), ALL - FEE);
    const free = other.tries('fact.withdrawn', back(other)).complete('performance.recorded', { amountFen: 1_000_000 });
    expect([approves(free, ALL - 1_000_000), approves(free, ALL - FEE)]).toEqual(['accepted', 'exceeds-share']);
  });

  test('that was made anew holds the form to its own shares', () => {
    const court = allocated(by(allocated(known, 'r-7'), ALL - FEE), 'r-7', { shares: [{ claim: 'fee', fen: FEE }, { claim: 'claim.principal', fen: 1_000_000 }], override: '按约定' }); // prettier-ignore
    expect([approves(court, 1_000_000), approves(court, 1_000_001)]).toEqual(['accepted', 'exceeds-share']);
  });

  test('whose question reads otherwise now is made anew before anything of it is approved or sent', () => {
    const changes = (court: Court) => court.complete('performance.recorded', { amountFen: 1_000 }, { at: '2026-02-05T09:00' }); // prettier-ignore
    const court = by(allocated(known, 'r-7'), 1_000_000);
    expect(approves(changes(court), 1_000_000)).toBe('allocation-stale');
    const ready = court.complete('payout.approved', 'f-9', { amountFen: 1_000_000 });
    expect([sends(ready), sends(changes(ready))]).toEqual(['accepted', 'allocation-stale']);
    expect(sends(allocated(changes(ready), 'r-7'))).toBe('accepted');
  });

  test('is drawn on by each payment of a form once', () => {
    const ready = by(allocated(known, 'r-7'), ALL - FEE).complete('payout.approved', 'f-9', { amountFen: ALL - FEE });
    const half = ready.tries('payout.paid', { subject: 'f-9', payload: { to: 'applicant', payee: '张建国', payeeAccount: 'account-1', amountFen: 10_000_000, reference: 'ZL-1' } }); // prettier-ignore
    expect([pays(half, ALL - FEE - 10_000_000), pays(half, ALL - FEE - 9_999_999)]).toEqual(['accepted', 'exceeds-approved']); // prettier-ignore
  });
});

test('a fee is held to what is assessed when it is approved and taken', () => {
  const fee = { to: 'court-fee', payee: '武陟县人民法院', payeeAccount: '41001560000000000009' };
  const panel = known.complete('panel.decided', { about: 'payee', payee: fee.payee });
  const court = form(panel.complete('fee.assessed', { feeFen: 5_000, document: '决定书' }), 5_000, 'f-9', fee);
  const less = court.complete('fee.assessed', { feeFen: 3_000, document: '决定书' });
  expect([approves(less, 3_000), approves(less, 3_001)]).toEqual(['accepted', 'exceeds-share']);
});
