import { yuan } from '../../money/yuan.ts';
import { law, plan } from '../../nodes/basis.ts';
import { nodeRow, type PayloadOf } from '../../nodes/index.ts';
import { deferralGrounds } from '../../nodes/money.ts';
import { roles } from '../../nodes/roles.ts';
import type { Case } from '../../record/case.ts';
import type { DraftOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import { addDays, addMonths, type CivilDate } from '../../time/civil-date.ts';
import { dateOf } from '../../time/instant.ts';
import { afterFor, type AskGuard, type Conditions, type DeadlinesOpened, type FactGuard, subjectOf } from '../guard.ts'; // prettier-ignore
import { isTakenOver } from '../persons.ts';
import { deferredAt } from './deferrals.ts';
import { fenAsked, type FormStep, hasGone, receiptAsked, withinReachFen } from './dispute-conditions.ts';
import { openlyDisputedFen } from './disputes.ts';
import { notReversed } from './movement-conditions.ts';
import { restFen } from './readings.ts';
import { PRESIDENTS } from './unapproved.ts';

const basis = plan('三·一(五)1');

const untilLater: FactGuard<'payout.delay-approved'> = (_, { payload: { until }, at }) =>
  until < dateOf(at) ? refuse('dates-out-of-order', '延期应至批准之日或者以后', basis) : undefined;

/** What goes beyond thirty days from the arrival only the president puts off. */
const within30 = (
  c: Case,
  { subject, as }: Pick<DraftOf<'payout.delay-approved'>, 'subject' | 'as'>,
  until: CivilDate,
): Refusal | undefined => {
  const arrived = c.first('funds.arrived', subject);
  if (arrived === undefined || as.includes('president')) return undefined;
  const last = addDays(dateOf(arrived.at), PRESIDENTS);
  return until > last ? refuse('beyond-the-cap', `自到账超过30日（${last}以后）的延期，由院长批准：报批（request.made）后由其决定`, basis, [{ id: 'president', zh: roles.president }]) : undefined; // prettier-ignore
};

/** A deferral reaches to its own day at least. */
const officeStill: AskGuard<'payout.delay-approved'> = (c, draft, { believed }) =>
  believed === true ? undefined : within30(c, draft, dateOf(draft.at));

const withinOffice: FactGuard<'payout.delay-approved'> = (c, draft, { believed }) =>
  believed === true ? undefined : within30(c, draft, draft.payload.until);

/** What ends is a deferral that was approved, on a day of its own and not a coming one. */
const deferred: FactGuard<'deferral.ended'> = (c, { subject, payload: { on }, at }) => {
  const from = c.last('payout.delay-approved', subject)?.at ?? at;
  if (on >= dateOf(from) && on <= dateOf(at)) return undefined;
  return refuse('dates-out-of-order', `事由消失之日应在${dateOf(from)}至${dateOf(at)}之间`, basis);
};

/** It ends once. */
const notEnded: AskGuard<'deferral.ended'> = (c, { subject }) => {
  const [approved, ended] = [c.last('payout.delay-approved', subject), c.last('deferral.ended', subject)];
  if (approved === undefined || ended === undefined || inOrder(ended, approved) < 0) return undefined;
  return refuse('already-recorded', `延期已经终了（第${ended.seq}号记录）`, basis);
};

/** As far ahead as one deferral reaches: a longer one is prolonged by a new decision (docs/spec/money.md 8). */
const MONTHS = 3;

const notTooFar: FactGuard<'payout.delay-approved'> = (_, { payload: { until }, at }, { believed }) => {
  const last = addMonths(dateOf(at), MONTHS);
  if (until <= last || believed === true) return undefined;
  return refuse('beyond-the-cap', `一次延期至多三个月（至${last}），届满仍不能发放的另行批准`, basis, [
    { id: 'until', zh: `至迟${last}` },
  ]);
};

/** Nobody puts off more than what is left of a receipt. */
const ofWhatIsLeft: FactGuard<'payout.delay-approved'> = (c, draft, { believed }) => {
  const { amountFen } = draft.payload;
  const most = restFen(c, subjectOf(draft));
  if (amountFen === undefined || amountFen <= most || believed === true) return undefined;
  return refuse('amount-exceeds', `该笔案款尚未发放的为${yuan(most)}，延期的金额不能超过`, basis, [
    { id: 'amountFen', zh: `至多${most}分` },
  ]);
};

/** What a ground is shown by, beside its reason: by a document, or by how the creditor was told (docs/spec/money.md 8). */
const shownBy = {
  'frozen-elsewhere': { field: 'document', zh: '另案冻结的法院和文书（document）' },
  'not-collected': { field: 'notice', zh: '通知领取的情况和凭证（notice）' },
} as const satisfies { readonly [G in PayloadOf<'payout.delay-approved'>['ground']]?: object };

const shown: FactGuard<'payout.delay-approved'> = (c, draft, standing) => {
  const { ground } = draft.payload;
  if (!(ground in shownBy) || standing.isRecorded === true || isTakenOver(c, draft, standing)) return undefined;
  const { field, zh } = shownBy[ground as keyof typeof shownBy]; // it is one of them
  if ((draft.payload[field] ?? '').trim() !== '') return undefined;
  return refuse('missing-field', `请写明${zh}`, law('法发〔2017〕6号 10'), [{ id: field, zh: '缺少' }]);
};

/** What is put off is applied for, approved and paid when that has ended (docs/spec/money.md 5, 8). */
function reachesDeferred(c: Case, draft: Parameters<FactGuard<FormStep>>[1], fen: number, standing: DeadlinesOpened) {
  const receipt = receiptAsked(c, draft);
  const held = deferredAt(c, receipt, draft.at);
  if (held === undefined || hasGone(c, draft) || isTakenOver(c, draft, standing)) return undefined;
  const most = Math.max(withinReachFen(c, draft) - openlyDisputedFen(c, receipt) - held.fen, 0);
  if (fen <= most) return undefined;
  const { seq, payload } = held.approved;
  const zh = `案款 ${receipt} 中${yuan(held.fen)}经批准延期至${payload.until}（第${seq}号记录：${deferralGrounds[payload.ground]}），此前至多发放${yuan(most)}；事由已经消失的，请先登记“${nodeRow('deferral.ended').zh}”（deferral.ended）`; // prettier-ignore
  return refuse('amount-exceeds', zh, basis, [{ id: 'deferral.ended', zh: `延期至${payload.until}` }]);
}

/** Something is left that nobody has put off. */
export const undeferredLeft: AskGuard<FormStep> = (c, draft, standing) => reachesDeferred(c, draft, 1, standing);

/** No more is promised or moved than nobody has put off. */
export const withinUndeferred: FactGuard<FormStep> = (c, draft, standing) =>
  reachesDeferred(c, draft, fenAsked(c, draft), standing);

/** When a payout is put off, and when that ends (plan §5, docs/spec/money.md 8). */
export const deferralConditions = {
  'payout.delay-approved': {
    asks: [notReversed, officeStill],
    check: [untilLater, shown, withinOffice, notTooFar, ofWhatIsLeft],
  },
  'deferral.ended': { asks: [afterFor('payout.delay-approved'), notReversed, notEnded], check: [deferred] },
} satisfies Conditions;
