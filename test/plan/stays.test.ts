import { expect, test } from 'vitest';
import { type Court, given } from '../support/given.ts';
import { found, returned } from '../support/histories.ts';

const panel = { about: 'stay', outcome: 'agreed' } as const;
const agreedOn = (court: Court) => court.complete('panel.decided', panel);
/** Two accounts frozen first in order on 01-21: what is frozen is due for deduction by 02-02 (the tenth day is a Saturday). */
const frozen = ['a-1', 'a-2'].reduce(
  (court, id) => court.complete('asset.frozen', id, { amountFen: 10_000_000 }),
  returned([found('a-1'), found('a-2')], given().filed('2026-01-20T16:20').assigned()),
);
const ready = agreedOn(frozen.at('2026-01-26T10:00'));
const stayed = (court: Court, payload: object) =>
  court.complete('stay.ordered', { from: '2026-01-26', ...payload }, { by: 'officer' });

test('that all is performed the applicant says, or it is said why not', () => {
  const says = { how: 'voluntary', detail: '付清', evidence: '收条' };
  const silent = ready.refused('performance.completed', { payload: { ...says, applicantWord: ' ' } });
  expect(silent).toMatchObject({ code: 'missing-field', missing: [{ id: 'applicantWord' }, { id: 'reason' }] });
  for (const why of [{ applicantWord: '收到' }, { reason: '申请执行人下落不明，收条已经核对' }])
    expect(ready.tries('performance.completed', { payload: { ...says, ...why } }).c.last('performance.completed')).toBeDefined(); // prettier-ignore
});

test('under a stay of the case what may not be done then stands still, and is counted anew from its last day', () => {
  expect(ready.deadline('deduct-cash', 'a-1')).toMatchObject({ due: '2026-02-02', status: 'open' });
  const court = stayed(ready, { to: '2026-02-10' });
  expect(court.deadline('deduct-cash', 'a-1')).toMatchObject({ due: null, status: 'suspended' });
  expect(court.deadline('case-limit-statutory').due, 'the case’s own limit runs on').toBe(ready.deadline('case-limit-statutory').due); // prettier-ignore
  expect(court.at('2026-02-11T09:00').deadline('deduct-cash', 'a-1')).toMatchObject({ status: 'open', due: '2026-02-24' }); // prettier-ignore
});

test('a stay of one asset leaves the others alone; whoever ends it early lets the ten days begin then', () => {
  const court = stayed(ready, { scope: ['a-1'], to: '2026-03-10' });
  expect(court.deadline('deduct-cash', 'a-1').status).toBe('suspended');
  expect(court.deadline('deduct-cash', 'a-2').status).toBe('open');
  const ended = court.at('2026-02-02T10:00').complete('stay.ended', 'stay-1', { on: '2026-02-02' });
  expect(ended.deadline('deduct-cash', 'a-1')).toMatchObject({ status: 'open', due: '2026-02-12' });
});

test('a stay without an end is looked at again, and ends with the word that it is over', () => {
  const court = stayed(ready, { to: undefined, review: '2026-04-20' });
  expect(court.deadline('deduct-cash', 'a-1').status).toBe('suspended');
  expect(court.deadline('stop-review')).toMatchObject({ due: '2026-04-20', owner: 'officer', status: 'open' });
  const later = court.at('2026-04-20T10:00');
  const again = later.complete('stop.reviewed', { of: later.seq('stay.ordered'), next: '2026-07-01' });
  expect(again.deadlines('stop-review').map((d) => d.status)).toEqual(['done', 'open']);
  const ended = again.complete('stay.ended', 'stay-1', { on: '2026-04-20' });
  expect(ended.deadlines('stop-review').map((d) => d.status)).toEqual(['done', 'done']);
});

test('an upper court stays without our panel; the panel’s word serves once', () => {
  const own = frozen.at('2026-01-26T10:00');
  expect(stayed(own, { ground: 'upper-court' }).seq('stay.ordered')).toBeGreaterThan(0);
  const sent = { ...order, from: '2026-01-26' };
  expect(stayed(ready, {}).refused('stay.ordered', { by: 'officer', payload: sent }).code).toBe('node-missing');
});

