// docs/spec/money.md 14: every code that the page names is the one that the house gives for that mistake.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type NodeId, nodeRow } from '../../domain/nodes/index.ts';
import type { RefusalCode } from '../../domain/record/refusal.ts';
import { bank, free, objected, planned } from '../support/distribution-scenes.ts';
import { type Court, given, type Sent } from '../support/given.ts';
import { approved, confirmed, controlled, paid } from '../support/histories.ts';

const page = readFileSync(new URL('../../docs/spec/money.md', import.meta.url), 'utf8');
const codes = [...(/\*\*Refusals\*\*: ([^\n]*)/.exec(page)?.[1] ?? '').matchAll(/`([a-z-]+)`/g)].map(([, code]) => code ?? ''); // prettier-ignore

const FORM = 'FK-2026-031';
const of = (node: NodeId, subject: string | undefined, more: object = {}, by?: string): Sent & { node: NodeId } => ({
  node,
  ...(subject !== undefined && { subject }),
  payload: { ...(nodeRow(node).example as object), ...more },
  ...(by !== undefined && { by }),
});
const money = confirmed().at('2026-02-09T09:00');
const known = money.complete('payee-account.confirmed', 'account-1');
const arrived = () =>
  controlled().at('2026-02-06T10:00').complete('funds.arrived', 'r-7', { reference: 'YH20260206001' });
const applied = () => known.complete('payout.applied', 'r-7');
const changed = () => known.complete('payee-account.change-proposed', 'account-2', {}, { by: 'officer' }).complete('payee-account.changed', 'account-2'); // prettier-ignore
const half = { amountFen: 12_500_000 };

type Mistake = () => readonly [Court, Sent & { node: NodeId }];
/** THE TABLE: the mistakes that each code is for, by the court in which they are made. */
const mistakes: Readonly<Record<string, readonly Mistake[]>> = {
  'amount-not-positive': [
    () => [controlled(), of('funds.arrived', 'r-1', { amountFen: 0 })],
    () => [known, of('payout.applied', 'r-7', { amountFen: -1 })],
    () => [approved(), of('payout.paid', FORM, { amountFen: 0 })],
  ],
  'amount-fraction': [
    () => [controlled(), of('funds.arrived', 'r-1', { amountFen: 0.5 })],
    () => [known, of('payout.applied', 'r-7', { amountFen: 100.01 })],
    () => [money, of('distribution.planned', undefined, { shares: [{ party: 'applicant-1', amountFen: 1.5 }] })],
  ],
  'amount-differs': [() => [arrived(), of('funds.confirmed', 'r-7', half)]],
  'amount-exceeds': [
    () => [known, of('payout.applied', 'r-7', { amountFen: 25_000_001 })],
    () => [money, of('payout.delay-approved', 'r-7', { amountFen: 25_000_001 }, 'president')],
  ],
  'exceeds-share': [() => [free(planned), of('payout.applied', 'r-7', { form: 'f-9', amountFen: 15_000_001, payeeAccount: 'account-1' })]], // prettier-ignore
  'exceeds-approved': [
    () => [applied().complete('payout.material-reviewed', FORM).complete('payout.approved', FORM, half), of('payout.paid', FORM)], // prettier-ignore
    () => [approved().complete('payout.paid', FORM, half), of('payout.paid', FORM, { amountFen: 12_500_001, reference: 'ZF2' })], // prettier-ignore
  ],
  'not-confirmed': [
    () => [arrived(), of('payout.applied', 'r-7')],
    () => [arrived(), of('distribution.planned', undefined)],
    () => [arrived(), of('funds.allocated', 'r-7')],
  ],
  'not-reviewed': [() => [applied(), of('payout.approved', FORM)]],
  'not-approved': [() => [applied(), of('payout.paid', FORM)], () => [applied(), of('payout.sent', FORM)]],
  'form-ended': [() => [applied().complete('payout.withdrawn', FORM), of('payout.material-reviewed', FORM)]],
  'already-paid': [() => [paid(), of('payout.paid', FORM, { reference: 'ZF2' })]],
  'unknown-reference': [
    () => [approved().complete('payout.sent', FORM, { reference: 'ZL20260213001' }), of('payout.paid', FORM, { reference: 'ZL20260213002' })], // prettier-ignore
    () => [approved().complete('payout.sent', FORM, { reference: 'ZL20260213001' }), of('payout.failed', FORM, { reference: 'ZL20260213002' })], // prettier-ignore
  ],
  'duplicate-receipt': [
    () => [arrived(), of('funds.arrived', 'r-7', { reference: 'YH-OTHER' })],
    () => [arrived(), of('funds.arrived', 'r-8')],
    () => [arrived(), of('funds.arrived', 'r-8', { reference: ' yh20260206001 ' })],
  ],
  'payee-unknown': [() => [known, of('payout.applied', 'r-7', { payee: '王秀英' })]],
  'payee-needs-panel': [
    () => [known.complete('payout.applied', 'r-7', { to: 'third-party', payee: bank, payeeAccount: 'account-9', onBehalfOf: 'applicant-1' }).complete('payout.material-reviewed', FORM), of('payout.approved', FORM)], // prettier-ignore
  ],
  'account-unknown': [() => [known, of('payout.applied', 'r-7', { payeeAccount: 'account-8' })]],
  'account-differs': [
    () => [money, of('payee-account.confirmed', undefined, { holder: '王秀英' })],
    () => [changed(), of('payout.applied', 'r-7', { payeeAccount: 'account-1' })],
  ],
  'account-cooling': [() => [changed(), of('payout.applied', 'r-7', { payeeAccount: 'account-2' })]],
  'account-stopped': [() => [known.complete('payee-account.stopped', 'account-1'), of('payout.applied', 'r-7')]],
  'same-person': [
    () => [applied().complete('payout.material-reviewed', FORM, {}, { by: 'p-many-hats' }), of('payout.approved', FORM, {}, 'p-many-hats')], // prettier-ignore
    () => [applied().complete('payout.material-reviewed', FORM).complete('payout.approved', FORM, {}, { by: 'p-many-hats' }), of('payout.paid', FORM, {}, 'p-many-hats')], // prettier-ignore
  ],
  'counts-on-missing': [() => [controlled(), of('funds.arrived', 'r-1', { source: 'sale' })]],
  'allocation-stale': [
    () => [known, of('funds.allocated', 'r-7', { question: { kind: 'allocate', amount: 1, ranks: [] } })],
  ],
  'too-early': [() => [objected, of('distribution.settled', 'distribution-1')]],
  'wrong-node': [
    () => [approved().complete('payout.sent', FORM, { reference: 'ZL20260213001' }), of('payout.rejected', FORM)],
    () => [arrived(), of('cash.deposited', 'r-7')],
  ],
  'unexplained-money': [() => [paid(), of('closing.submitted', undefined, { kind: 'performed' })]],
};

