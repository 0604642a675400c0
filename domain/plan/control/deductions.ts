import { readInstant } from '../../gate/instant.ts';
import { assetKind } from '../../nodes/asset-kinds.ts';
import type { Case } from '../../record/case.ts';
import { leftFen } from '../money/readings.ts';
import { dateOf } from '../../time/instant.ts';
import type { Opening } from '../deadline.ts';
import { assets, assetsInOrder } from './assets.ts';
import { type AssetStep, frozenFen } from './measures.ts';
import { stagesOf } from './stages.ts';
import { isBehind } from '../opens.ts';

/** Each cash asset when it is frozen first in order, from when that takes effect, anew after each release (三·七9). */
export const cashFrozenFirst = (c: Case): readonly Opening[] =>
  assetsInOrder(c)
    .filter(({ kind }) => assetKind(kind).cash)
    .flatMap(({ id }) =>
      stagesOf(c, id)
        .filter(({ hold, before }) => hold.first !== undefined && before.first === undefined)
        .map(({ step }) => ({ at: effectOf(step), seq: step.seq, subject: id })),
    );

/** When a control or promotion takes effect in this case: never before the filing. */
function effectOf(step: AssetStep): number {
  if (step.node === 'asset.taken-over') return step.at; // it held for another case until then
  const effectiveAt = 'effectiveAt' in step.payload ? step.payload.effectiveAt : undefined;
  return (effectiveAt === undefined ? undefined : readInstant(effectiveAt)) ?? step.at;
}

/**
 * The deduction with which an asset's purpose was met: all that was frozen of it, or, with what was deducted elsewhere
 * since, all that was left of the claim when it was frozen.
 */
export function deductedEnough(c: Case, opening: Opening): { readonly at: number; readonly seq: number } | undefined {
  const deducted = c.all('asset.deducted').filter((f) => isBehind(f, opening));
  if (deducted.length === 0) return undefined;
  const asset = opening.subject ?? '';
  const frozen = c.fact(opening.seq);
  const left = frozen === undefined ? null : leftFen(c, { on: dateOf(frozen.at), last: frozen });
  const valueFen = assets(c).get(asset)?.valueFen ?? null;
  const own = new Map(stagesOf(c, asset).map(({ step, before }) => [step.seq, before]));
  let everyFen = 0;
  return deducted.find(({ seq, payload: { amountFen } }) => {
    everyFen += amountFen;
    if (left !== null && everyFen >= left) return true;
    const before = own.get(seq);
    if (before === undefined) return false;
    const all = frozenFen(before.control, valueFen);
    return all === null ? left === null : before.deductedFen + amountFen >= all;
  });
}
