// What a form may have at most: its side's share of the accounting, what creditors have not got, the fee (docs/spec/money.md 6).
import { canonical } from '../../record/canonical.ts';
import { yuan } from '../../money/yuan.ts';
import { law } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { applicants } from '../../record/parties.ts';
import { named, refuse, type Refusal } from '../../record/refusal.ts';
import { dateOf } from '../../time/instant.ts';
import { type CourtSettings, defaultSettings } from '../court-settings.ts';
import { type FactGuard, lacking } from '../guard.ts';
import { isTakenOver } from '../persons.ts';
import { accountingOf } from './accounting.ts';
import { participantsLack, waitsForPlan } from './claimants.ts';
import { sharesLeft } from './creditor-shares.ts';
import {
  appliedAsked,
  countsFor,
  fenAsked,
  type FormStep,
  hasGone,
  ownForm,
  receiptAsked,
} from './dispute-conditions.ts';
import { behindFee } from './fee-kept.ts';
import { feeOn, feeTakesFen } from './fee-takes.ts';
import { servesClaim, sideOf } from './for-whom.ts';
import { type Form, forms, sum } from './forms.ts';
import { isClaimGrowing } from './owed.ts';
import { allocatedAs, claimItems, leftCaseFen } from './serving.ts';
import { freeFen, leftFen } from './readings.ts';
import { planOf } from './disputes.ts';

const basis = law('民法典第561条');
const feeBasis = law('诉讼费用交纳办法第14条');

type Asked = Parameters<FactGuard<FormStep>>[1];
type Applied = Form['applied']['payload'];

/** What other forms have beside what was paid by them, as far as it counts at this step. */
const othersFen = (c: Case, draft: Asked, isOurs: (form: Form) => boolean): number =>
  [...forms(c).values()].reduce((fen, form) => (form !== ownForm(c, draft) && isOurs(form) ? fen + countsFor(draft, form) : fen), 0); // prettier-ignore

/** Against what a form is held. */
interface Against {
  readonly draft: Asked;
  readonly own: Applied;
  readonly stands: FactOf<'funds.allocated'>;
}

/** An accounting that stands no more: another was made since, or what it was asked of has changed (money.md 6). */
function stale(c: Case, { draft, own, stands }: Against, feeRank: CourtSettings['feeRank']): Refusal | undefined {
  const receipt = stands.subject ?? '';
  const isNew = draft.node === 'payout.applied';
  if (isNew && own.allocation !== undefined && own.allocation !== stands.seq)
    return refuse('allocation-stale', `${receipt} 已经重新核算，请写明第${stands.seq}号记录`, basis, [{ id: 'allocation', zh: String(stands.seq) }]); // prettier-ignore
  const { costs, excluded, override, question, shares } = stands.payload;
  if (override !== undefined || (!isNew && sideOf(c, receipt, own) === undefined)) return undefined;
  const computed = accountingOf(c, receipt, { costs, excluded, feeRank, recorded: stands.seq });
  const over = Number(question['amount']) - shares.reduce((fen, share) => fen + share.fen, 0);
  const isThere = leftCaseFen(c, receipt, (seq) => seq > stands.seq) <= over; // what left since was left over
  if (isThere && canonical(computed?.question) === canonical(question)) return undefined;
  return refuse('allocation-stale', `${receipt} 核算（第${stands.seq}号记录）以后，其依据已经变化，请重新核算`, basis, [
    { id: 'funds.allocated', zh: nodeRow('funds.allocated').zh },
  ]);
}

/** No more than the accounting gives to where the form goes, of a creditor's own items to that creditor alone. */
function beyondShare(c: Case, { draft, own, stands }: Against): Refusal | undefined {
  const side = sideOf(c, stands.subject ?? '', own);
  if (side === undefined) return undefined;
  const most = sharesLeft(c, stands, { applied: own, side, had: (form, id) => form.paidFen + (id === own.form ? 0 : countsFor(draft, form)) }); // prettier-ignore
  if (fenAsked(c, draft) <= most) return undefined;
  return refuse('exceeds-share', `依核算，除已发放和申请的以外，该去向还可以发放${yuan(most)}，本次不能超过`, basis, [{ id: 'amountFen', zh: `至多${most}分` }]); // prettier-ignore
}

/** Creditors get no more than they have not got, and no other form keeps for them: what is over is the payer's (money.md 6, rank 6). */
function beyondClaim(c: Case, draft: Asked, own: Applied): Refusal | undefined {
  const left = servesClaim(c, own) ? leftFen(c, { on: dateOf(draft.at), bySums: true }) : null;
  if (left === null) return undefined;
  const kept = othersFen(c, draft, ({ applied }) => servesClaim(c, applied.payload));
  const most = Math.max(left - kept, 0);
  if (fenAsked(c, draft) <= most) return undefined;
  return refuse('exceeds-share', `申请执行人尚未得到、也没有申请发放的债权为${yuan(most)}，本次不能超过；多出的退还缴款人（to 写 refund，ground 写 surplus）`, basis, [{ id: 'amountFen', zh: `至多${most}分` }]); // prettier-ignore
}

