import { plan } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import { payoutsTo } from '../../nodes/payouts-to.ts';
import { caseIdOf, isOfOneCourt, parseCaseNumber } from '../../record/case-number.ts';
import { refuse } from '../../record/refusal.ts';
import { type AskGuard, type FactGuard, subjectOf } from '../guard.ts';
import { endings, type Form, forms, type OutNode } from './forms.ts';

const basis = plan('三·一(五)1');

/** Where the money goes says how the form ends (plan §9, `payout.paid`); what was paid before that was asked stays as it is. */
export const asItEnds: AskGuard<OutNode> = (c, draft, { isRecorded }) => {
  const form = forms(c).get(subjectOf(draft));
  if (form === undefined || isRecorded === true) return undefined;
  const { to } = form.applied.payload;
  const right = endings[to];
  if (right === draft.node) return undefined;
  const { zh } = nodeRow(right);
  return refuse('wrong-node', `这一审批表发放给“${payoutsTo[to]}”，应登记“${zh}”（${right}）`, basis, [
    { id: right, zh },
  ]);
};

/** Only what ends with a payment goes to the bank: a fee, a transfer, what is kept in escrow stays in the court's account. */
export const toTheBank: AskGuard<'payout.sent'> = (c, draft) => {
  const form = forms(c).get(subjectOf(draft));
  const right = form === undefined ? 'payout.paid' : endings[form.applied.payload.to];
  if (right === 'payout.paid' || right === 'payout.refunded') return undefined;
  const { zh } = nodeRow(right);
  return refuse('wrong-node', `这一审批表不经银行支付，应登记“${zh}”（${right}）`, basis, [{ id: right, zh }]);
};

/** The case on the form is the one that gets it, however its number is written. */
export const toThatCase: FactGuard<'funds.transferred'> = (c, draft) => {
  const form = forms(c).get(subjectOf(draft));
  const to = caseIdOf(draft.payload.case);
  if (form === undefined || to === caseIdOf(form.applied.payload.payee)) return undefined;
  return refuse('form-differs', `转入的案件与审批表的收款方“${form.applied.payload.payee}”不一致`, basis, [
    { id: 'case', zh: `审批表：${form.applied.payload.payee}` },
  ]);
};

/** Whether a form's money leaves by the bank: only that can come back by it. */
export const throughTheBank = ({ applied }: Form): boolean =>
  ['payout.paid', 'payout.refunded'].includes(endings[applied.payload.to]);

/** Money for another case goes to one of this court, which is there: it arrives in it by itself (money.md 3). */
export const toCaseOfCourt: FactGuard<'payout.applied' | 'funds.transferred'> = (c, { node, payload }, standing) => {
  if (standing.isRecorded === true || (node === 'payout.applied' && payload.to !== 'other-case')) return undefined;
  const named = node === 'payout.applied' ? payload.payee : payload.case;
  const own = c.filed.payload.caseNo;
  const id = parseCaseNumber(named)?.id;
  const isOther = id !== undefined && id !== caseIdOf(own) && isOfOneCourt(own, named);
  if (isOther && (standing.others === undefined || standing.others.has(id))) return undefined;
  const [field, zh] = node === 'payout.applied' ? ['payee', '收款人（payee）写'] : ['case', '转入的案件（case）写'];
  return refuse('not-qualified', `“${named}”不是本院的其他案件：划转他案的，${zh}该案的案号`, basis, [
    { id: field, zh: '本院另一案件的案号' },
  ]);
};
