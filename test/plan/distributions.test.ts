// Money that several claim (民诉解释509–510): what is disputed waits, the rest is paid in time.
import { describe, expect, test } from 'vitest';
import type { NodeId } from '../../domain/nodes/index.ts';
import { everDisputedFen } from '../../domain/plan/money/disputes.ts';
import { distributedOf } from '../../domain/plan/money/distributed.ts';
import { readCase } from '../../domain/record/case.ts';
import { type Court, given, type Sent } from '../support/given.ts';
import { confirmed } from '../support/histories.ts';
import {
  agreed,
  ask,
  bank,
  distribution as id,
  free,
  known,
  objected,
  pay,
  planned,
  served,
  settled,
  share,
  unserved,
} from '../support/distribution-scenes.ts';

const as = (how: string, shares = [share('applicant-1', 15_000_000), share(bank, 10_000_000)]): Sent => ({ subject: id, payload: { how, shares } }); // prettier-ignore
const payouts = (court: Court) => court.deadlines('payout').map(({ status }) => status);

test('what nobody disputes is paid when everybody’s fifteen days have run, and the payout is done with it', () => {
  const part = (court: Court) => pay(free(court), 15_000_000, 'f-1');
  expect(payouts(part(planned))).toEqual(['done', 'open']);
  expect(payouts(part(objected))).toEqual(['done', 'done']);
  const deferred = objected.complete('payout.delay-approved', 'r-7', { ground: 'distribution', until: '2026-02-24' }, { by: 'president' }); // prettier-ignore
  expect(payouts(part(deferred))).toEqual(['done', 'done']);
});

test('before that it is too early, for whom the plan was not served too', () => {
  for (const court of [planned.at('2026-02-24T09:00'), free(unserved)])
    expect(court.refused('payout.applied', ask(1)).code).toBe('too-early');
  const others = known.complete('funds.arrived', 'r-8').complete('funds.confirmed', 'r-8');
  const one = others.complete('distribution.planned', { receipts: ['r-7'] });
  expect(one.answer('payout.applied', { ...ask(1), subject: 'r-8' }), 'another receipt, as long as the bank lacks something').toMatchObject({ code: 'node-missing' }); // prettier-ignore
});

test('an objection that comes when the rest has been paid ends it then', () => {
  const paid = pay(free(planned), 15_000_000, 'f-1').at('2026-02-26T09:00');
  const late = { disputedFen: 10_000_000, excuse: '疫情封控，准许顺延' };
  const ended = paid.complete('distribution.objected', id, late, { by: 'officer' });
  expect(ended.deadline('payout', 'r-7')).toMatchObject({ status: 'done', ended: '2026-02-26T09:00' });
});

test('settled, what was disputed is to be paid within ten days, from then', () => {
  const open = settled(pay(free(objected), 15_000_000, 'f-1'));
  expect(payouts(open)).toEqual(['done', 'done', 'open']);
  expect(open.deadline('payout', 'r-7').due).toBe('2026-03-13');
  expect(payouts(pay(open, 10_000_000, 'f-2', { to: 'third-party', payee: bank, payeeAccount: 'account-2' }))).toEqual(['done', 'done', 'done']); // prettier-ignore
  expect(payouts(settled(planned)), 'nobody objected: there is nothing more to pay').toEqual(['done', 'open']);
});

const other = { party: bank };
const plan = (receipts: string[], ...shares: ReturnType<typeof share>[]): Sent => ({ payload: { receipts, shares } });
const object = (party: string, disputedFen = 1, more = {}): Sent => ({ subject: id, payload: { party, disputedFen, ground: '一', ...more } }); // prettier-ignore
const opposed = objected.complete('distribution.opposed', id, other);
const inMarch = (court: Court) => court.at('2026-03-03T09:00');
const first = agreed.complete('payout.applied', 'r-7', { form: 'f-9' }).complete('payout.material-reviewed', 'f-9');
const thenPlanned = (court: Court) =>
  served(court.complete('participation.applied').complete('distribution.planned', { receipts: ['r-7'] }), '2026-02-06');
