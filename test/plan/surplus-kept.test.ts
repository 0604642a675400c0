// What has gone back as left over keeps the ground on which it was: docs/spec/money.md 6 (rank 6), 8; docs/decisions/021, 134.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NodeId } from '../../domain/nodes/index.ts';
import { answerCode } from '../support/answer-code.ts';
import type { Court, Sent } from '../support/given.ts';
import { controlled } from '../support/histories.ts';

const CLAIM = 25_000_000;
const FEE = 365_000;
const FORM = 'f-9';
const arrived = (amountFen = CLAIM, before = controlled()): Court =>
  before.at('2026-02-06T10:00').complete('funds.arrived', 'r-7', { amountFen }).complete('funds.reviewed', 'r-7').complete('funds.confirmed', 'r-7', { amountFen }).at('2026-02-11T09:00'); // prettier-ignore
const payer = { payee: '李卫东', payeeAccount: '6228480000000000001' };
const applies = (court: Court, amountFen: number, said: object = { to: 'refund', ...payer, ground: 'surplus' }): Court => {
  const sent: Sent = { subject: 'r-7', payload: { form: FORM, amountFen, ...said } };
  expect(answerCode(court, 'payout.applied', sent)).toBe('accepted');
  return court.tries('payout.applied', sent);
}; // prettier-ignore
const approves = (court: Court, amountFen: number): Court =>
  court.complete('payout.material-reviewed', FORM).complete('payout.approved', FORM, { amountFen });
const refunds = (court: Court, amountFen: number): Court =>
  court.complete('payout.refunded', FORM, { ...payer, amountFen, reference: 'ZL-1' });

const about = (court: Court, node: NodeId) => {
  const fact = court.c.record.findLast((each) => each.node === node);
  return { payload: { fact: fact?.seq, reason: '误' }, by: fact?.by, was: fact?.payload };
};
/** Takes the last fact of a node back. */
const withdraws = (court: Court, node: NodeId): string => {
  const { payload, by } = about(court, node);
  return answerCode(court, 'fact.withdrawn', { payload, by });
};
const without = (court: Court, node: NodeId): Court => court.tries('fact.withdrawn', about(court, node));
/** Puts it right. */
const corrects = (court: Court, node: NodeId, more: object): string => {
  const { payload, by, was } = about(court, node);
  return answerCode(court, 'fact.corrected', { payload: { ...payload, payload: { ...was, ...more } }, by });
};
const claims = (court: Court, amountFen: number): string =>
  answerCode(court, 'filing.corrected', { payload: { fields: { claimFen: amountFen }, askedBy: 'p-filing-1', evidence: '立案登记簿第12号' } }); // prettier-ignore

const PART = 5_000_000;
const direct = (): Court => arrived().complete('performance.recorded', { amountFen: PART });
const waived = (): Court =>
  arrived(CLAIM, controlled().complete('claim.waived', { items: ['claim'], amountFen: PART }));
const takesPart = (): Court =>
  arrived(CLAIM + FEE + PART).complete('participation.applied', { claims: [{ id: 'bank-1', amountFen: PART }] });
const treasury = { to: 'treasury', payee: '国库', payeeAccount: '6228480000000000002' };

