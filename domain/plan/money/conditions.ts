import { law, plan } from '../../nodes/basis.ts';
import { refuse } from '../../record/refusal.ts';
import { afterFor, type Conditions, type FactGuard, subjectOf } from '../guard.ts';
import { restFen } from './readings.ts';

const basis = plan('三·一(五)1');
const yuan = (fen: number): string => `${(fen / 100).toFixed(2)}元`;

const sameSum: FactGuard<'funds.confirmed'> = (c, { subject, payload }) => {
  const arrived = c.first('funds.arrived', subject)?.payload.amountFen;
  if (arrived === undefined || arrived === payload.amountFen) return undefined;
  return refuse('amount-differs', `确认金额与到账金额${yuan(arrived)}不符；到账有误的，请先更正到账记录`, basis);
};

const withinReceipt: FactGuard<'payout.applied' | 'payout.approved' | 'payout.paid'> = (c, draft) => {
  const rest = restFen(c, subjectOf(draft));
  if (draft.payload.amountFen <= rest) return undefined;
  return refuse('amount-exceeds', `超出该笔案款未发放余额${yuan(rest)}`, basis);
};

/** Approval follows a review of the material that passed, after the last application (法发〔2017〕6号12). */
const materialReviewed: FactGuard<'payout.approved'> = (c, { subject }) => {
  const applied = c.last('payout.applied', subject);
  const reviewed = c.last('payout.material-reviewed', subject);
  if (applied !== undefined && reviewed !== undefined && reviewed.seq > applied.seq && reviewed.payload.passed)
    return undefined;
  return refuse('not-reviewed', '案款管理员尚未审查通过最近一次发放申请的材料', law('法发〔2017〕6号 12'), [
    { id: 'payout.material-reviewed', zh: '审查发放材料' },
  ]);
};

/** Finance acts on an approval that it has not sent back; it pays no more than was approved. */
const approvedSum: FactGuard<'payout.rejected' | 'payout.paid'> = (c, { subject, node, payload }) => {
  const approved = c.last('payout.approved', subject);
  const rejected = c.last('payout.rejected', subject);
  if (approved === undefined || (rejected !== undefined && rejected.seq > approved.seq)) {
    return refuse('not-approved', '财务手中没有有效的发放审批表', basis, [{ id: 'payout.approved', zh: '批准发放' }]);
  }
  if (node !== 'payout.paid') return undefined;
  const paid = c.all('payout.paid', subject).filter((f) => f.seq > approved.seq);
  const left = approved.payload.amountFen - paid.reduce((sum, f) => sum + f.payload.amountFen, 0);
  if (payload.amountFen <= left) return undefined;
  return refuse('amount-exceeds', `超出审批表尚可支付的${yuan(left)}`, basis);
};

export const moneyConditions = {
  'funds.confirmed': { check: [sameSum] },
  'payout.applied': { check: [afterFor('funds.confirmed'), withinReceipt] },
  'payout.material-reviewed': { check: [afterFor('payout.applied')] },
  'payout.approved': { check: [afterFor('payout.applied'), materialReviewed, withinReceipt] },
  'payout.rejected': { check: [approvedSum] },
  'payout.paid': { check: [approvedSum, withinReceipt] },
} satisfies Conditions;