/** What the fee that is assessed takes of a receipt stays there, where no accounting sets it apart; a plan has a rank of its own for it. */
function feeStays(c: Case, draft: Asked, { own, feeRank }: { readonly own: Applied; readonly feeRank: CourtSettings['feeRank'] }) {
  const receipt = receiptAsked(c, draft);
  if (!behindFee(c, own) || planOf(c, receipt) !== undefined) return undefined;
  const fee = feeTakesFen(c, receipt, { on: dateOf(draft.at), feeRank });
  const most = Math.max(freeFen(c, receipt) + (ownForm(c, draft)?.reservedFen ?? 0) - fee, 0);
  if (fee === 0 || fenAsked(c, draft) <= most) return undefined;
  return refuse('exceeds-share', `已核定的执行费还应从案款 ${receipt} 中收取${yuan(fee)}，本次至多${yuan(most)}；按其他顺序的请先核算（funds.allocated）`, feeBasis, [{ id: 'amountFen', zh: `至多${most}分` }]); // prettier-ignore
} // prettier-ignore

/** Whether some of the claim is one of several creditors' alone: then an accounting says what of a receipt is whose (docs/decisions/110). */
const isOfSeveral = (c: Case): boolean =>
  applicants(c).length > 1 && claimItems(c).some(({ creditor }) => creditor !== undefined);

/** Others have applied to take part: what each gets is planned, and heard, before anybody is paid (民诉解释508, 509; docs/decisions/188). */
function unplanned(c: Case, receipt: string): Refusal | undefined {
  if (waitsForPlan(c, receipt) === undefined) return undefined;
  const waiting = [...participantsLack(c)].flatMap(([creditor, fen]) => (fen > 0 ? [creditor] : []));
  return refuse('node-missing', `${named(waiting)}申请参与分配：案款 ${receipt} 应当先制作财产分配方案（distribution.planned），不再参与的撤回其申请（fact.withdrawn）`, law('民诉解释509'), [{ id: 'distribution.planned', zh: nodeRow('distribution.planned').zh }]); // prettier-ignore
}

/**
 * A form stays within what the accounting that stands gives to where it goes, and creditors within their claim: asked when it is applied for,
 * approved and put to the bank or paid, for another form, a waiver, another accounting may have come between.
 */
export const withinShare: FactGuard<FormStep> = (c, draft, standing) => {
  const own = appliedAsked(c, draft);
  if (own === undefined || standing.isRecorded === true || hasGone(c, draft) || isTakenOver(c, draft, standing)) return undefined; // prettier-ignore
  const receipt = receiptAsked(c, draft);
  const stands = allocatedAs(c, receipt);
  const { feeRank } = standing.settings ?? defaultSettings;
  const planned = planOf(c, receipt);
  const waits = servesClaim(c, own) ? unplanned(c, receipt) : undefined;
  if (waits !== undefined) return waits;
  if (stands === undefined) {
    const isAsked = draft.node === 'payout.applied' && planned === undefined && servesClaim(c, own) && (isClaimGrowing(c) || isOfSeveral(c)); // prettier-ignore
    if (isAsked || own.allocation !== undefined) return lacking('funds.allocated', `${receipt} `);
    return beyondClaim(c, draft, own) ?? feeStays(c, draft, { own, feeRank });
  }
  const against = { draft, own, stands };
  return stale(c, against, feeRank) ?? beyondShare(c, against) ?? beyondClaim(c, draft, own);
};

/** A fee is no more than is assessed and not taken yet, where no accounting says what of the receipt it is (docs/spec/money.md 6). */
export const withinFee: FactGuard<FormStep> = (c, draft, standing) => {
  const own = appliedAsked(c, draft);
  if (own?.to !== 'court-fee' || allocatedAs(c, receiptAsked(c, draft)) !== undefined) return undefined;
  if (standing.isRecorded === true || hasGone(c, draft) || isTakenOver(c, draft, standing)) return undefined;
  const fee = feeOn(c, dateOf(draft.at));
  if (fee === undefined) return lacking('fee.assessed');
  const others = othersFen(c, draft, ({ applied }) => applied.payload.to === 'court-fee');
  const most = Math.max(fee - sum(c.all('fee.taken')) - others, 0);
  if (fenAsked(c, draft) <= most) return undefined;
  return refuse('exceeds-share', `执行费为${yuan(fee)}，已收取和申请的以外至多${yuan(most)}`, feeBasis, [{ id: 'amountFen', zh: `至多${most}分` }]); // prettier-ignore
};