/** What leaves something over, how much, and what would take it away again. */
const grounds: readonly [string, () => Court, number, (court: Court) => string][] = [
  ['performance.recorded, withdrawn', direct, PART - FEE, (court) => withdraws(court, 'performance.recorded')],
  ['performance.recorded, to a fen', direct, PART - FEE, (court) => corrects(court, 'performance.recorded', { amountFen: 1 })],
  ['performance.completed', () => arrived().complete('performance.completed'), CLAIM - FEE, (court) => withdraws(court, 'performance.completed')],
  ['settlement.performed', () => arrived().complete('settlement.reached').complete('settlement.performed', 'settlement-1', { on: '2026-02-11' }), CLAIM - FEE, (court) => withdraws(court, 'settlement.performed')],
  ['claim.waived', () => waived(), PART - FEE, (court) => withdraws(court, 'claim.waived')],
  ['claim.waived, to a fen', () => waived(), PART - FEE, (court) => corrects(court, 'claim.waived', { amountFen: 1 })],
  ['a fee set lower', () => arrived(CLAIM + FEE).complete('fee.assessed', { feeFen: 5_000, document: '决定书' }), FEE - 5_000, (court) => withdraws(court, 'fee.assessed')],
  ['an application to take part that was taken back', () => without(takesPart(), 'participation.applied'), PART, (court) => withdraws(court, 'fact.withdrawn')],
  ['the claim as filed', () => arrived(CLAIM + FEE + PART), PART, (court) => claims(court, CLAIM + PART)],
]; // prettier-ignore

describe.each(grounds)('%s', (_, made, fen, takes) => {
  test('holds nothing while no form rests on it', () => {
    expect(takes(made())).toBe('accepted');
  });

  test('stays while a form rests on it: applied for, approved, ordered, paid', () => {
    const applied = applies(made(), fen);
    const approved = approves(applied, fen);
    const sent = approved.complete('payout.sent', FORM, { reference: 'ZL-1', channel: 'counter' });
    for (const court of [applied, approved, sent, refunds(approved, fen), refunds(sent, fen)])
      expect(takes(court)).toBe('has-dependents');
  });

  test('stays while the treasury has it', () => {
    expect(takes(applies(made(), fen, treasury))).toBe('has-dependents');
  });

  test('is free again once the form has ended without money', () => {
    const ended = applies(made(), fen).complete('payout.withdrawn', FORM, { reason: '误' });
    expect(takes(ended)).toBe('accepted');
  });
});

test('the refusal names the form; a fine that went to the treasury stays decided', () => {
  const { payload, by } = about(direct(), 'performance.recorded');
  const refusal = applies(direct(), PART - FEE).refused('fact.withdrawn', { payload, by });
  expect(refusal.missing.map(({ zh }) => zh).join()).toContain(FORM);
  const fined = arrived().complete('sanction.decided', { kind: 'fine', party: 'respondent-1', amountFen: 10_000 });
  expect(withdraws(applies(fined, 10_000, treasury), 'sanction.decided')).toBe('has-dependents');
});

test('what a form has not asked for, or has not got, may be put right', () => {
  const court = applies(direct(), 1_000);
  expect(corrects(court, 'performance.recorded', { amountFen: FEE + 1_000 })).toBe('accepted');
  expect(corrects(court, 'performance.recorded', { amountFen: FEE + 999 })).toBe('has-dependents');
  expect(corrects(court, 'performance.recorded', { confirmedBy: '张建国本人' })).toBe('accepted');
});

test('whatever is put right afterwards, what has gone as left over is no more than is left', () => {
  const sum = fc.integer({ min: 1, max: 8_000_000 });
  fc.assert(
    fc.property(sum, sum, sum, fc.boolean(), (performed, asked, corrected, isPaid) => {
      const left = Math.max(performed - FEE, 0);
      const court = arrived().complete('performance.recorded', { amountFen: performed });
      const sent: Sent = { subject: 'r-7', payload: { form: FORM, amountFen: asked, to: 'refund', ...payer, ground: 'surplus' } }; // prettier-ignore
      expect(answerCode(court, 'payout.applied', sent)).toBe(asked <= left ? 'accepted' : 'exceeds-share');
      if (asked > left) return;
      const applied = court.tries('payout.applied', sent);
      const gone = isPaid ? refunds(approves(applied, asked), asked) : applied;
      const still = Math.max(corrected - FEE, 0) >= asked;
      expect(corrects(gone, 'performance.recorded', { amountFen: corrected })).toBe(still ? 'accepted' : 'has-dependents'); // prettier-ignore
    }),
    { numRuns: 25 },
  );
}, 60_000);
