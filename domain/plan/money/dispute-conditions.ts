import { yuan } from '../../money/yuan.ts';
import { law } from '../../nodes/basis.ts';
import type { Case } from '../../record/case.ts';
import { named, refuse, type Refusal } from '../../record/refusal.ts';
import { dateOf } from '../../time/instant.ts';
import { type AskGuard, type DeadlinesOpened, type FactGuard, subjectOf } from '../guard.ts';
import { isTakenOver } from '../persons.ts';
import { disputedHeldIn } from './disputed-held.ts';
import { openlyDisputedFen, plannedIn, planOf, settledAs } from './disputes.ts';
import { type Form, forms, isOut, type OutNode } from './forms.ts';
import { mayObject } from './may-object.ts';
import { drawnFen, drawsOnShare, NOBODY, onItsWay, shareDrawn, shareFen } from './plan-shares.ts';
import { freeFen, restFen } from './readings.ts';

const basis = law('民诉解释510');
/** What promises or moves a form's money. */
export type FormStep = 'payout.applied' | 'payout.approved' | 'payout.sent' | OutNode;
type Asked = Parameters<AskGuard<FormStep>>[1];

/** The form that a draft is about; an application makes its own. */
export const ownForm = (c: Case, draft: Asked): Form | undefined =>
  draft.node === 'payout.applied' ? undefined : forms(c).get(subjectOf(draft));

export const receiptAsked = (c: Case, draft: Asked): string =>
  draft.node === 'payout.applied' ? subjectOf(draft) : (ownForm(c, draft)?.receipt ?? '');

/** What the bank was told to pay, or its own line says it has paid, is told as it went: the money is gone. */
export const hasGone = (c: Case, draft: Asked): boolean =>
  isOut(draft) &&
  (ownForm(c, draft)?.sent !== undefined || ('line' in draft.payload && draft.payload.line !== undefined));

/** What a form asks to be promised or moved: itself, as it is put to the bank what it has been approved for. */
export const fenAsked = (c: Case, draft: Asked): number =>
  draft.node === 'payout.sent' ? (ownForm(c, draft)?.leftFen ?? 0) : draft.payload.amountFen;

/** The form that is asked for, as it says itself. */
export const appliedAsked = (c: Case, draft: Asked): Form['applied']['payload'] | undefined =>
  draft.node === 'payout.applied' ? draft.payload : ownForm(c, draft)?.applied.payload;

/**
 * What of a receipt a form could have at all: what others have been promised is out of reach, once it is being paid only what lies with the
 * bank for them.
 */
export function withinReachFen(c: Case, draft: Asked): number {
  const receipt = receiptAsked(c, draft);
  const own = ownForm(c, draft);
  if (!isOut(draft) && draft.node !== 'payout.sent') return freeFen(c, receipt) + (own?.reservedFen ?? 0);
  const others = [...forms(c).values()].filter((form) => form.receipt === receipt && form !== own);
  return others.reduce((fen, form) => fen - onItsWay(form), restFen(c, receipt));
}

/** What is asked, and of what form, as far as that is known. */
interface Reaching {
  readonly fen: number;
  readonly applied: Form['applied']['payload'] | undefined;
}

/** Refuses a sum that reaches into what is disputed, but of whoever gets it in any case: within what nobody disputes of their share, and not out of what is held back. */
function reachesDisputed(c: Case, draft: Asked, { fen, applied }: Reaching): Refusal | undefined {
  const receipt = receiptAsked(c, draft);
  const disputed = openlyDisputedFen(c, receipt);
  const reach = withinReachFen(c, draft);
  const most = Math.max(reach - disputed, 0);
  if (disputed === 0 || fen <= most || hasGone(c, draft)) return undefined;
  const share = applied && shareLeft(c, draft, applied);
  if (share !== undefined && fen <= Math.min(share.fen, reach - disputedHeldIn(c, receipt))) return undefined;
  const zh = `案款 ${receipt} 中${yuan(disputed)}的分配有争议，分配确定（distribution.settled）以前至多发放${yuan(most)}`;
  return refuse('in-dispute', zh, basis, [{ id: 'distribution.settled', zh: '分配确定' }]);
}

