import { nodeRow } from '../../nodes/index.ts';
import { type Missing, refuse } from '../../record/refusal.ts';
import { assetsInForce } from '../control/measures.ts';
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

/** It is said again only where more, or less, was carried out. */
const anotherResult: AskGuard<'preservation.carried-out'> = (c, { payload: { result } }) => {
  const last = c.last('preservation.carried-out');
  return last?.payload.result === result
    ? refuse('already-recorded', `保全实施的结果已登记（第${last.seq}号记录）；结果有变的才再次登记`, basis)
    : undefined;
};

export const preservationConditions = {
  'preservation.carried-out': {
    asks: [asControlled, anotherResult],
    among: () => [{ result: 'full' }, { result: 'partial' }, { result: 'none' }],
  },
} satisfies Conditions;