const order = { kind: 'suspended', ground: 'other', scope: 'case', from: '2026-01-26', to: '2026-02-10', ruling: '一' };
const refusedByPanel = frozen.complete('panel.decided', { ...panel, outcome: 'refused' });
const settled = frozen.at('2026-02-02T10:00').complete('settlement.reached');
const on = '2026-02-02';
const refusals: readonly [string, string, Court, string, object][] = [
  ['node-missing', 'a stay on which no panel decided', frozen, 'stay.ordered', { payload: order }],
  ['not-approved', 'a stay to which the panel did not agree', refusedByPanel, 'stay.ordered', { payload: order }],
  ['unknown-subject', 'a stay of an asset of another case', ready, 'stay.ordered', { payload: { ...order, scope: ['a-9'] } }], // prettier-ignore
  ['dates-out-of-order', 'a stay that ends before it begins', ready, 'stay.ordered', { payload: { ...order, to: '2026-01-25' } }], // prettier-ignore
  ['dates-out-of-order', 'a stay without an end, from tomorrow on', ready, 'stay.ordered', { payload: { ...order, to: undefined, from: '2026-01-27', review: '2026-03-01' } }], // prettier-ignore
  ['missing-field', 'a stay without an end or a day to look at it', ready, 'stay.ordered', { payload: { ...order, to: undefined } }], // prettier-ignore
  ['dates-out-of-order', 'a review in half a year', ready, 'stay.ordered', { payload: { ...order, to: undefined, review: '2026-07-26' } }], // prettier-ignore
  ['missing-field', 'a postponement without an end', ready, 'stay.ordered', { payload: { ...order, kind: 'postponed', to: undefined } }], // prettier-ignore
  ['beyond-the-cap', 'a postponement of four months', ready, 'stay.ordered', { payload: { ...order, kind: 'postponed', to: '2026-05-26' } }], // prettier-ignore
  ['beyond-the-cap', 'one on a guarantee of thirteen', ready, 'stay.ordered', { payload: { ...order, kind: 'postponed', ground: 'guarantee', to: '2027-02-26' } }], // prettier-ignore
  ['dates-out-of-order', 'an end ahead of its day', stayed(ready, {}), 'stay.ended', { subject: 'stay-1', payload: { on: '2026-01-27', reason: '一' } }], // prettier-ignore
  ['not-in-force', 'a second end', stayed(ready, {}).complete('stay.ended', 'stay-1', { on: '2026-01-26' }), 'stay.ended', { subject: 'stay-1' }], // prettier-ignore
  ['named-twice', 'two first instalments', frozen, 'settlement.reached', { payload: terms([1, '2026-03-01'], [1, '2026-04-01']) }], // prettier-ignore
  ['dates-out-of-order', 'an instalment of yesterday', frozen, 'settlement.reached', { payload: terms([1, '2026-01-20']) }], // prettier-ignore
  ['unknown-subject', 'an instalment that nobody agreed on', settled, 'settlement.instalment', { subject: 'settlement-1', payload: { n: 3, paid: true, amountFen: 1 } }], // prettier-ignore
  ['amount-differs', 'instalments that do not come to what was agreed on in all', frozen, 'settlement.reached', { payload: { ...terms([1, '2026-03-01'], [2, '2026-04-01']), totalFen: 3 } }], // prettier-ignore
  ['dates-out-of-order', 'the second before the first', frozen, 'settlement.reached', { payload: terms([1, '2026-04-01'], [2, '2026-03-01']) }], // prettier-ignore
  ['amount-differs', 'an instalment paid with a fen', settled, 'settlement.instalment', { subject: 'settlement-1', payload: { n: 1, paid: true, amountFen: 1 } }], // prettier-ignore
  ['amount-differs', 'one paid with nothing', settled, 'settlement.instalment', { subject: 'settlement-1', payload: { n: 1, paid: true, amountFen: 0 } }], // prettier-ignore
  ['amount-differs', 'one not paid with all of it', settled, 'settlement.instalment', { subject: 'settlement-1', payload: { n: 1, paid: false, amountFen: 10_000_000 } }], // prettier-ignore
  ['amount-exceeds', 'one paid with more than was agreed on', settled, 'settlement.instalment', { subject: 'settlement-1', payload: { n: 1, paid: true, amountFen: 10_000_001 } }], // prettier-ignore
  ['already-recorded', 'an instalment paid twice', settled.complete('settlement.instalment', 'settlement-1'), 'settlement.instalment', { subject: 'settlement-1' }], // prettier-ignore
  ['already-recorded', 'a breach of what was performed', settled.complete('settlement.performed', 'settlement-1', { on }), 'settlement.breached', { subject: 'settlement-1', payload: { on, what: '一' } }], // prettier-ignore
  ['already-recorded', 'a breach told twice', settled.complete('settlement.breached', 'settlement-1', { on }), 'settlement.breached', { subject: 'settlement-1', payload: { on, what: '一' } }], // prettier-ignore
  ['dates-out-of-order', 'a performance of tomorrow', settled, 'settlement.performed', { subject: 'settlement-1', payload: { on: '2026-02-03', evidence: '一' } }], // prettier-ignore
  ['amount-exceeds', 'more performed than was claimed', frozen, 'performance.recorded', { payload: performance(25_000_001) }], // prettier-ignore
  ['amount-exceeds', 'a fen more than was left', frozen.complete('performance.recorded', { amountFen: 25_000_000 }), 'performance.recorded', { payload: performance(1) }], // prettier-ignore
];
test.each(refusals)('%s: %s', (code, _, court, node, sent) =>
  expect(court.refused(node, { by: 'officer', ...sent }).code).toBe(code),
);

