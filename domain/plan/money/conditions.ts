import { yuan } from '../../money/yuan.ts';
import { law, plan } from '../../nodes/basis.ts';
import { foldName } from '../../record/bank-names.ts';
import type { DraftOf } from '../../record/fact.ts';
import type { Case } from '../../record/case.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import { type AskGuard, type Conditions, type FactGuard, subjectOf } from '../guard.ts';
import { confirmedFirst } from './confirmed-first.ts';
import { bankLineOf, bankLinesIn, type LineNode, lineWords } from './bank-lines.ts';
import { deferralConditions, undeferredLeft, withinUndeferred } from './deferral-conditions.ts';
import { fair, undisputedLeft } from './dispute-conditions.ts';
import { asItEnds, toCaseOfCourt, toTheBank, toThatCase } from './endings.ts';
import { type Form, forms, isOut, type OutNode } from './forms.ts';
import {
  answersOrder,
  cashOrFinance,
  deposited,
  ended,
  inCash,
  inEscrow,
  notInCash,
  notLeft,
  notReversed,
  notWithBank,
  ofThatOrder,
  orderGiven,
  replacesEnded,
  sameReference,
  wellSourced,
  wentMissing,
  wholeArrival,
  withdrawable,
  withinEscrow,
} from './movement-conditions.ts';
import { isTakenOver } from '../persons.ts';
import { grounded, sameGround, withinSurplus } from './ground-conditions.ts';
import { foundByLines } from './order-conditions.ts';
import { soundAccount, toAccount } from './payee-account-conditions.ts';
import { isAccountOf, payeeName } from './payee-accounts.ts';
import { forSomebody, officeFirst, panelFirst, payerNotTheirs, publicPayee, toACourt, toApplicant } from './payees.ts';
import { otherPersons } from './persons.ts';
import { freeFen } from './readings.ts';
import { asItWentOut, wentOut } from './return-conditions.ts';
import { withinFee, withinShare } from './share-conditions.ts';

const basis = plan('三·一(五)1');

/** The form that a draft is about; its subject is known by then. */
const formOf = (c: Case, draft: Pick<DraftOf<'payout.paid'>, 'subject'>): Form | undefined =>
  forms(c).get(subjectOf(draft));

/** One line of the bank's is one receipt, one payment, one return: its reference stands once, however it is written. */
const freshReference: FactGuard<LineNode> = (c, { node, subject, payload }) => {
  const taken = bankLineOf(node, payload).find((key) => bankLinesIn(c).has(key));
  const twin = taken === undefined ? undefined : bankLinesIn(c).get(taken);
  if (taken === undefined || twin === undefined) return undefined;
  if (node === 'payout.sent' && twin === subject) return undefined; // the same form once more: `sameReference`
  const { zh, did } = lineWords(node, taken);
  const code = node === 'funds.arrived' ? 'duplicate-receipt' : 'already-recorded';
  const said = taken.slice(taken.indexOf('|') + 1);
  return refuse(code, `${zh} ${said} 已登记为 ${twin}，同一笔${did}不能登记两次`, basis);
};

const sameSum: FactGuard<'funds.confirmed'> = (c, { subject, payload }) => {
  const arrived = c.first('funds.arrived', subject)?.payload.amountFen;
  if (arrived === undefined || arrived === payload.amountFen) return undefined;
  return refuse(
    'amount-differs',
    `确认金额与到账金额${yuan(arrived)}不符；到账金额有误的，请先撤回到账记录、重新登记`,
    basis,
  );
};

/** What is confirmed is what arrived, from whom it came; a name put right later leaves it as it is (engine.md 3). */
const samePayer: FactGuard<'funds.confirmed'> = (c, draft, standing) => {
  const arrived = c.first('funds.arrived', draft.subject)?.payload.payer;
  if (arrived === undefined || standing.isRecorded === true || isTakenOver(c, draft, standing)) return undefined;
  if (foldName(arrived) === foldName(draft.payload.payer)) return undefined;
  return refuse('payer-differs', `确认的缴款人与到账的“${arrived}”不符；到账有误的，请先更正到账记录`, basis, [
    { id: 'payer', zh: `到账：${arrived}` },
  ]);
};

