import { law } from '../../nodes/basis.ts';
import type { Case } from '../../record/case.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import { type AskGuard, type FactGuard, subjectOf } from '../guard.ts';
import { personKey } from './creditors.ts';
import { openlyDisputedFen, planOf, settledAs } from './disputes.ts';
import { type Form, forms, isOut, type OutNode } from './forms.ts';
import { freeFen, restFen } from './readings.ts';

const basis = law('民诉解释510');
type Asking = 'payout.applied' | 'payout.approved' | 'payout.sent' | OutNode;
type Paying = Exclude<Asking, 'payout.sent'>;
type Asked = Parameters<AskGuard<Asking>>[1];

const yuan = (fen: number): string => `${(fen / 100).toFixed(2)}元`;

/** The form that a draft is about; an application makes its own. */
const ownForm = (c: Case, draft: Asked): Form | undefined =>
  draft.node === 'payout.applied' ? undefined : forms(c).get(subjectOf(draft));

const receiptOf = (c: Case, draft: Asked): string =>
  draft.node === 'payout.applied' ? subjectOf(draft) : (ownForm(c, draft)?.receipt ?? '');

/** Refuses a sum that reaches into what is disputed; what others have been promised is out of reach too, unless it is being paid. */
function reachesDisputed(c: Case, draft: Asked, fen: number): Refusal | undefined {
  const receipt = receiptOf(c, draft);
  const disputed = openlyDisputedFen(c, receipt);
  const own = ownForm(c, draft)?.reservedFen ?? 0;
  const isSent = isOut(draft) || draft.node === 'payout.sent';
  const most = Math.max((isSent ? restFen(c, receipt) : freeFen(c, receipt) + own) - disputed, 0);
  if (disputed === 0 || fen <= most) return undefined;
  const zh = `案款 ${receipt} 中${yuan(disputed)}的分配有争议，分配确定（distribution.settled）以前至多发放${yuan(most)}`;
  return refuse('in-dispute', zh, basis, [{ id: 'distribution.settled', zh: '分配确定' }]);
}

/** Something undisputed is left. */
export const undisputedLeft: AskGuard<Asking> = (c, draft) => reachesDisputed(c, draft, 1);

/** No more is paid than nobody disputes. */
const withinUndisputed: FactGuard<Paying> = (c, draft) => reachesDisputed(c, draft, draft.payload.amountFen);

/** Creditors by name: others on the court's side of the account have no share. */
const sharing: ReadonlySet<string> = new Set(['applicant', 'third-party']);

/** Once it is settled, nobody gets more of a plan's receipts than their share (民诉解释510). */
const withinShare: FactGuard<Paying> = (c, draft) => {
  const receipt = receiptOf(c, draft);
  const planned = planOf(c, receipt);
  const settled = planned && settledAs(c, planned);
  const own = ownForm(c, draft);
  const applied = draft.node === 'payout.applied' ? draft.payload : own?.applied.payload;
  if (planned === undefined || settled === undefined || applied === undefined || !sharing.has(applied.to))
    return undefined;
  const key = personKey(c, applied.payee);
  const share = settled.payload.shares.find(({ party }) => personKey(c, party) === key)?.amountFen;
  if (share === undefined && applied.to === 'third-party') return undefined; // on the panel's word, as ever
  const before = [...forms(c).values()]
    .filter((form) => planned.payload.receipts.includes(form.receipt))
    .filter(({ applied: { payload } }) => sharing.has(payload.to) && personKey(c, payload.payee) === key)
    .reduce((fen, form) => fen + form.paidFen + (isOut(draft) ? 0 : form.leftFen), 0);
  const most = Math.max((share ?? 0) - before, 0);
  if (draft.payload.amountFen <= most) return undefined;
  return refuse('amount-exceeds', `依已确定的分配，“${applied.payee}”还可以分得${yuan(most)}`, basis, [
    { id: 'amountFen', zh: `至多${most}分` },
  ]);
};

/** What is asked of every sum of a receipt that is distributed. */
export const fair = [withinUndisputed, withinShare];
