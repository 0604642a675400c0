import { yuan } from '../../money/yuan.ts';
import type { Case } from '../../record/case.ts';
import { reading } from '../../record/reading.ts';
import type { Missing } from '../../record/refusal.ts';
import { leftFen } from '../money/readings.ts';
import { dateOf } from '../../time/instant.ts';
import { assetsInForce, frozenFen, holdOf } from './measures.ts';

/** What is held first in order and not yet deducted, in fen; of unknown value it is nothing. */
const heldInForceFen = (c: Case): number =>
  assetsInForce(c).reduce((sum, { id, valueFen }) => {
    const { control, first, deductedFen } = holdOf(c, id);
    return first === undefined ? sum : sum + Math.max((frozenFen(control, valueFen) ?? 0) - deductedFen, 0);
  }, 0);

/**
 * That more is held than is left of the claim (plan §0 D2, 查封规定19). It warns and refuses nothing: running interest, costs and
 * a thing that cannot be divided may well ask for it.
 */
export const overControlled = reading((c): readonly Missing[] => {
  const left = leftFen(c, { on: dateOf(c.record.at(-1)?.recordedAt ?? c.filed.at) });
  if (left === null) return [];
  const fen = heldInForceFen(c);
  if (fen <= Math.max(left, 0)) return [];
  const zh =
    left <= 0
      ? `债权已经受偿，仍首先控制${yuan(fen)}：应当解除控制（asset.released）`
      : `已首先控制${yuan(fen)}，尚未受偿的债权为${yuan(left)}，超出${yuan(fen - left)}：明显超标的额的，应当决定解除超出部分（release.decided）`;
  return [{ id: 'over-seizure', zh, basis: '查封规定19' }];
});
