// Money that several claim (民诉解释509–510): what is disputed waits, the rest is paid in time.
import { expect, test } from 'vitest';
import type { NodeId } from '../../domain/nodes/index.ts';
import type { Court, Sent } from '../support/given.ts';
import { confirmed } from '../support/histories.ts';

const id = 'distribution-1';
const share = (party: string, amountFen: number) => ({ party, amountFen });
const planned = confirmed().complete('distribution.planned', { receipts: ['r-7'] });
const objected = planned.complete('distribution.objected', id, { disputedFen: 10_000_000 });
const settled = (court: Court) => court.complete('distribution.settled', id);
const pay = (court: Court, amountFen: number, form: string) =>
  court
    .complete('payout.applied', 'r-7', { form, amountFen })
    .complete('payout.material-reviewed', form)
    .complete('payout.approved', form, { amountFen })
    .complete('payout.paid', form, { amountFen });
const payouts = (court: Court) => court.deadlines('payout').map(({ status }) => status);

test('the payout is done with all but what an open distribution disputes', () => {
  const part = (court: Court) => pay(court.at('2026-02-10T09:00'), 15_000_000, 'f-1');
  expect(payouts(part(planned))).toEqual(['open']);
  expect(payouts(part(objected))).toEqual(['done']);
  const late = pay(objected.at('2026-03-03T09:00'), 15_000_000, 'f-1');
  expect(payouts(late)).toEqual(['done-late']);
});

test('an objection that comes when the rest has been paid ends it then', () => {
  const paid = pay(planned.at('2026-02-10T09:00'), 15_000_000, 'f-1').at('2026-02-11T09:00');
  const ended = paid.complete('distribution.objected', id, { disputedFen: 10_000_000 });
  expect(ended.deadline('payout', 'r-7')).toMatchObject({ status: 'done', ended: '2026-02-11T09:00' });
});

test('settled, what was disputed is to be paid within ten days, from then', () => {
  const open = settled(pay(objected.at('2026-02-10T09:00'), 15_000_000, 'f-1').at('2026-03-03T09:00'));
  expect(payouts(open)).toEqual(['done', 'open']);
  expect(open.deadline('payout', 'r-7').due).toBe('2026-03-13');
  expect(payouts(pay(open, 10_000_000, 'f-2'))).toEqual(['done', 'done']);
  expect(payouts(settled(planned)), 'nobody objected: there is nothing more to pay').toEqual(['open']);
});

const other = { party: '武陟县农商银行' };
const refusals: readonly [string, string, Court, NodeId, Sent][] = [
  ['unknown-subject', 'of money that never came', planned, 'distribution.planned', { payload: { receipts: ['r-9'], shares: [share('a', 1)] } }],
  ['node-missing', 'of money not confirmed', confirmed().complete('funds.arrived', 'r-8'), 'distribution.planned', { payload: { receipts: ['r-8'], shares: [share('a', 1)] } }],
  ['already-recorded', 'of money in another plan', planned, 'distribution.planned', {}],
  ['named-twice', 'to one twice', confirmed(), 'distribution.planned', { payload: { receipts: ['r-7'], shares: [share('a', 1), share('a ', 1)] } }],
  ['amount-exceeds', 'of more than there is', confirmed(), 'distribution.planned', { payload: { receipts: ['r-7'], shares: [share('a', 25_000_001)] } }],
  ['amount-exceeds', 'more disputed than is distributed', planned, 'distribution.objected', { subject: id, payload: { party: 'a', disputedFen: 25_000_001, ground: '一' } }],
  ['dates-out-of-order', 'told before the plan', planned, 'distribution.objected', { subject: id, payload: { party: 'a', disputedFen: 1, ground: '一', toldOn: '2026-02-05' } }],
  ['already-recorded', 'objected to once settled', settled(planned), 'distribution.objected', { subject: id }],
  ['node-missing', 'opposed where nobody objected', planned, 'distribution.opposed', { subject: id, payload: other }],
  ['same-person', 'opposed by who objected', objected, 'distribution.opposed', { subject: id, payload: { party: 'applicant-1' } }],
  ['node-missing', 'judged without a judgment', objected, 'distribution.settled', { subject: id, payload: { how: 'judged', shares: [share('a', 1)] } }],
  ['node-missing', 'corrected without an objection', planned, 'distribution.settled', { subject: id, payload: { how: 'corrected', shares: [share('a', 1)] } }],
  ['already-recorded', 'settled twice', settled(planned), 'distribution.settled', { subject: id }],
]; // prettier-ignore
test.each(refusals)('%s: %s', (code, _, court, node, sent) => expect(court.refused(node, sent).code).toBe(code));

test('who opposed is sued; the judgment settles it', () => {
  const opposed = objected.complete('distribution.opposed', id, other);
  const sued = opposed.complete('remedy.sought', id, { way: 'lawsuit', party: 'applicant-1', on: '2026-02-06' });
  const judged = sued.complete('remedy.decided', id, { outcome: 'granted', on: '2026-02-06' });
  expect(judged.answer('distribution.settled', { subject: id, payload: { how: 'judged', shares: [share('applicant-1', 25_000_000)] } })).toMatchObject({ accepted: true }); // prettier-ignore
});
