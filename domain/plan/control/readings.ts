import { assetKind } from '../../nodes/asset-kinds.ts';
import type { Case } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { whenGroundHolds } from '../closing/grounds.ts';
import type { Opening, Pointless } from '../deadline.ts';
import { isBehind } from '../opens.ts';
import { assetsInOrder, leadNodes } from './assets.ts';
import { debtNotices } from './debts.ts';
import { type AssetStep, isControl, measureOf, stepsOf } from './measures.ts';
import { stagesOf } from './stages.ts';

/** Whether a measure was in force on an asset when a fact came. */
export const isHeldBefore = (c: Case, asset: string, fact: Fact): boolean =>
  (stagesOf(c, asset).findLast(({ step }) => inOrder(step, fact) < 0)?.hold.controls.length ?? 0) > 0;

/** The first control of an asset, decision to take none, or notice to its debtor, behind an opening. */
export const dealtWith = (c: Case, asset: string, opening: Pick<Opening, 'at' | 'seq'>): Fact | undefined =>
  [...stepsOf(c, asset).filter((f) => isControl(f) || f.node === 'asset.skipped'), ...debtNotices(c, asset)]
    .toSorted(inOrder)
    .find((f) => isBehind(f, opening));

/** How an asset leaves a case (plan §2, `∅`). */
const left = [
  ['asset.released', '该项财产已经解除控制'],
  ['asset.disposed', '该项财产已经处置'],
  ['asset.passed-on', '该项财产的控制已经转入他案'],
] as const;

/** The control of an asset ran out behind an opening, and nothing that is first in order is left (plan §0 D2). */
function runOut(c: Case, opening: Opening): Pointless | undefined {
  const stage = stagesOf(c, opening.subject ?? '').find(
    ({ step, before, hold }) =>
      step.node === 'asset.expired' &&
      before.first !== undefined &&
      hold.first === undefined &&
      isBehind(step, opening),
  );
  return stage && { at: stage.step.at, seq: stage.step.seq, zh: '该项财产的控制已经届满' };
}

/** `∅` of a row about an asset: a ground holds, or the asset is released or disposed of, or its control has run out (plan §2). */
export function whenGroundOrReleased(c: Case, opening: Opening): Pointless | undefined {
  let first = whenGroundHolds(c);
  const orFirst = (next: Pointless | undefined) => {
    if (next !== undefined && (first === undefined || next.at < first.at)) first = next;
  };
  for (const [node, zh] of left) {
    const fact = c.all(node, opening.subject).find((f) => isBehind(f, opening));
    orFirst(fact && { at: fact.at, seq: fact.seq, zh });
  }
  orFirst(runOut(c, opening));
  return first;
}

/** Each lead with its asset, in order; one that names none asks for no control. */
export const leadsWithAsset = (c: Case) =>
  leadNodes
    .flatMap((node) => c.all(node))
    .toSorted(inOrder)
    .flatMap((fact) => fact.payload.leads.flatMap(({ id, asset }) => (asset ? [{ fact, id, asset: asset.id }] : [])));

/** The asset of a lead; undefined where it names none. */
export const assetOfLead = (c: Case, lead: string | null): string | undefined =>
  leadsWithAsset(c).find(({ id }) => id === lead)?.asset;

/** The fact at which each titled asset first came to be first in order (三·一(二)5). */
export const firstInOrder = (c: Case): readonly Opening[] =>
  assetsInOrder(c)
    .filter(({ kind }) => assetKind(kind).titled)
    .flatMap(({ id }) => {
      const first = stagesOf(c, id).find(({ hold }) => hold.first !== undefined)?.step;
      return first === undefined ? [] : [{ at: first.at, seq: first.seq, subject: id }];
    });

/** Whether a step says that the thing itself was taken. */
export const isSeizure = (step: AssetStep): boolean =>
  measureOf(step) === 'seized' || (step.node === 'asset.sealed' && step.payload.seized === true);

/** Each vehicle or vessel that came to be first in order while nobody had it, anew after each release (三·七6). */
export const firstUnseized = (c: Case): readonly Opening[] =>
  assetsInOrder(c)
    .filter(({ kind }) => assetKind(kind).control === 'seal-vehicle')
    .flatMap(({ id }) =>
      stagesOf(c, id)
        .filter(({ hold, before }) => hold.first !== undefined && before.first === undefined)
        .filter(({ hold }) => !hold.controls.some(isSeizure))
        .map(({ step: { at, seq } }) => ({ at, seq, subject: id })),
    );
