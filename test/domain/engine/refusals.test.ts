import { bounds } from '../../../domain/nodes/bounds.ts';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkFiling } from '../../../domain/engine/filing.ts';
import type { RefusalCode } from '../../../domain/record/refusal.ts';
import { type Court, given, type Sent } from '../../support/given.ts';
import { feeSeenTo } from '../../support/fees.ts';
import { approved, closed, confirmed, found, paid, refunded, reported, returned, sits } from '../../support/histories.ts'; // prettier-ignore

type Row = [code: RefusalCode, what: string, court: () => Court, node: string, sent?: Sent];

const filed = () => given().filed('2026-01-20T16:20').at('2026-01-21T09:00');
const assigned = () => filed().assigned();
const arrived = () => filed().complete('funds.arrived', 'r-7');
const applied = () => confirmed().complete('payout.applied', 'r-7');
const account = (id: string, more = {}) => ({ payload: { complete: true, assets: [found(id, more)] } });
const half = { form: 'FK-2', amountFen: 12_500_000, to: 'applicant', payee: '张建国', payeeAccount: '6217' };
const hats = { by: 'p-many-hats' };
const pay = (amountFen: number) => ({
  subject: 'FK-2026-031',
  payload: { amountFen, to: 'applicant', payee: '张建国', payeeAccount: 'account-1', reference: 'Z' },
});

const form: Row[] = [
  ['unknown-node', 'a node that the table does not have', filed, 'reception.hold'],
  ['missing-field', 'a payload without its fields', filed, 'reception.held', { payload: {} }],
  ['unknown-field', 'a field that the row does not know', filed, 'query.started', { payload: { systems: ['x'], extra: 1 } }],
  ['amount-fraction', 'money that is not whole fen', arrived, 'funds.confirmed', { subject: 'r-7', payload: { amountFen: 0.5, payer: 'x', payerAccount: 'x', handler: 'x', subAccount: 'x' } }],
  ['bad-text', 'a name in which something is hidden', arrived, 'funds.confirmed', { subject: 'r-7', payload: { amountFen: 100, payer: '李\u200b卫东', payerAccount: 'x', handler: 'x', subAccount: 'x' } }],
  ['wrong-type', 'a day that does not exist', filed, 'extension.approved', { payload: { until: '2026-02-31', reason: 'x' } }],
  ['wrong-type', 'a day beyond the calendar', filed, 'exclusion.approved', { payload: { from: '2026-02-01', to: '9999-12-31', ground: 'sale', document: 'x' } }],
  ['wrong-type', 'a ground that the law does not know', filed, 'exclusion.approved', { payload: { from: '2026-02-01', to: '2026-02-03', ground: '承办人出差', document: 'x' } }],
  ['wrong-type', 'a subject with letters that ids do not have', filed, 'funds.arrived', { subject: 'r 7' }],
  ['bad-instant', 'an instant without an offset', filed, 'material.received', { at: 'raw:2026-01-21T08:00:00' }],
  ['subject-missing', 'a freeze of nothing', filed, 'asset.frozen'],
  ['subject-not-allowed', 'a reception of an asset', filed, 'reception.held', { subject: 'a-1' }],
]; // prettier-ignore

const identity: Row[] = [
  ['wrong-role', 'a person without the role', filed, 'reception.held', { by: 'documents' }],
  ['unknown-case', 'a person without any role', filed, 'reception.held', { by: 'p-nobody' }],
  ['wrong-role', 'an officer before the case is anybody’s', filed, 'performance.completed'],
  ['wrong-role', 'an officer of another case', assigned, 'performance.completed', { by: 'p-officer-2' }],
  ['unknown-case', 'a party of another case', filed, 'fact.withdrawn', { by: 'applicant' }],
  ['wrong-role', 'who runs the house and takes back what the court said', filed, 'fact.withdrawn', { by: 'administrator', payload: { fact: 2, reason: '误' } }],
  ['wrong-role', 'a system that the row does not name', filed, 'query.started', { by: 'sys:case-funds' }],
  ['wrong-role', 'the engine, where a system of its own is named', filed, 'query.started', { by: 'system' }],
  ['wrong-role', 'a node of the engine’s own', filed, 'law.applied', { by: 'system' }],
  ['wrong-role', 'reasons given by one who does not own the deadline', assigned, 'delay.justified', { payload: { deadline: 'reception@2', reason: 'x' }, by: 'officer' }],
]; // prettier-ignore

