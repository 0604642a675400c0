import { yuan } from '../../money/yuan.ts';
import { nodeRow } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import { type Missing, refuse } from '../../record/refusal.ts';
import { assetsInForce, frozenFen, heldFen, holdOf } from '../control/measures.ts';
import type { AskGuard, Conditions } from '../guard.ts';

const { basis } = nodeRow('preservation.carried-out');
const missing = (id: 'asset.frozen' | 'asset.sealed' | 'asset.seized' | 'asset.released'): Missing => ({
  id,
  zh: nodeRow(id).zh,
  basis: nodeRow(id).basis.zh,
});

/** What was carried out shows in the controls: something is in force, or nothing is where nothing was found. */
const asControlled: AskGuard<'preservation.carried-out'> = (c, { payload: { result } }) => {
  const held = assetsInForce(c);
  if (result === 'none' && held.length > 0) {
    const zh = `${held.map(({ id }) => id).join('、')} 已经控制，不是没有可供保全的财产；结果请写全部（full）或者部分（partial）`;
    return refuse('not-qualified', zh, basis, [missing('asset.released')]);
  }
  if (result === 'none' || held.length > 0) return undefined;
  const zh = '尚未登记任何控制措施：请先登记所冻结、查封、扣押的财产；没有可供保全的财产的，结果请写没有（none）';
  return refuse('node-missing', zh, basis, [missing('asset.frozen'), missing('asset.sealed'), missing('asset.seized')]);
};

/** What is held of the sum that was to be preserved, in fen; null where something first in order is worth what nobody knows. */
const heldOfAll = (c: Case): number | null =>
  assetsInForce(c).reduce<number | null>((sum, { id, valueFen }) => {
    const hold = holdOf(c, id);
    const unknown = hold.first !== undefined && frozenFen(hold.control, valueFen) === null;
    return sum === null || unknown ? null : sum + heldFen(hold, valueFen);
  }, 0);

/** All of it is what was applied for: what only waits, or holds less, is a part; a part of it is less (财产保全规定15). */
const asMuchAsHeld: AskGuard<'preservation.carried-out'> = (c, { payload: { result } }, { believed, isRecorded }) => {
  const { claimFen } = c.filed.payload;
  if (result === 'none' || claimFen === null || believed === true || isRecorded === true) return undefined;
  const fen = heldOfAll(c);
  if (fen === null || fen >= claimFen === (result === 'full')) return undefined;
  const sums = `申请保全${yuan(claimFen)}，首先控制的财产合计${yuan(fen)}`;
  if (result === 'partial') return refuse('amount-differs', `${sums}，已是全部；结果请写全部（full）`, basis);
  const zh = `${sums}，不足全部；结果请写部分（partial），或者先登记所控制的其他财产`;
  return refuse('amount-differs', zh, basis, [
    missing('asset.frozen'),
    missing('asset.sealed'),
    missing('asset.seized'),
  ]);
};

/** It is said again only where more, or less, was carried out. */
const anotherResult: AskGuard<'preservation.carried-out'> = (c, { payload: { result } }) => {
  const last = c.last('preservation.carried-out');
  return last?.payload.result === result
    ? refuse('already-recorded', `保全实施的结果已登记（第${last.seq}号记录）；结果有变的才再次登记`, basis)
    : undefined;
};

export const preservationConditions = {
  'preservation.carried-out': {
    asks: [asControlled, asMuchAsHeld, anotherResult],
    among: () => [{ result: 'full' }, { result: 'partial' }, { result: 'none' }],
  },
} satisfies Conditions;
