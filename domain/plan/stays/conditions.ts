import { law } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import { addDays, addMonths } from '../../time/civil-date.ts';
import { dateOf } from '../../time/instant.ts';
import { type AskGuard, type Conditions, type FactGuard, notAgain, subjectOf } from '../guard.ts';
import { withoutEnd } from '../limits/conditions.ts';
import { leftFen } from '../money/readings.ts';
import { stayOn } from './readings.ts';
import { panelLacking } from '../panel.ts';

const basis = law('民诉法第267条');
const settled = law('执行和解规定');

/** What is stayed is not disposed of or deducted meanwhile (民诉法267; plan D5). */
export const notStayed: AskGuard<
  'asset.deducted' | 'auction.decided' | 'auction.announced' | 'auction.held' | 'asset.disposed'
> = (c, draft, { believed, isRecorded }) => {
  if (believed === true || isRecorded === true) return undefined;
  const stay = stayOn(c, subjectOf(draft), draft.at);
  return (
    stay &&
    refuse(
      'not-approved',
      `${subjectOf(draft)} 在中止、暂缓执行期间（${stay.subject}），不得处分；恢复执行（stay.ended）之后再办`,
      basis,
      [{ id: 'stay.ended', zh: `结束 ${stay.subject}` }],
    )
  );
};

/** A stay has an order; one without an end has begun, and a day on which somebody looks at it again (plan §5). */
const sensibleStay: FactGuard<'stay.ordered'> = (c, { payload: { kind, ground, from, to, review }, at }, standing) => {
  if (to !== undefined && to < from) return refuse('dates-out-of-order', '止日早于起日', basis);
  if (standing.isRecorded !== true && standing.believed !== true) {
    const [filed, today] = [dateOf(c.filed.at), dateOf(at)];
    if (from < filed || from > today)
      return refuse('dates-out-of-order', `起日应在立案之日${filed}至裁定之日${today}之间`, basis, [
        { id: 'from', zh: from },
      ]);
    const last = addMonths(today, 12);
    if (to !== undefined && to > last)
      return refuse('beyond-the-cap', `止日至多到${last}：更久的不写止日，写明复查日（review）`, basis, [
        { id: 'to', zh: last },
      ]);
  }
  if (kind === 'postponed') return postponedWithin({ ground, from, to });
  if (to !== undefined) return undefined;
  return withoutEnd({ from, review, at, what: '中止', of: basis });
};

/** Three months at once, a year on a guarantee; as long as an upper court says (暂缓执行规定10, 执行担保规定10). */
function postponedWithin(stay: { ground: string; from: string; to: string | undefined }): Refusal | undefined {
  const { ground, from, to } = stay;
  if (to === undefined) return refuse('missing-field', '暂缓执行须写明止日（to）', basis, [{ id: 'to', zh: '止日' }]);
  if (ground === 'upper-court') return undefined;
  const last = addDays(addMonths(from, ground === 'guarantee' ? 12 : 3), -1);
  return to > last ? refuse('beyond-the-cap', `暂缓执行一次至多到${last}`, basis, [{ id: 'to', zh: last }]) : undefined;
}

/** The panel decides on each stay anew; what an upper court orders asks for none (plan §5). */
const panelFirst: AskGuard<'stay.ordered'> = (c, { payload: { ground } }, { believed }) => {
  if (ground === 'upper-court' || believed === true) return undefined;
  const used = c.all('stay.ordered').findLast((f) => f.payload.ground !== 'upper-court');
  return panelLacking(c, { about: 'stay', what: '中止、暂缓执行', basis, used });
};

const isStayed: AskGuard<'stay.ended'> = (c, draft) =>
  c.first('stay.ended', subjectOf(draft)) === undefined
    ? undefined
    : refuse('not-in-force', `${subjectOf(draft)} 已经恢复执行`, basis, [{ id: subjectOf(draft), zh: '已经结束' }]);

/** It ends on a day of its own, no later than today or than its last day. */
const withinStay: FactGuard<'stay.ended'> = (c, draft) => {
  const { on } = draft.payload;
  const { from = on, to = on } = c.first('stay.ordered', subjectOf(draft))?.payload ?? {};
  const today = dateOf(draft.at);
  const last = to < today ? to : today;
  if (on >= from && on <= last) return undefined;
  return refuse('dates-out-of-order', `恢复执行之日应在${from}至${last}之间`, basis);
};