describe('the refusals of money', () => {
  test('have a row each', () => {
    expect(codes.length).toBeGreaterThan(20);
    expect(Object.keys(mistakes).toSorted()).toEqual(codes.toSorted());
  });

  for (const [code, all] of Object.entries(mistakes))
    test.each(all.map((mistake, i) => [i + 1, mistake] as const))(`${code} %d`, (_, mistake) => {
      const [court, { node, ...sent }] = mistake();
      const refusal = court.refused(node, sent);
      expect([refusal.code, refusal.zh]).toEqual([code satisfies string as RefusalCode, expect.any(String)]);
      expect(refusal.zh.length).toBeGreaterThan(5);
    });
});

test('a case without any money has no confirmed receipt to share', () => {
  expect(given().filed().assigned().refused('distribution.planned', of('distribution.planned', undefined)).code).toBe('not-confirmed'); // prettier-ignore
});

describe('at the other doors', () => {
  test('a correction to a sum that is none is refused as the sum itself would be', () => {
    const court = arrived();
    const corrects = (amountFen: number) => {
      const payload = { fact: court.seq('funds.arrived'), payload: { ...court.c.last('funds.arrived')?.payload, amountFen }, reason: '误' }; // prettier-ignore
      return court.refused('fact.corrected', { by: 'finance', payload }).code;
    };
    expect([corrects(0.5), corrects(0)]).toEqual(['amount-fraction', 'amount-not-positive']);
  });

  test('a request for a decision with such a sum, and a history with one', () => {
    const asks = { of: 'payout.delay-approved', about: 'r-7', reason: '等', payload: { ground: 'other', reason: '等', until: '2026-03-01', amountFen: 0.5 } }; // prettier-ignore
    expect(money.refused('request.made', { by: 'officer', payload: asks }).code).toBe('amount-fraction');
    const history = [{ node: 'funds.arrived', subject: 'r-1', at: '2026-02-06T09:00:00+08:00', payload: { amountFen: -5, payer: '李卫东' } }]; // prettier-ignore
    expect(() => given().takenOver('2026-01-20T16:20', '2026-02-12T09:00', history)).toThrow(/amount-not-positive/);
  });
});