/** A stop as it is approved; without an end unless `to` is given. */
const stopped = (more: object) => ({
  payload: { ground: 'suspension', document: '（2026）豫0823执123号裁定', ...more },
});
const halted = (more: object, court = filed()) =>
  court.complete('exclusion.approved', { to: undefined, ...stopped(more).payload } as never); // takes the example’s end away

const frozen = () => returned([found('a-1')]).complete('asset.frozen', 'a-1', { amountFen: 25_000_000 });
const listed = { asset: 'a-1', valueFen: null };

const guards: Row[] = [
  ['at-in-future', 'what has not happened yet', filed, 'material.received', { at: '2026-01-21T09:00:01' }],
  ['at-before-filing', 'what happened before there was a case', filed, 'material.received', { at: '2026-01-20T16:19:59' }],
  ['at-before-subject', 'a freeze before the return', () => returned([found('a-1')]), 'asset.frozen', { subject: 'a-1', at: '2026-01-21T10:29' }],
  ['at-before-ground', 'a closing dated before its review', () => paid().at('2026-02-13T16:00').reviewed(), 'case.closed', { at: '2026-02-13T15:00' }],
  ['at-before-ground', 'an approval dated before the review of its material', () => confirmed().at('2026-02-11T09:00').complete('payout.applied', 'r-7').at('2026-02-11T10:00').complete('payout.material-reviewed', 'FK-2026-031'), 'payout.approved', { subject: 'FK-2026-031', at: '2026-02-11T09:30' }],
  ['unknown-subject', 'an asset that no return brought in', filed, 'asset.frozen', { subject: 'a-9' }],
  ['unknown-subject', 'a receipt frozen like an asset', arrived, 'asset.frozen', { subject: 'r-7' }],
  ['duplicate-receipt', 'a receipt under a used id', arrived, 'funds.arrived', { subject: 'r-7' }],
  ['subject-taken', 'an asset under a receipt’s id', () => arrived().complete('query.started'), 'query.returned', account('r-7')],
  ['subject-taken', 'an asset under a matter’s id', () => filed().complete('query.started').complete('supervision.opened', 'm-1'), 'query.returned', account('m-1')],
  ['subject-taken', 'an asset that has become of another kind', () => returned([found('a-1')]), 'query.returned', account('a-1', { kind: 'house' })],
  ['subject-taken', 'two assets of one id in one return', () => filed().complete('query.started'), 'query.returned', { payload: { complete: true, assets: [found('a-1'), found('a-1', { kind: 'house' })] } }],
  ['subject-taken', 'one asset twice in one return', () => filed().complete('query.started'), 'query.returned', { payload: { complete: true, assets: [found('a-1'), found('a-1')] } }],
  ['case-closed', 'a node on a closed case', closed, 'reception.held'],
  ['node-missing', 'archiving what is not closed', filed, 'dossier.archived'],
  ['already-recorded', 'a second filing', filed, 'case.filed'],
  ['already-recorded', 'a second confirmation of one receipt', confirmed, 'funds.confirmed', { subject: 'r-7' }],
  ['first-round-open', 'a schedule before the round has ended', () => returned([found('a-1')]), 'asset-schedule.filed'],
  ['wrong-measure', 'a vehicle frozen', () => returned([found('a-2', { kind: 'vehicle' })]), 'asset.frozen', { subject: 'a-2' }],
  ['already-in-force', 'an account left alone that is frozen', frozen, 'asset.skipped', { subject: 'a-1' }],
  ['not-in-force', 'a release of what nobody controls', () => returned([found('a-1')]), 'asset.released', { subject: 'a-1' }],
  ['named-twice', 'an asset twice in the schedule', frozen, 'asset-schedule.filed', { payload: { items: [listed, listed] } }],
  ['items-missing', 'a schedule of nothing', frozen, 'asset-schedule.filed', { payload: { items: [] } }],
  ['node-missing', 'a return of a query that was never sent', filed, 'query.returned'],
  ['node-missing', 'a return of a traditional query never begun', filed, 'traditional-query.returned'],
  ['node-missing', 'a panel’s decision on a report never made', () => sits(assigned()), 'panel.decided', {}],
  ['node-missing', 'confirming a matter that nobody handled', () => filed().complete('supervision.opened', 'm-1'), 'supervision.confirmed', { subject: 'm-1' }],
  ['not-qualified', 'an officer who is none', filed, 'case.assigned', { payload: { officer: 'p-reception' } }],
  ['not-qualified', 'an officer nobody knows', filed, 'case.assigned', { payload: { officer: 'p-stranger' } }],
  ['amount-differs', 'a confirmation of another sum', arrived, 'funds.confirmed', { subject: 'r-7', payload: { amountFen: 1, payer: 'x', payerAccount: 'x', handler: 'x', subAccount: 'x' } }],
  ['amount-exceeds', 'an application for more than arrived', confirmed, 'payout.applied', { subject: 'r-7', payload: { ...half, amountFen: 25_000_001 } }],
  ['exceeds-approved', 'a payment of more than was approved', () => confirmed().complete('payout.applied', 'r-7').complete('payout.material-reviewed', 'FK-2026-031').complete('payout.approved', 'FK-2026-031', { amountFen: 10 }), 'payout.paid', pay(11)],
  ['not-confirmed', 'an application before finance has confirmed', () => assigned().complete('funds.arrived', 'r-7'), 'payout.applied', { subject: 'r-7' }],
  ['unknown-subject', 'a review of no application', confirmed, 'payout.material-reviewed', { subject: 'FK-2026-031' }],
  ['unknown-subject', 'an approval of no application', confirmed, 'payout.approved', { subject: 'FK-2026-031' }],
  ['not-reviewed', 'an approval of material nobody reviewed', applied, 'payout.approved', { subject: 'FK-2026-031' }],
  ['form-ended', 'an approval of material that did not pass', () => applied().complete('payout.material-reviewed', 'FK-2026-031', { passed: false }), 'payout.approved', { subject: 'FK-2026-031' }],
  ['not-reviewed', 'an approval of a newer form on the review of the older', () => confirmed().complete('payout.applied', 'r-7', { amountFen: 24_999_900 }).complete('payout.material-reviewed', 'FK-2026-031').complete('funds.arrived', 'r-8', { amountFen: 100 }).complete('funds.confirmed', 'r-8', { amountFen: 100 }).complete('payout.applied', 'r-8', { form: 'FK-2', amountFen: 100 }), 'payout.approved', { subject: 'FK-2' }],
  ['amount-exceeds', 'an approval of more than was applied for', () => applied().complete('payout.material-reviewed', 'FK-2026-031'), 'payout.approved', { subject: 'FK-2026-031', payload: { amountFen: 25_000_001 } }],
  ['amount-exceeds', 'an application for what is promised to another form', approved, 'payout.applied', { subject: 'r-7', payload: { ...half, amountFen: 1 } }],
  ['already-recorded', 'an approval of a form that is approved', approved, 'payout.approved', { subject: 'FK-2026-031' }],
  ['subject-taken', 'a form under a number that was used', applied, 'payout.applied', { subject: 'r-7' }],
  ['same-person', 'an approval by who reviewed the material', () => applied().complete('payout.material-reviewed', 'FK-2026-031', {}, hats), 'payout.approved', { subject: 'FK-2026-031', ...hats }],
  ['same-person', 'a payment by who approved it', () => applied().complete('payout.material-reviewed', 'FK-2026-031').complete('payout.approved', 'FK-2026-031', {}, hats), 'payout.paid', { ...pay(1), ...hats }],
  ['same-person', 'a payment by who reviewed the material', () => applied().complete('payout.material-reviewed', 'FK-2026-031', {}, hats).complete('payout.approved', 'FK-2026-031'), 'payout.paid', { ...pay(1), ...hats }],
  ['form-differs', 'a payment to another account than the form’s', approved, 'payout.paid', { subject: 'FK-2026-031', payload: { ...pay(1).payload, payeeAccount: '6217' } }],
  ['form-differs', 'a payment to another payee', approved, 'payout.paid', { subject: 'FK-2026-031', payload: { ...pay(1).payload, payee: '张建中' } }],
  ['wrong-node', 'an escrow on an applicant’s form', approved, 'payout.escrowed', { subject: 'FK-2026-031' }],
  ['form-differs', 'a payment of court fee on an applicant’s form', approved, 'payout.paid', { subject: 'FK-2026-031', payload: { ...pay(1).payload, to: 'court-fee' } }],
  ['already-paid', 'a payment on a form that is paid', paid, 'payout.paid', pay(1)],
  ['unknown-reference', 'a payment under another reference than its order’s', () => approved().complete('payout.sent', 'FK-2026-031', { reference: 'ZL-1' }), 'payout.paid', pay(1)],
  ['counts-on-missing', 'what was deducted, without the day on which it was', assigned, 'funds.arrived', { subject: 'r-8', payload: { amountFen: 1, payer: '李卫东', source: 'deducted' } }],
  ['duplicate-receipt', 'a line of the statement twice', () => arrived().complete('funds.arrived', 'r-8', { amountFen: 1, line: { account: '4100', serial: 'A-1' } }), 'funds.arrived', { subject: 'r-9', payload: { amountFen: 1, payer: '李卫东', line: { account: '4100', serial: 'ａ-1' } } }],
  ['amount-exceeds', 'a return of more than was paid', approved, 'payout.returned', { subject: 'FK-2026-031' }],
  ['duplicate-receipt', 'the same bank line twice, written otherwise', () => arrived(), 'funds.arrived', { subject: 'r-8', payload: { amountFen: 1, payer: '李卫东', reference: ' ｙｈ-r-7 ' } }],
  ['already-recorded', 'a payment whose transfer has been recorded', () => approved().complete('payout.paid', 'FK-2026-031', { amountFen: 1, reference: 'Z' }), 'payout.paid', { ...pay(1), payload: { ...pay(1).payload, reference: ' ｚ' } }],
  ['already-recorded', 'a return that has been recorded', () => paid().complete('payout.returned', 'FK-2026-031', { amountFen: 1, reference: 'TP', kind: 'recalled' }), 'payout.returned', { subject: 'FK-2026-031', payload: { amountFen: 1, reference: 'tp', reason: 'x', kind: 'recalled' } }],
  ['payer-differs', 'a confirmation of money from somebody else', arrived, 'funds.confirmed', { subject: 'r-7', payload: { amountFen: 25_000_000, payer: '王秀英', payerAccount: '1', handler: 'x', subAccount: 'x' } }],
  ['payee-unknown', 'an application for a stranger as the applicant', confirmed, 'payout.applied', { subject: 'r-7', payload: { ...half, payee: '路人' } }],
  ['payee-unknown', 'an application for the respondent as the applicant', confirmed, 'payout.applied', { subject: 'r-7', payload: { ...half, payee: '李卫东' } }],
  ['beyond-the-cap', 'a deferral beyond thirty days from the arrival by the supervising leader', confirmed, 'payout.delay-approved', { subject: 'r-7', payload: { ground: 'other', reason: 'x', until: '2026-03-09' }, by: 'supervising-leader' }],
  ['dates-out-of-order', 'a deferral to a day that is over', confirmed, 'payout.delay-approved', { subject: 'r-7', payload: { ground: 'other', reason: 'x', until: '2026-02-05' } }],
  ['node-missing', 'the end of no deferral', confirmed, 'deferral.ended', { subject: 'r-7' }],
  ['dates-out-of-order', 'a deferral that ended before it began', () => confirmed().complete('payout.delay-approved', 'r-7'), 'deferral.ended', { subject: 'r-7', payload: { on: '2026-02-01', why: 'x' } }],
  ['already-recorded', 'a closing submitted while review has it', () => paid().complete('closing.submitted'), 'closing.submitted'],
  ['node-missing', 'a return of a closing that nobody submitted', paid, 'closing.returned'],
  ['not-approved', 'a payment without an approval', applied, 'payout.paid', { subject: 'FK-2026-031' }],
  ['form-ended', 'a payment on a form that was sent back', () => approved().complete('payout.rejected', 'FK-2026-031'), 'payout.paid', { subject: 'FK-2026-031' }],
  ['unknown-party', 'a document for somebody else', filed, 'documents.issued', { payload: { kind: 'summons', recipients: ['respondent-2'], channel: 'post' } }],
  ['missing-field', 'a notice without the case’s account', filed, 'documents.issued', { payload: { kind: 'enforcement-notice', recipients: ['respondent-1'], channel: 'post' } }],
  ['last-party', 'the only respondent leaving', assigned, 'party.left', { subject: 'respondent-1' }],
  ['too-many-parties', 'one more than two hundred on a side', () => given({ respondents: Array.from({ length: bounds.parties }, () => ({ name: '李卫东', kind: 'person' as const })) }).filed().assigned(), 'party.joined'],
  ['unknown-deadline', 'a lapse of no deadline of this case', filed, 'deadline.lapsed', { payload: { deadlines: ['payout:r-7@12'], reason: 'x' } }],
  ['unknown-deadline', 'a lapse of what has not opened yet', confirmed, 'deadline.lapsed', { payload: { deadlines: [`payout-late-approval:r-7@${confirmed().seq('funds.confirmed')}`], reason: 'x' } }],
  ['deadline-not-open', 'a lapse of what is done', () => filed().complete('query.started'), 'deadline.lapsed', { payload: { deadlines: ['network-query@2'], reason: 'x' } }],
  ['never-lapses', 'a lapse of a limit of the whole case', filed, 'deadline.lapsed', { payload: { deadlines: ['case-limit-statutory@2'], reason: 'x' } }],
  ['never-lapses', 'a lapse of the report, among others that may', filed, 'deadline.lapsed', { payload: { deadlines: ['related-cases@2', 'six-month-report@2'], reason: 'x' } }],
  ['never-lapses', 'a lapse of a payout', confirmed, 'deadline.lapsed', { payload: { deadlines: [`payout:r-7@${confirmed().seq('funds.confirmed')}`], reason: 'x' } }],
  ['not-supervisable', 'a matter about a matter', () => filed().complete('supervision.opened', 'm-1'), 'supervision.opened', { subject: 'm-2', payload: { about: '督办', owner: 'officer', deadline: `supervised-matter:m-1@${filed().complete('supervision.opened', 'm-1').seq('supervision.opened')}` } }],
  ['due-differs', 'a matter for another due', () => filed(), 'supervision.opened', { subject: 'm-1', payload: { about: '督办', owner: 'officer', deadline: 'reception@2', dueAt: '2026-02-01T00:00:00+08:00' } }],
  ['not-late', 'a reason accepted before anything is late', () => filed(), 'delay.accepted', { payload: { deadline: 'case-limit-ordinary@2', reason: 'x' } }],
  ['beyond-the-cap', 'a stop for ten thousand days of which nobody looks again', filed, 'exclusion.approved', stopped({ ground: 'appraisal', from: '2026-01-21', to: '2053-06-08' })],
  ['not-late', 'criticism of what is in time', () => filed(), 'criticism.published', { payload: { deadline: 'case-limit-ordinary@2', text: '通报' } }],
  ['delay-accepted', 'criticism of what the director has excused', () => filed().at('2026-01-22').complete('delay.accepted', { deadline: 'reception@2' }), 'criticism.published', { payload: { deadline: 'reception@2', text: '通报' } }],
  ['same-person', 'confirming what one handled oneself', () => filed().complete('supervision.opened', 'm-1', { about: '督办', owner: 'review' }).complete('supervision.handled', 'm-1', {}, { by: 'review' }), 'supervision.confirmed', { subject: 'm-1', payload: {} }],
  ['never-lapses', 'a lapse of a supervised matter', () => filed().complete('supervision.opened', 'm-1'), 'deadline.lapsed', { payload: { deadlines: [`supervised-matter:m-1@${filed().complete('supervision.opened', 'm-1').seq('supervision.opened')}`], reason: 'x' } }],
  ['dates-out-of-order', 'a stop that ends before it begins', filed, 'exclusion.approved', stopped({ from: '2026-02-02', to: '2026-02-01' })],
  ['dates-out-of-order', 'a stop without an end that begins next spring', filed, 'exclusion.approved', stopped({ from: '2026-04-01', review: '2026-04-10' })],
  ['missing-field', 'a stop without an end that nobody will look at again', filed, 'exclusion.approved', stopped({ from: '2026-01-20' })],
  ['dates-out-of-order', 'a review in half a year', filed, 'exclusion.approved', stopped({ from: '2026-01-20', review: '2026-07-20' })],
  ['dates-out-of-order', 'a review today', filed, 'exclusion.approved', stopped({ from: '2026-01-20', review: '2026-01-21' })],
  ['beyond-the-cap', 'a public notice of two months', filed, 'exclusion.approved', stopped({ ground: 'announcement', from: '2026-02-01', to: '2026-03-31' })],
  ['beyond-the-cap', 'a postponement of more than a year', filed, 'exclusion.approved', stopped({ ground: 'postponement', from: '2026-02-01', to: '2027-02-01' })],
  ['dates-out-of-order', 'an end beyond what was approved', () => halted({ from: '2026-01-20', to: '2026-01-21' }, filed().at('2026-01-22T09:00')), 'exclusion.ended', { payload: { exclusion: halted({ from: '2026-01-20', to: '2026-01-21' }, filed().at('2026-01-22T09:00')).seq('exclusion.approved'), to: '2026-01-22' }, by: 'review' }],
  ['dates-out-of-order', 'an end in three years', () => halted({ from: '2026-01-20', review: '2026-04-01' }), 'exclusion.ended', { payload: { exclusion: halted({ from: '2026-01-20', review: '2026-04-01' }).seq('exclusion.approved'), to: '2029-12-31' }, by: 'review' }],
  ['dates-out-of-order', 'an extension that gives no more time', () => reported(filed()), 'extension.approved', { payload: { until: '2026-07-20', reason: 'x' } }],
  ['dates-out-of-order', 'one that gives no more than there was before the case stood still', () => reported(halted({ from: '2026-01-20', review: '2026-04-01' })), 'extension.approved', { payload: { until: '2026-07-20', reason: 'x' } }],
  ['beyond-the-cap', 'an extension of more than three months', () => reported(filed()), 'extension.approved', { payload: { until: '2026-10-21', reason: 'x' } }],
  ['node-missing', 'an extension that no panel has dealt with', filed, 'extension.approved', { payload: { until: '2026-10-20', reason: 'x' } }],
  ['not-qualified', 'a panel of one', () => sits(filed().assigned().complete('long-case.reported')), 'panel.decided', { payload: { outcome: 'agreed', decision: 'x', record: 'x', members: ['审判长'] } }],
  ['not-qualified', 'a panel of one person three times', () => sits(filed().assigned().complete('long-case.reported')), 'panel.decided', { payload: { outcome: 'agreed', decision: 'x', record: 'x', members: ['审判长', '审判长 ', '审判长'] } }],
  ['unknown-fact', 'a withdrawal of nothing', filed, 'fact.withdrawn', { payload: { fact: 99, reason: 'x' }, by: 'review' }],
  ['unknown-fact', 'an end of an exclusion that nobody approved', filed, 'exclusion.ended', { payload: { exclusion: 2, to: '2026-02-01' }, by: 'review' }],
  ['not-your-fact', 'another’s fact', () => filed().complete('material.received'), 'fact.withdrawn', { payload: { fact: 3, reason: 'x' }, by: 'command' }],
  ['not-correctable', 'a withdrawal of the filing', filed, 'fact.withdrawn', { payload: { fact: 2, reason: 'x' }, by: 'filing' }],
  ['lateness-at-stake', 'a date put right by whoever it would free of a lateness', () => filed().complete('reception.held'), 'fact.corrected', { payload: { fact: 3, at: '2026-01-20T17:00:00+08:00', reason: 'x', askedBy: 'p-officer-1' }, by: 'reception' }],
  ['has-dependents', 'a receipt that was confirmed', confirmed, 'fact.withdrawn', { payload: { fact: confirmed().seq('funds.arrived'), reason: 'x' }, by: 'finance' }],
  ['money-paid', 'money that was paid', paid, 'fact.withdrawn', { payload: { fact: paid().seq('payout.paid'), reason: 'x' }, by: 'finance' }],
  ['nodes-open', 'a closing with nodes open', assigned, 'case.closed'],
  ['closing-ground-missing', 'a closing without its ground', () => refunded(), 'case.closed'],
  ['closing-not-reviewed', 'a closing without its review', () => feeSeenTo(paid()), 'case.closed'],
  ['unexplained-money', 'a closing while the fee is open', paid, 'closing.submitted'],
  ['not-late', 'accepting what is no late entry', filed, 'entry.accepted', { payload: { fact: 1, evidence: '登记簿' } }],
  ['gates-open', 'a 终本 without its conditions', assigned, 'case.closed', { payload: { kind: 'no-property' } }],
]; // prettier-ignore

