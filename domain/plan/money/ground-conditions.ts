// For what money goes elsewhere than to a creditor, and how much of it may: docs/spec/money.md 6 (rank 6), 8.
import { yuan } from '../../money/yuan.ts';
import { law } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import { groundsTo, type PayoutGround, payoutGrounds, shownByDocument, payoutsTo } from '../../nodes/payouts-to.ts';
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import { dateOf } from '../../time/instant.ts';
import { defaultSettings } from '../court-settings.ts';
import { type FactGuard, subjectOf } from '../guard.ts';
import { isTakenOver } from '../persons.ts';
import { appliedAsked, fenAsked, type FormStep, hasGone, ownForm, receiptAsked } from './dispute-conditions.ts';
import { type Form, forms } from './forms.ts';
import { type MustStay, mustStay, surplusFen } from './surplus.ts';

const basis = law('法发〔2017〕6号');
type Applied = Form['applied']['payload'];

const choice = (may: readonly PayoutGround[]): string => may.map((id) => `${id} ${payoutGrounds[id]}`).join('；');

/** A form says for what its money goes back, is kept or goes elsewhere, and nothing of the kind where it goes to whom it is for. */
export const grounded: FactGuard<'payout.applied'> = (c, draft, standing) => {
  const { to, ground, document } = draft.payload;
  const may = groundsTo[to];
  const isGiven = ground !== undefined || (document !== undefined && to !== 'third-party'); // what a cost was for
  if (may === undefined)
    return isGiven ? refuse('bad-value', `发放给“${payoutsTo[to]}”的，不写事由（ground）和文书（document）`, basis, [{ id: ground === undefined ? 'document' : 'ground', zh: '去掉' }]) : undefined; // prettier-ignore
  if (ground !== undefined && !may.includes(ground))
    return refuse('bad-value', `发放给“${payoutsTo[to]}”的，事由可写：${choice(may)}`, basis, may.map((id) => ({ id, zh: payoutGrounds[id] }))); // prettier-ignore
  if (isTakenOver(c, draft, standing)) return undefined;
  if (ground === undefined)
    return refuse('missing-field', `发放给“${payoutsTo[to]}”的，请写明事由（ground）：${choice(may)}`, basis, [{ id: 'ground', zh: '缺少' }]); // prettier-ignore
  return shown(c, ground, document);
};

/** On which grounds an ending of enforcement leaves the payer what was paid (民诉法268). */
const terminatedOn = (c: Case, ...grounds: readonly FactOf<'enforcement.terminated'>['payload']['ground'][]): boolean =>
  c.all('enforcement.terminated').some(({ payload }) => grounds.includes(payload.ground));

/** What makes a ground true stands in the record, or in a document where no fact of the catalogue says it. */
function shown(c: Case, ground: PayoutGround, document = ''): Refusal | undefined {
  if (ground === 'not-enforced') {
    const says = ['enforcement.refused', 'enforcement.dismissed', 'enforcement.terminated'] as const;
    const isSo = c.first(says[0]) !== undefined || c.first(says[1]) !== undefined || terminatedOn(c, '268-1', '464');
    return isSo ? undefined : refuse('node-missing', `本案没有不再执行的裁定：请先登记裁定不予执行、驳回申请，或者因撤回申请终结执行`, basis, says.map((id) => ({ id, zh: nodeRow(id).zh, basis: nodeRow(id).basis.zh }))); // prettier-ignore
  }
  if (!shownByDocument.has(ground) || document.trim() !== '') return undefined;
  if (ground === 'set-aside' && terminatedOn(c, '268-2')) return undefined;
  return refuse('missing-field', `事由为“${payoutGrounds[ground]}”的，请在 document 写明文书、凭证`, basis, [{ id: 'document', zh: '缺少' }]); // prettier-ignore
}

/** Whether a form takes what is left over: one that goes back without saying for what, as forms did before they had to, does. */
const isOfSurplus = ({ to, ground }: Applied): boolean =>
  ground === 'surplus' || to === 'treasury' || (to === 'refund' && ground === undefined);

/** What of fines that were decided has not gone to the treasury yet, but for one form. */
function finesFen(c: Case, own: string): number {
  const fines = c.all('sanction.decided').filter(({ subject, payload }) => payload.kind === 'fine' && !isLifted(c, subject)); // prettier-ignore
  const others = [...forms(c)].filter(([id, { applied }]) => id !== own && applied.payload.to === 'treasury');
  return others.reduce((fen, [, form]) => fen - form.reservedFen - form.paidFen, sumFines(fines));
}

const sumFines = (fines: readonly FactOf<'sanction.decided'>[]): number =>
  fines.reduce((fen, { payload }) => fen + (payload.amountFen ?? 0), 0);

const isLifted = (c: Case, sanction: string | null): boolean =>
  c.all('sanction.ended', sanction).some(({ payload: { how } }) => how === 'lifted' || how === 'revoked');

const parts = { costs: '变价费用', fee: '执行费', claim: '本案债权', others: '参与分配的债权' } as const;

/** What has to stay, in words: part by part, as far as there is any. */
const staying = (stay: MustStay): string =>
  (Object.keys(parts) as (keyof typeof parts)[]) // the keys of a constant record are exactly its type
    .flatMap((part) => ((stay[part] ?? 0) > 0 ? [`${parts[part]}${yuan(stay[part] ?? 0)}`] : []))
    .join('、');

/** What goes back as surplus, or to the treasury, is really left over: while creditors are owed of the receipt nothing is (docs/spec/money.md 6, 8). */
export const withinSurplus: FactGuard<FormStep> = (c, draft, standing) => {
  const own = ownForm(c, draft);
  const applied = appliedAsked(c, draft);
  if (applied === undefined || !isOfSurplus(applied)) return undefined;
  if (hasGone(c, draft) || isTakenOver(c, draft, standing)) return undefined;
  if (applied.to === 'treasury' && c.filed.payload.criminal === true) return undefined; // it is the creditor
  const { feeRank } = standing.settings ?? defaultSettings;
  const receipt = receiptAsked(c, draft);
  const stay = mustStay(c, receipt, { on: dateOf(draft.at), feeRank });
  const fines = applied.to === 'treasury' ? Math.max(finesFen(c, applied.form), 0) : 0;
  const most = surplusFen(c, receipt, stay, own?.reservedFen ?? 0) + fines;
  const asks = fenAsked(c, draft);
  if (Math.min(asks, standing.holds?.get(applied.form) ?? asks) <= most) return undefined;
  const why = stay.claim === null ? '申请执行的内容有金额未定的，不能确定余款' : `尚须留给${staying(stay)}`;
  const zh = `案款 ${receipt} ${why}，作为余款至多发放${yuan(most)}；${applied.to === 'refund' && applied.ground === undefined ? '另有事由的，请退回或者撤回审批表，另提交发放申请并写明事由（ground）' : '债权已放弃、履行、变更的，请先登记'}`; // prettier-ignore
  return refuse('exceeds-share', zh, basis, [{ id: 'amountFen', zh: `至多${most}分` }]);
};

/** What is kept for a creditor is kept for what the form says. */
export const sameGround: FactGuard<'payout.escrowed'> = (c, draft) => {
  const ground = forms(c).get(subjectOf(draft))?.applied.payload.ground;
  if (ground === undefined || ground === draft.payload.ground) return undefined;
  return refuse('form-differs', `与审批表的事由“${payoutGrounds[ground]}”（${ground}）不一致`, basis, [{ id: 'ground', zh: `审批表：${ground}` }]); // prettier-ignore
};