/** What a plan distributes is paid to nobody while somebody may still object to it (docs/spec/money.md 7.3), nor a share of it out of the rest. */
function tooSoon(c: Case, draft: Asked, { fen, applied }: Reaching, standing: DeadlinesOpened): Refusal | undefined {
  const receipt = receiptAsked(c, draft);
  const planned = planOf(c, receipt);
  if (planned === undefined || settledAs(c, planned) || hasGone(c, draft) || isTakenOver(c, draft, standing))
    return undefined;
  const rest = freeFen(c, receipt) + (ownForm(c, draft)?.reservedFen ?? 0) - plannedIn(c, planned, receipt);
  const most = applied !== undefined && drawsOnShare(c, planned, applied) ? 0 : Math.max(rest, 0);
  if (fen <= most) return undefined;
  const waiting = mayObject(c, planned, { on: dateOf(draft.at), deadlines: standing.deadlines() });
  if (waiting.length === 0) return undefined;
  const zh = `案款 ${receipt} 在分配：${named(waiting)}的异议期限届满以前，分配的部分不能发放，至多发放${yuan(most)}`;
  return refuse('too-early', zh, basis, waiting.map((id) => ({ id, zh: '尚可提出异议' }))); // prettier-ignore
}

/** Refuses a sum that is disputed, or that somebody may come to dispute. */
const undisputed = (c: Case, draft: Asked, reaching: Reaching, standing: DeadlinesOpened): Refusal | undefined =>
  reachesDisputed(c, draft, reaching) ?? tooSoon(c, draft, reaching, standing);

/** Something undisputed is left. */
export const undisputedLeft: AskGuard<FormStep> = (c, draft, standing) =>
  undisputed(c, draft, { fen: 1, applied: ownForm(c, draft)?.applied.payload }, standing);

/** No more is paid than nobody disputes, or may come to dispute. */
const withinUndisputed: FactGuard<FormStep> = (c, draft, standing) =>
  undisputed(c, draft, { fen: fenAsked(c, draft), applied: appliedAsked(c, draft) }, standing);

/** What other forms of the same share count for beside what was paid: all that is asked, all that is approved, what lies with the bank. */
export function countsFor({ node }: Asked, form: Form): number {
  if (node === 'payout.applied') return form.reservedFen;
  return node === 'payout.approved' ? form.leftFen : onItsWay(form);
}

/** What is left of the share that a form draws on, and whose that is; undefined: it draws on none. */
function shareLeft(c: Case, draft: Asked, applied: Form['applied']['payload']): { readonly key: string; readonly fen: number } | undefined {
  const planned = planOf(c, receiptAsked(c, draft));
  const key = planned && shareDrawn(c, planned, applied);
  if (planned === undefined || key === undefined) return undefined;
  const before = drawnFen(c, planned, key, (form, id) => (id === applied.form ? 0 : countsFor(draft, form)));
  return { key, fen: Math.max(shareFen(c, planned, key) - before, 0) };
} // prettier-ignore

/** From the plan on nobody gets more of its receipts than their share: as planned and not disputed, once it is settled as settled (民诉解释509, 510). */
const withinPlannedShare: FactGuard<FormStep> = (c, draft, standing) => {
  const planned = planOf(c, receiptAsked(c, draft));
  const applied = appliedAsked(c, draft);
  if (planned === undefined || applied === undefined || isTakenOver(c, draft, standing)) return undefined;
  if (hasGone(c, draft)) return undefined;
  const share = shareLeft(c, draft, applied);
  if (share === undefined || fenAsked(c, draft) <= share.fen) return undefined;
  const { key, fen: most } = share;
  const whose = key === NOBODY ? '分给债权人以外的部分' : `“${applied.payee}”`;
  const by = settledAs(c, planned) === undefined ? '分配方案中没有争议的部分' : '已确定的分配';
  return refuse('exceeds-share', `依${by}，${whose}还可以发放${yuan(most)}`, basis, [
    { id: 'amountFen', zh: `至多${most}分` },
  ]);
};

/** What is asked of every sum of a receipt that is distributed. */
export const fair = [withinUndisputed, withinPlannedShare];