const refuses = (name: string, rows: readonly Row[]) =>
  describe(name, () => {
    test.each(rows)('%s: %s', (code, _, court, node, sent) => {
      const { code: got, zh, basis, missing } = court().refused(node, sent);
      expect(got).toBe(code);
      expect(zh, 'says in Chinese what to do').toMatch(/[一-鿿]/);
      expect(basis === null || /[〕一-鿿]/.test(basis)).toBe(true);
      expect(missing.every((m) => m.id !== '' && m.zh !== '')).toBe(true);
    });
  });

refuses('form', form);
refuses('identity', identity);
refuses('guards', guards);

test('form goes before identity, identity before guards', () => {
  const court = closed();
  expect(court.refused('reception.held', { payload: {}, by: 'p-nobody' }).code).toBe('missing-field');
  expect(court.refused('reception.held', { by: 'p-nobody' }).code).toBe('unknown-case');
});

test('a refusal names what is missing by its field', () => {
  const { missing } = filed().refused('reception.held', { payload: { interviewer: '接待窗口' } });
  expect(missing.map((m) => m.id)).toContain('serviceAddress');
  const { missing: deep } = returned([]).refused('query.returned', {
    payload: { complete: true, assets: [{ id: 'a-1' }] },
  });
  expect(deep.map((m) => m.id)).toContain('assets.0.kind');
});