const reviewed = thenPlanned(first);
const disputed = (court: Court) => court.complete('distribution.objected', id, { disputedFen: 10_000_000 });
const out = { to: 'applicant', payee: '张建国', payeeAccount: 'account-1', reference: 'Z' };
const applicant = 'applicant-1';
const refusals: readonly [string, string, Court, NodeId, Sent][] = [
  ['unknown-subject', 'of money that never came', known, 'distribution.planned', plan(['r-9'], share(applicant, 1))],
  ['not-confirmed', 'before any money is confirmed', given().filed().assigned(), 'distribution.planned', {}],
  ['not-confirmed', 'of money not confirmed', confirmed().complete('funds.arrived', 'r-8'), 'distribution.planned', plan(['r-8'], share(applicant, 1))],
  ['already-recorded', 'of money in another plan', planned, 'distribution.planned', {}],
  ['named-twice', 'of one receipt twice', known, 'distribution.planned', plan(['r-7', 'r-7'], share(applicant, 1))],
  ['named-twice', 'to one twice', known, 'distribution.planned', plan(['r-7'], share(applicant, 1), share('applicant-1 ', 1))],
  ['named-twice', 'to one by id and by name', known, 'distribution.planned', plan(['r-7'], share(applicant, 1), share('张建国', 1))],
  ['unknown-party', 'to a stranger', known, 'distribution.planned', plan(['r-7'], share('路人', 1))],
  ['unknown-party', 'to who is enforced against', known, 'distribution.planned', plan(['r-7'], share('respondent-1', 1))],
  ['unknown-party', 'to whom the panel refused', known.complete('panel.decided', { about: 'payee', payee: bank, outcome: 'refused' }), 'distribution.planned', plan(['r-7'], share(bank, 1))],
  ['amount-exceeds', 'of more than there is', known, 'distribution.planned', plan(['r-7'], share(applicant, 25_000_001))],
  ['amount-exceeds', 'of more than is left', pay(agreed, 20_000_000, 'f-1').complete('participation.applied'), 'distribution.planned', plan(['r-7'], share(applicant, 5_000_001))],
  ['amount-exceeds', 'of what has been paid', pay(agreed, 25_000_000, 'f-1').complete('participation.applied'), 'distribution.planned', plan(['r-7'], share(applicant, 1))],
  ['amount-exceeds', 'more disputed than is distributed', planned, 'distribution.objected', object(applicant, 25_000_001)],
  ['unknown-party', 'objected to by a stranger', planned, 'distribution.objected', object('路人')],
  ['unknown-party', 'opposed by a stranger', objected, 'distribution.opposed', { subject: id, payload: { party: '路人' } }],
  ['dates-out-of-order', 'told before the plan', planned, 'distribution.objected', object(applicant, 1, { toldOn: '2026-02-05' })],
  ['already-recorded', 'objected to once settled', settled(planned), 'distribution.objected', { subject: id }],
  ['node-missing', 'opposed where nobody objected', planned, 'distribution.opposed', { subject: id, payload: other }],
  ['same-person', 'opposed by who objected, called by name', objected, 'distribution.opposed', { subject: id, payload: { party: '张建国' } }],
  ['node-missing', 'judged without a judgment', objected, 'distribution.settled', as('judged')],
  ['node-missing', 'corrected without an objection', planned, 'distribution.settled', as('corrected')],
  ['already-recorded', 'settled twice', settled(planned), 'distribution.settled', as('unopposed')],
  ['too-early', 'settled while somebody may object', planned.at('2026-02-21T09:00'), 'distribution.settled', as('unopposed')],
  ['too-early', 'settled while somebody may oppose', disputed(planned.at('2026-02-20T09:00')).at('2026-03-07T09:00'), 'distribution.settled', as('corrected')],
  ['too-early', 'as planned while the objector may sue', opposed, 'distribution.settled', as('unopposed')],
  ['not-qualified', 'corrected against who opposed', inMarch(opposed), 'distribution.settled', as('corrected')],
  ['not-qualified', 'as planned while a suit is pending', inMarch(opposed.complete('remedy.sought', id, { way: 'lawsuit', party: applicant, on: '2026-02-06' })), 'distribution.settled', as('unopposed')],
  ['not-qualified', 'sued by who opposed the objection', opposed, 'remedy.sought', { subject: id, payload: { way: 'lawsuit', party: other.party, on: '2026-02-06' } }],
  ['not-qualified', 'sued by who is enforced against', opposed, 'remedy.sought', { subject: id, payload: { way: 'lawsuit', party: 'respondent-1', on: '2026-02-06' } }],
  ['not-qualified', 'sued by a stranger', opposed, 'remedy.sought', { subject: id, payload: { way: 'lawsuit', party: '路人', on: '2026-02-06' } }],
  ['amount-differs', 'opposed, not sued, and not as planned', inMarch(opposed), 'distribution.settled', as('unopposed', [share(applicant, 25_000_000)])],
  ['amount-differs', 'less settled than distributed', inMarch(objected), 'distribution.settled', as('corrected', [share(applicant, 1)])],
  ['amount-exceeds', 'more settled than distributed', inMarch(objected), 'distribution.settled', as('corrected', [share(applicant, 25_000_001)])],
  ['in-dispute', 'applied for in dispute', free(objected), 'payout.applied', ask(15_000_001)],
  ['in-dispute', 'approved in dispute', free(disputed(reviewed)), 'payout.approved', { subject: 'f-9', payload: { amountFen: 15_000_001 } }],
  ['too-early', 'paid past the bank while somebody may object', thenPlanned(first.complete('payout.approved', 'f-9')), 'payout.paid', { subject: 'f-9', payload: { ...out, amountFen: 1 } }],
  ['in-dispute', 'paid in dispute', free(disputed(thenPlanned(first.complete('payout.approved', 'f-9')))), 'payout.paid', { subject: 'f-9', payload: { ...out, amountFen: 15_000_001 } }],
  ['in-dispute', 'all of it in dispute', planned.complete('distribution.objected', id, { disputedFen: 25_000_000 }), 'payout.applied', ask(1)],
  ['exceeds-share', 'more than the share of one, once settled', settled(planned), 'payout.applied', ask(15_000_001)],
  ['exceeds-share', 'more than what is left of the share', pay(settled(planned), 15_000_000, 'f-1'), 'payout.applied', ask(1)],
]; // prettier-ignore
test.each(refusals)('%s: %s', (code, _, court, node, sent) => expect(court.refused(node, sent).code).toBe(code));