/** Each instalment stands once, on a day that is not past. */
const orderedInstalments: FactGuard<'settlement.reached'> = (_, { payload: { instalments }, at }) => {
  const twice = instalments.filter(({ n }, i) => instalments.findIndex((other) => other.n === n) !== i);
  if (twice.length > 0) return refuse('named-twice', '同一期次只列一次', settled, twice.map(({ n }) => ({ id: String(n), zh: '重复列出' }))); // prettier-ignore
  const past = instalments.filter(({ on }) => on < dateOf(at));
  if (past.length === 0) return undefined;
  return refuse('dates-out-of-order', '分期的履行之日不能早于和解之日', settled, past.map(({ n, on }) => ({ id: String(n), zh: on }))); // prettier-ignore
};

/** An instalment that was agreed on, once as paid. */
const knownInstalment: AskGuard<'settlement.instalment'> = (c, draft) => {
  const { n } = draft.payload;
  const agreed = c.first('settlement.reached', subjectOf(draft))?.payload.instalments ?? [];
  if (!agreed.some((one) => one.n === n))
    return refuse('unknown-subject', `和解协议没有第${n}期`, settled, agreed.map((one) => ({ id: String(one.n), zh: one.on }))); // prettier-ignore
  const before = c.all('settlement.instalment', subjectOf(draft)).find((f) => f.payload.n === n && f.payload.paid);
  return before && refuse('already-recorded', `第${n}期已登记履行（第${before.seq}号记录）`, settled);
};

/** The instalments of all settlements, by their numbers. */
const instalmentsAgreed = (c: Case) =>
  [...new Set(c.all('settlement.reached').flatMap((f) => f.payload.instalments.map(({ n }) => n)))].map((n) => ({ n }));

/** What was performed is no longer paid on or breached, what was breached not once more; nothing is said twice. */
const stillRuns: AskGuard<'settlement.instalment' | 'settlement.breached' | 'settlement.performed'> = (c, draft) => {
  const id = subjectOf(draft);
  const over = c.first('settlement.performed', id) ?? (draft.node === 'settlement.breached' ? c.first('settlement.breached', id) : undefined); // prettier-ignore
  return over && refuse('already-recorded', `${id} 已登记“${nodeRow(over.node).zh}”（第${over.seq}号记录）`, settled);
};

/** A breach on record speaks against its performance: what was performed late is the applicant's to say (和解规定15). */
const unbroken: AskGuard<'settlement.performed'> = (c, draft, { believed, isRecorded }) => {
  const breach = c.last('settlement.breached', subjectOf(draft));
  if (breach === undefined || believed === true || isRecorded === true) return undefined;
  const zh = `${draft.subject} 已登记不履行（第${breach.seq}号记录），不能登记履行完毕：登记有误的先撤回；此后履行完毕的，经申请执行人确认，登记“义务已履行完毕”（performance.completed，how 写 settlement）`;
  return refuse('not-qualified', zh, settled, [
    { id: 'performance.completed', zh: nodeRow('performance.completed').zh },
    { id: 'fact.withdrawn', zh: `第${breach.seq}号记录登记有误的，撤回` },
  ]);
};

/** A day from the settlement to today. */
const onItsDay: FactGuard<'settlement.breached' | 'settlement.performed'> = (c, draft) => {
  const first = dateOf(c.first('settlement.reached', subjectOf(draft))?.at ?? draft.at);
  const { on } = draft.payload;
  if (on >= first && on <= dateOf(draft.at)) return undefined;
  return refuse('dates-out-of-order', `on 应在${first}至${dateOf(draft.at)}之间`, settled);
};

const within = (most: number | null, fen: number): Refusal | undefined =>
  most === null || fen <= most
    ? undefined
    : refuse('amount-exceeds', most <= 0 ? '债权已经受偿，没有可以登记的履行' : `尚未受偿的债权为${(most / 100).toFixed(2)}元，登记的履行不能超过`, nodeRow('performance.recorded').basis, [{ id: 'amountFen', zh: `至多${most}分` }]); // prettier-ignore

/** No more is performed than is left of the claim. */
const withinClaim: FactGuard<'performance.recorded'> = (c, { payload: { amountFen } }) => within(leftFen(c), amountFen);

const somethingLeft: AskGuard<'performance.recorded'> = (c) => within(leftFen(c), 1);

export const stayConditions = {
  'stay.ordered': {
    asks: [panelFirst],
    among: () => [{ ground: 'other' }, { ground: 'upper-court' }],
    check: [sensibleStay],
  },
  'stay.ended': { asks: [isStayed], check: [withinStay] },
  'settlement.reached': { check: [orderedInstalments] },
  'settlement.instalment': { asks: [stillRuns, knownInstalment], among: instalmentsAgreed },
  'settlement.breached': { asks: [stillRuns], check: [onItsDay] },
  'performance.completed': { asks: [notAgain] },
  'settlement.performed': { asks: [stillRuns, unbroken], check: [onItsDay] },
  'performance.recorded': { asks: [somethingLeft], check: [withinClaim] },
} satisfies Conditions;