describe('filing', () => {
  const body = { ...given().filed().c.filed.payload, filedAt: '2026-01-20T16:20:00+08:00' };

  test.each([
    ['bad-case-number', { caseNo: '豫0823执123' }],
    ['bad-instant', { filedAt: '2026-01-20 16:20' }],
    ['bad-instant', { history: [{ node: 'query.started', at: 'yesterday' }] }],
    ['unknown-field', { judge: '王法官' }],
    ['amount-not-positive', { claimFen: -1 }],
    ['wrong-type', { respondents: [] }],
    ['missing-field', { applicants: [{ kind: 'person' }] }],
  ])('%s: %j', (code, change) => {
    expect(checkFiling({ ...body, ...change }, '豫0823')?.code).toBe(code);
  });

  test('a claim may be without an amount, left out or null', () => {
    const without = Object.fromEntries(Object.entries(body).filter(([field]) => field !== 'claimFen'));
    expect([checkFiling(without, '豫0823'), checkFiling({ ...body, claimFen: null }, '豫0823')]).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('filed-in-future: a second ahead of the court’s clock', () => {
    expect(given().refused({ filedAt: '2026-01-20T16:20:01+08:00' }).code).toBe('filed-in-future');
  });
});

test('every code that the engine and the plan’s guards refuse with is met above, or with the bounds in bounds.test.ts', () => {
  const here = new Set<string>([...form, ...identity, ...guards].map(([code]) => code));
  const filing = ['bad-case-number', 'filed-in-future', 'id-number-doubtful', 'not-enforcement', 'wrong-court', 'wrong-year']; // prettier-ignore
  const elsewhere = ['unknown-case', 'not-in-office', 'not-now', 'case-moved-on', 'version-not-told', 'at-not-allowed', 'not-in-a-takeover', 'wrong-party', 'in-dispute', 'too-early', 'not-of-this-kind', 'objection-too-late', 'detained-already', ...['allocation-stale', 'exceeds-share', 'payee-needs-panel', 'bad-value'], ...['account-unknown', 'account-differs', 'account-cooling', 'account-stopped'], ...['terms-missing', 'notice-too-short', 'round-out-of-turn', 'second-auction-late', 'in-kind-too-early', 'beyond-the-term']]; // prettier-ignore
  const bounds = ['too-many-assets', 'too-many-facts', 'record-too-large'];
  const sources = globSync(
    `${fileURLToPath(new URL('../../../domain', import.meta.url))}/{nodes,record,plan,engine}/**/*.ts`,
  );
  const given = sources.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/refuse\(\s*'([a-z-]+)'/g)]);
  const codes = new Set(given.map(([, code = '']) => code));
  expect(codes.size).toBeGreaterThan(30);
  expect([...codes].filter((code) => ![...here, ...filing, ...elsewhere, ...bounds].includes(code))).toEqual([]);
});