test('who opposed is sued; the judgment settles it', () => {
  const sued = opposed.complete('remedy.sought', id, { way: 'lawsuit', party: 'applicant-1', on: '2026-02-06' });
  const judged = sued.complete('remedy.decided', id, { outcome: 'granted', on: '2026-02-06' });
  expect(judged.answer('distribution.settled', { subject: id, payload: { how: 'judged', shares: [share('applicant-1', 25_000_000)] } })).toMatchObject({ accepted: true }); // prettier-ignore
});

test('who opposed and was not sued in fifteen days: it is distributed as planned', () => {
  expect(inMarch(opposed).answer('distribution.settled', as('unopposed'))).toMatchObject({ accepted: true });
});

test('the fifteen days run from the last service of the plan', () => {
  const recipients = ['applicant-1', 'respondent-1'];
  const sent = planned.at('2026-02-20T09:00').complete('documents.issued', { id: 'd-9', kind: 'distribution-plan', recipients }); // prettier-ignore
  const served = sent.complete('service.recorded', 'd-9.applicant-1', { on: '2026-02-20', outcome: 'served' });
  expect(inMarch(served).refused('distribution.settled', as('unopposed')).code).toBe('too-early');
  expect(served.at('2026-03-10T09:00').answer('distribution.settled', as('unopposed'))).toMatchObject({
    accepted: true,
  });
});

test('an old record that names a receipt twice opens one payout for it, and disputes it once', () => {
  const [receipt, twice] = ['r-7', ['r-7', 'r-7']];
  const record = settled(objected).record.map((f) =>
    f.node === 'distribution.planned' ? { ...f, payload: { ...f.payload, receipts: twice } } : f,
  );
  const c = readCase(record);
  expect(
    distributedOf(c, receipt)
      .map((each) => each.settled.map(({ fen }) => fen))
      .flat(),
  ).toEqual([10_000_000]);
  expect(everDisputedFen(c, receipt)).toBe(10_000_000);
});