function performance(amountFen: number) {
  return { amountFen, way: 'direct', evidence: '收条', confirmedBy: '张建国' };
}

function terms(...instalments: readonly (readonly [number, string])[]) {
  return { effect: 'continue', instalments: instalments.map(([n, day]) => ({ n, on: day, amountFen: 1 })), text: '一' };
}

test('a settlement performed meets the claim, a broken one does not', () => {
  expect(settled.complete('settlement.breached', 'settlement-1', { on }).deadline('deduct-cash', 'a-1').status).toBe('open'); // prettier-ignore
  const performed = settled.complete('settlement.performed', 'settlement-1', { on });
  expect(performed.deadline('deduct-cash', 'a-1').status).toBe('void');
  expect(performed.deadline('measure-release', 'a-1').status).toBe('open');
});

test('what was performed directly takes the claim down; all of it meets it', () => {
  const half = frozen.complete('performance.recorded', { amountFen: 12_500_000 });
  expect(half.deadline('deduct-cash', 'a-1').status).toBe('open');
  expect(half.complete('performance.recorded', { amountFen: 12_500_000 }).deadline('deduct-cash', 'a-1').status).toBe('void'); // prettier-ignore
});

test('an instalment is met when what was paid on it comes to its sum, late if that is late; another’s money does not count', () => {
  const pays = (court: Court, when: string, n: number, paid: boolean, amountFen: number) =>
    court.at(when).complete('settlement.instalment', 'settlement-1', { n, paid, amountFen });
  const first = (court: Court) => court.deadline('settlement-instalment', 'settlement-1.1');
  const part = pays(pays(settled, '2026-03-01T10:00', 1, false, 4_000_000), '2026-03-02T10:00', 2, false, 9_000_000);
  expect(first(part).status).toBe('open');
  expect(first(pays(part, '2026-03-20T10:00', 1, true, 6_000_000)).status).toBe('done');
  expect(first(pays(part, '2026-03-21T10:00', 1, true, 6_000_000)).status).toBe('done-late');
  const unpaid = pays(settled, '2026-03-21T10:00', 1, false, 0);
  expect(first(unpaid).status).toBe('open');
  expect(first(unpaid.complete('settlement.performed', 'settlement-1', { on: '2026-03-21' })).status).toBe('done-late');
});
