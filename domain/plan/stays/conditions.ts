import { yuan } from '../../money/yuan.ts';
import { law } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import { addDays, addMonths } from '../../time/civil-date.ts';
import { dateOf } from '../../time/instant.ts';
import { type AskGuard, type Conditions, type FactGuard, notAgain, subjectOf } from '../guard.ts';
import { withoutEnd } from '../limits/conditions.ts';
import { heldForCreditorsFen, leftFen } from '../money/readings.ts';
import { stayOn } from './readings.ts';
import { settlementConditions } from './settlement-conditions.ts';
import { panelLacking } from '../panel.ts';

const basis = law('民诉法第267条');

/** What is stayed is not disposed of or deducted meanwhile (民诉法267; plan D5). */
export const notStayed: AskGuard<
  'asset.deducted' | 'auction.decided' | 'auction.announced' | 'auction.held' | 'asset.disposed'
> = (c, draft, { believed }) => {
  if (believed === true) return undefined;
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

const within = (most: number | null, fen: number): Refusal | undefined =>
  most === null || fen <= most
    ? undefined
    : refuse('amount-exceeds', most <= 0 ? '债权已经受偿，没有可以登记的履行' : `尚未受偿的债权为${yuan(most)}，登记的履行不能超过`, nodeRow('performance.recorded').basis, [{ id: 'amountFen', zh: `至多${most}分` }]); // prettier-ignore

/** No more is performed than is left of the claim. */
const withinClaim: FactGuard<'performance.recorded'> = (c, { payload: { amountFen }, at }) =>
  within(leftFen(c, { on: dateOf(at) }), amountFen);

const somethingLeft: AskGuard<'performance.recorded'> = (c, { at }) => within(leftFen(c, { on: dateOf(at) }), 1);

/** That all is performed the applicant says, or it is said why not (plan §9). */
const confirmed: FactGuard<'performance.completed'> = (_, { node, payload }, { believed, isRecorded }) => {
  const said = [payload.applicantWord, payload.reason].some((text) => (text ?? '').trim() !== '');
  if (said || believed === true || isRecorded === true) return undefined;
  return refuse(
    'missing-field',
    '请写明申请执行人的确认（applicantWord）；没有确认的，写明理由（reason）',
    nodeRow(node).basis,
    [
      { id: 'applicantWord', zh: '申请执行人的确认' },
      { id: 'reason', zh: '没有确认的理由' },
    ],
  );
};

/**
 * What is said to be all leaves nothing but what lies at the court for the creditors. Without a sum of its own that would be left over: only the
 * creditors can say so (docs/decisions/152).
 */
const nothingOpen: FactGuard<'performance.completed'> = (c, { node, payload, at }, { believed, isRecorded }) => {
  const { amountFen, applicantWord = '' } = payload;
  const left = leftFen(c, { on: dateOf(at) });
  if (left === null || believed === true) return undefined;
  const { basis: of } = nodeRow(node);
  const here = heldForCreditorsFen(c);
  if (amountFen === undefined) {
    if (isRecorded === true || applicantWord.trim() !== '' || Math.min(left, here) <= 0) return undefined;
    return refuse('missing-field', `账户上尚有申请执行人的${yuan(Math.min(left, here))}：请写明在院外履行的金额（amountFen），或者申请执行人的确认（applicantWord）`, of, [{ id: 'amountFen', zh: `至少${Math.max(left - here, 0)}分` }, { id: 'applicantWord', zh: '申请执行人的确认' }]); // prettier-ignore
  }
  if (amountFen > Math.max(left, 0)) return within(left, amountFen);
  const open = left - amountFen - here;
  if (open <= 0) return undefined;
  const zh = `尚有${yuan(open)}没有履行：申请执行人尚未得到${yuan(left)}，账户上待发放${yuan(here)}；部分履行的登记 performance.recorded，放弃的登记 claim.waived`; // prettier-ignore
  return refuse('amount-differs', zh, of, [{ id: 'amountFen', zh: `至少${Math.max(left - here, 0)}分` }]);
};

export const stayConditions = {
  ...settlementConditions,
  'stay.ordered': {
    asks: [panelFirst],
    among: () => [{ ground: 'other' }, { ground: 'upper-court' }],
    check: [sensibleStay],
  },
  'stay.ended': { asks: [isStayed], check: [withinStay] },
  'performance.completed': { asks: [notAgain], check: [confirmed, nothingOpen] },
  'performance.recorded': { asks: [somethingLeft], check: [withinClaim] },
} satisfies Conditions;
