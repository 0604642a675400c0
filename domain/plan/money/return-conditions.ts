import { yuan } from '../../money/yuan.ts';
import { plan } from '../../nodes/basis.ts';
import { payoutsTo } from '../../nodes/payouts-to.ts';
import type { Case } from '../../record/case.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import { type AskGuard, type FactGuard, subjectOf } from '../guard.ts';
import { throughTheBank } from './endings.ts';
import { forms, outOf } from './forms.ts';
import { withPayeeFen } from './movement-conditions.ts';

const basis = plan('三·一(五)1');

const nothingOut = (): Refusal => refuse('amount-exceeds', '这一审批表已支付而未退回的金额为零', basis);

/** Money comes back of a form that was paid. */
export const wentOut: AskGuard<'payout.returned'> = (c, draft) => {
  const id = subjectOf(draft);
  const form = forms(c).get(id);
  if (form === undefined) return nothingOut();
  if (!throughTheBank(form)) {
    const to = payoutsTo[form.applied.payload.to];
    return refuse('wrong-node', `发放给“${to}”的款项没有经银行付出，银行不会退回`, basis);
  }
  if (withPayeeFen(c, id, form) > 0) return undefined;
  if (form.paidFen <= 0) return nothingOut();
  const zh =
    '误付的款项已确认为应追回款、由本院补足：追回的款项在银行日对账中登记“流水定性”（line.decided，as 写 recovered）';
  return refuse('wrong-node', zh, basis, [{ id: 'line.decided', zh: '流水定性' }]);
};

/** The payments of a form that have not come back, each by its sum; one that was recalled in part has not come back as a whole. */
function notBack(c: Case, id: string): readonly number[] {
  const left = outOf(c, id).map(({ payload }) => payload.amountFen);
  for (const { payload } of c.all('payout.returned', id)) {
    const at = left.indexOf(payload.amountFen);
    if (at >= 0) left.splice(at, 1);
  }
  return left;
}

/**
 * What the bank sends back is one payment, as it was made (docs/spec/money.md 8); what the court has recalled may be less of it, as much as
 * was still to be had. Together never more than went out.
 */
export const asItWentOut: FactGuard<'payout.returned'> = (c, draft, { isRecorded }) => {
  const id = subjectOf(draft);
  const form = forms(c).get(id);
  const { amountFen, kind } = draft.payload;
  if (form === undefined) return undefined;
  const most = withPayeeFen(c, id, form);
  if (amountFen > most) return refuse('amount-exceeds', `这一审批表已支付而未退回的金额为${yuan(most)}，金额不能超过`, basis); // prettier-ignore
  const payments = notBack(c, id);
  if (isRecorded === true || kind === 'recalled' || payments.includes(amountFen)) return undefined;
  const each = [...new Set(payments)];
  return refuse(
    'amount-differs',
    `退票应为所付的一笔：${each.map(yuan).join('、')}；本院追回的，kind 写 recalled`,
    basis,
    each.map((fen) => ({ id: 'amountFen', zh: `${fen}分` })),
  );
};
