import { refuse } from '../../case/refusal.ts';
import { law, plan } from '../basis.ts';
import type { FactGuard } from '../node.ts';
import { restFen } from '../readings/money.ts';

const basis = plan('三·一(五)1');
const yuan = (fen: number): string => `${(fen / 100).toFixed(2)}元`;
/** The amount of a money node's payload; these guards stand only on rows whose schema requires it. */
const amount = (payload: unknown): number => (payload as { amountFen: number }).amountFen; // see above
const receipt = (subject: string | null): string => subject ?? ''; // these rows require a subject: decide checks it

export const sameSum: FactGuard = (c, { subject, payload }) => {
  const arrived = c.first('funds.arrived', subject)?.payload.amountFen;
  return arrived === undefined || arrived === amount(payload)
    ? undefined
    : refuse('amount-differs', `确认金额与到账金额${yuan(arrived)}不符；到账有误的，请先更正到账记录`, basis);
};

export const withinReceipt: FactGuard = (c, { subject, payload }) => {
  const rest = restFen(c, receipt(subject));
  return amount(payload) <= rest ? undefined : refuse('amount-exceeds', `超出该笔案款未发放余额${yuan(rest)}`, basis);
};

export const confirmedFirst: FactGuard = (c, { subject }) =>
  c.first('funds.confirmed', subject)
    ? undefined
    : refuse('not-confirmed', '财务尚未确认该笔案款，不能申请发放', basis, [
        { id: 'funds.confirmed', zh: '逐笔确认案款' },
      ]);

export const payoutApplied: FactGuard = (c, { subject }) =>
  c.first('payout.applied', subject)
    ? undefined
    : refuse('not-applied', '该笔案款尚无发放申请', basis, [{ id: 'payout.applied', zh: '提交发放申请' }]);

/** Approval follows a review of the material that passed, after the last application (法发〔2017〕6号12). */
export const materialReviewed: FactGuard = (c, { subject }) => {
  const applied = c.last('payout.applied', subject);
  const reviewed = c.last('payout.material-reviewed', subject);
  if (applied === undefined)
    return refuse('not-applied', '该笔案款尚无发放申请', basis, [{ id: 'payout.applied', zh: '提交发放申请' }]);
  return reviewed !== undefined && reviewed.seq > applied.seq && reviewed.payload.passed
    ? undefined
    : refuse('not-reviewed', '案款管理员尚未审查通过最近一次发放申请的材料', law('法发〔2017〕6号 12'), [
        { id: 'payout.material-reviewed', zh: '审查发放材料' },
      ]);
};

/** Finance acts on an approval that it has not sent back; it pays no more than was approved. */
export const approvedSum: FactGuard = (c, { subject, node, payload }) => {
  const approved = c.last('payout.approved', subject);
  const rejected = c.last('payout.rejected', subject);
  if (approved === undefined || (rejected !== undefined && rejected.seq > approved.seq)) {
    return refuse('not-approved', '财务手中没有有效的发放审批表', basis, [{ id: 'payout.approved', zh: '批准发放' }]);
  }
  if (node !== 'payout.paid') return undefined;
  const paid = c.all('payout.paid', subject).filter((f) => f.seq > approved.seq);
  const left = approved.payload.amountFen - paid.reduce((sum, f) => sum + f.payload.amountFen, 0);
  return amount(payload) <= left ? undefined : refuse('amount-exceeds', `超出审批表尚可支付的${yuan(left)}`, basis);
};