const exceeds = (what: string, most: number): Refusal =>
  refuse('amount-exceeds', most > 0 ? `${what}为${yuan(most)}，金额不能超过` : `${what}为零`, basis);

const nothingLeft = (c: Case, receipt: string): Refusal | undefined =>
  freeFen(c, receipt) > 0 ? undefined : exceeds('该笔案款未发放、未批准他用的余额', 0);

const somethingFree: AskGuard<'payout.applied'> = (c, draft) => nothingLeft(c, subjectOf(draft));

/** Nobody is promised what has been paid or promised to another. */
const withinReceipt: FactGuard<'payout.applied'> = (c, draft) => {
  const free = freeFen(c, subjectOf(draft));
  return draft.payload.amountFen > free ? exceeds('该笔案款未发放、未批准他用的余额', free) : undefined;
};

const notReviewed = (zh: string): Refusal =>
  refuse('not-reviewed', zh, law('法发〔2017〕6号 12'), [{ id: 'payout.material-reviewed', zh: '审查发放材料' }]);

/** What has been sent back or withdrawn is applied for anew; what an older release recorded all the same stays as it is. */
const notEnded: AskGuard<'payout.material-reviewed' | 'payout.approved'> = (c, draft, { isRecorded }) => {
  const form = isRecorded === true ? undefined : formOf(c, draft);
  return form && ended(form);
};

/** Approval follows a review of the material that passed (法发〔2017〕6号12), once. */
const approvable: AskGuard<'payout.approved'> = (c, draft) => {
  const form = formOf(c, draft);
  if (form?.reviewed?.payload.passed !== true) {
    return notReviewed('案款管理员尚未审查通过这一审批表的材料');
  }
  if (form.approved !== undefined)
    return refuse('already-recorded', '这一审批表已经批准；另行发放的请另提交发放申请', basis);
  return availableFen(c, form) > 0 ? undefined : exceeds('该笔案款未发放、未批准他用的余额', 0);
};

/** What a form may be approved for: what it has reserved, and what is free besides. */
const availableFen = (c: Case, form: Form): number => freeFen(c, form.receipt) + form.reservedFen;

/** For no more than was asked, and than nobody has been promised. */
const withinAsked: FactGuard<'payout.approved'> = (c, draft) => {
  const form = formOf(c, draft);
  if (form === undefined) return undefined;
  const { amountFen } = draft.payload;
  const asked = form.applied.payload.amountFen;
  if (amountFen > asked) return exceeds('申请发放的金额', asked);
  const free = availableFen(c, form);
  return amountFen > free ? exceeds('该笔案款未发放、未批准他用的余额', free) : undefined;
};

/** Finance acts on an approval that it has not sent back and not paid out, and pays nothing whose material was found wanting since. */
const inHand: AskGuard<'payout.rejected' | 'payout.sent' | OutNode> = (c, draft, { isRecorded }) => {
  const form = formOf(c, draft);
  const over = form === undefined || form.sent !== undefined || isRecorded === true ? undefined : ended(form);
  if (over !== undefined) return over;
  if (
    (isOut(draft) || draft.node === 'payout.sent') &&
    form?.approved !== undefined &&
    form.reviewed?.payload.passed === false
  )
    return notReviewed('批准以后，案款管理员审查认为这一审批表的材料不齐备：请退回审批表（payout.rejected）');
  if (form?.approved === undefined)
    return refuse('not-approved', '财务手中没有这一审批表的有效批准', basis, [
      { id: 'payout.approved', zh: '批准发放' },
    ]);
  return form.leftFen > 0 ? undefined : refuse('already-paid', '这一审批表已经付清；另行发放的请另提交发放申请', basis);
};

/** A payee as forms and payments are compared: a party by its id or its name. */
const payeeKey = (c: Case, said: string): string => foldName(payeeName(c, said));