describe('what is said of a plan after its time', () => {
  /** Served on the applicant on Friday 02-06: fifteen days end with 02-21, in the Spring Festival, and so with Tuesday 02-24. */
  const served = unserved
    .complete('documents.issued', { kind: 'distribution-plan', recipients: ['applicant-1'] })
    .complete('service.recorded', 'distribution-plan-1.applicant-1', { on: '2026-02-06' });
  const late = served.at('2026-02-25T09:00');
  const says = (more = {}) => ({ ...object(applicant, 1, more), by: 'officer' });

  test('an objection comes within fifteen days of the service of the plan (民诉解释509)', () => {
    expect(served.at('2026-02-24T23:00').tries('distribution.objected', says()).c.all('distribution.objected')).toHaveLength(1); // prettier-ignore
    expect(late.refused('distribution.objected', says())).toMatchObject({ code: 'objection-too-late', basis: '民诉解释509' }); // prettier-ignore
    expect(late.refused('distribution.objected', { ...says(), payload: { ...object('张建国').payload as object } })).toMatchObject({ code: 'objection-too-late' }); // prettier-ignore
    expect(late.tries('distribution.objected', { ...says(), at: '2026-02-24T10:00' }).c.all('distribution.objected')).toHaveLength(1); // prettier-ignore
  });

  test('who was not served is not late; the court may let in what is, and says why', () => {
    expect(late.tries('distribution.objected', { ...object(bank), by: 'officer' })).not.toBe(late);
    expect(late.tries('distribution.objected', says({ excuse: '疫情封控，准许顺延' }))).not.toBe(late);
    expect(late.refused('distribution.objected', says({ excuse: '' })).code).toBe('objection-too-late');
  });

  test('so does an opposition, from when the others were told, and a suit from when the objector was (民诉解释510)', () => {
    const opposes = { subject: id, payload: { party: bank }, by: 'officer' };
    expect(objected.at('2026-02-25T09:00').refused('distribution.opposed', opposes)).toMatchObject({ code: 'objection-too-late', basis: '民诉解释510' }); // prettier-ignore
    const sues = (on: string) => ({ subject: id, payload: { way: 'lawsuit', party: applicant, on }, by: 'officer' });
    const later = opposed.at('2026-03-02T09:00');
    expect(later.refused('remedy.sought', sues('2026-02-25'))).toMatchObject({ code: 'objection-too-late', basis: '民诉解释510' }); // prettier-ignore
    expect(later.tries('remedy.sought', sues('2026-02-24'))).not.toBe(later);
  });
});

describe('a suit over a plan rests on its own article, whatever is wrong with it (民诉解释510)', () => {
  const sues = (more: object = {}) => ({ subject: id, payload: { way: 'lawsuit', party: applicant, on: '2026-02-06', ...more }, by: 'officer' }); // prettier-ignore
  const sued = opposed.tries('remedy.sought', sues());
  test.each<[string, Court, NodeId, Sent]>([
    ['before anybody opposed', objected, 'remedy.sought', sues()],
    ['by reconsideration', opposed, 'remedy.sought', sues({ way: 'reconsideration' })],
    ['on a day before', opposed, 'remedy.sought', sues({ on: '2026-02-01' })],
    ['by another', opposed, 'remedy.sought', sues({ party: bank })],
    ['a second time', sued, 'remedy.sought', sues()],
    ['by somebody who may not say so', opposed, 'remedy.sought', { ...sues(), by: 'finance' }],
    ['ahead', opposed, 'remedy.sought', { ...sues(), at: '2026-12-01T09:00' }],
    ['decided before it was brought', opposed, 'remedy.decided', { subject: id, payload: { outcome: 'granted', ruling: '一', on: '2026-02-06' }, by: 'officer' }], // prettier-ignore
    ['decided before it was brought on', sued, 'remedy.decided', { subject: id, payload: { outcome: 'granted', ruling: '一', on: '2026-02-01' }, by: 'officer' }], // prettier-ignore
    ['settled by a judgment that nobody has', sued, 'distribution.settled', as('judged')],
  ])('%s', (_, court, node, sent) => {
    const { basis, missing } = court.refused(node, sent);
    const articles = [basis, ...missing.map((each) => each.basis)].filter((each) => each != null);
    expect(articles).not.toEqual([]);
    expect(articles.filter((each) => each !== '民诉解释510')).toEqual([]);
  });

  test('what a sanction or a third party’s objection is met with rests on theirs', () => {
    const fined = given().filed().assigned().complete('sanction.decided', { kind: 'fine', amountFen: 100 });
    const asks = { payload: { way: 'lawsuit', party: 'respondent-1', on: '2026-01-20' }, by: 'officer' };
    expect(fined.refused('remedy.sought', { ...asks, subject: 'sanction-1' }).basis).toBe('民诉解释185');
  });
});

test('an objection is answered by an opposition to it, and an opposition by the suit of whose objection it was: others’ times run on', () => {
  const twice = planned
    .complete('distribution.objected', id, { party: 'applicant-1', disputedFen: 1_000_000 })
    .complete('distribution.objected', id, { party: bank, disputedFen: 2_000_000 });
  const met = (court: Court, rule: string) => court.deadlines(rule).map(({ status }) => status);
  const one = twice.complete('distribution.opposed', id, { party: 'respondent-1', objector: bank });
  expect(met(one, 'distribution-opposition')).toEqual(['open', 'done']);
  const both = one.complete('distribution.opposed', id, { party: 'respondent-1', objector: 'applicant-1' });
  const sued = both.complete('remedy.sought', id, { way: 'lawsuit', party: bank, on: '2026-02-06' });
  expect([met(both, 'distribution-opposition'), met(sued, 'distribution-suit')]).toEqual([['done', 'done'], ['done', 'open']]); // prettier-ignore
});