/** What is paid goes where the form says, no more of it than was approved. */
const asOnTheForm: FactGuard<OutNode> = (c, draft) => {
  const form = formOf(c, draft);
  if (form === undefined) return undefined;
  const said = { to: undefined, payee: undefined, payeeAccount: undefined, ...draft.payload };
  const wrong = (['to', 'payee', 'payeeAccount'] as const)
    .filter((field) => said[field] !== undefined && said[field] !== form.applied.payload[field])
    .filter((field) => field !== 'payee' || payeeKey(c, said.payee ?? '') !== payeeKey(c, form.applied.payload.payee))
    .filter((field) => field !== 'payeeAccount' || !isAccountOf(c, form.applied, said[field] ?? ''));
  if (wrong.length > 0) {
    const zh = '与审批表不一致；换收款人或者账户的，请退回审批表、另提交发放申请';
    return refuse('form-differs', zh, basis, wrong.map((id) => ({ id, zh: `审批表：${form.applied.payload[id]}` }))); // prettier-ignore
  }
  if (draft.payload.amountFen <= form.leftFen) return undefined;
  return refuse('exceeds-approved', `审批表 ${subjectOf(draft)} 批准而尚未支付的为${yuan(form.leftFen)}，金额不能超过`, basis, [{ id: 'amountFen', zh: `至多${form.leftFen}分` }]); // prettier-ignore
};

/** What a form may have at most, by whose it is: asked of it wherever it stands, for facts may have come between. */
const limits = [withinUndeferred, withinShare, withinFee, withinSurplus];

/** What is asked wherever money leaves. */
const leaving = [asItEnds, inHand, deposited, officeFirst, panelFirst, otherPersons, payerNotTheirs, undisputedLeft, undeferredLeft]; // prettier-ignore

export const moneyConditions = {
  'funds.arrived': {
    asks: [cashOrFinance],
    among: () => [{}, { source: 'cash' }],
    check: [wellSourced, freshReference],
  },
  'funds.reviewed': { asks: [notReversed] },
  'funds.confirmed': { asks: [notReversed], check: [sameSum, samePayer] },
  'funds.reversed': { asks: [notInCash, notLeft], check: [wholeArrival, freshReference] },
  'cash.deposited': { asks: [inCash, notReversed], check: [freshReference] },
  'payout.applied': {
    asks: [confirmedFirst, notReversed, somethingFree, undisputedLeft, undeferredLeft],
    check: [
      grounded,
      withinReceipt,
      replacesEnded,
      forSomebody,
      toACourt,
      toApplicant,
      toCaseOfCourt,
      ...fair,
      ...limits,
      soundAccount,
    ],
  },
  'payout.withdrawn': { asks: [withdrawable] },
  'payout.material-reviewed': { asks: [notEnded, notWithBank, otherPersons] },
  'payout.approved': {
    asks: [notEnded, approvable, officeFirst, panelFirst, otherPersons, payerNotTheirs, undisputedLeft, undeferredLeft], // prettier-ignore
    check: [publicPayee, withinAsked, ...toAccount, ...fair, ...limits],
  },
  'payout.rejected': { asks: [notWithBank, inHand] },
  'payout.sent': {
    asks: [
      notWithBank,
      toTheBank,
      inHand,
      deposited,
      officeFirst,
      panelFirst,
      otherPersons,
      payerNotTheirs,
      undisputedLeft,
      undeferredLeft,
    ],
    check: [publicPayee, foundByLines, sameReference, freshReference, ...toAccount, ...fair, ...limits],
  },
  'payout.failed': { asks: [orderGiven], check: [ofThatOrder] },
  'payout.paid': {
    asks: leaving,
    check: [asOnTheForm, answersOrder, publicPayee, freshReference, ...toAccount, ...fair, ...limits],
  },
  'payout.refunded': {
    asks: leaving,
    check: [asOnTheForm, answersOrder, freshReference, ...toAccount, ...fair, ...limits],
  },
  'fee.taken': { asks: leaving, check: [asOnTheForm, publicPayee, ...fair, ...limits] },
  'funds.transferred': { asks: leaving, check: [asOnTheForm, toThatCase, toCaseOfCourt, ...fair, ...limits] },
  'payout.escrowed': { asks: leaving, check: [asOnTheForm, sameGround, ...fair, ...limits] },
  'payout.returned': { asks: [wentOut], check: [asItWentOut, freshReference] },
  'escrow.released': { asks: [inEscrow], check: [withinEscrow] },
  'escrow.reviewed': { asks: [inEscrow] },
  'shortage.recognised': { asks: [notReversed], check: [wentMissing] },
  ...deferralConditions,
} satisfies Conditions;
