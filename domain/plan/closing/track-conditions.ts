import { assetKind } from '../../nodes/asset-kinds.ts';
import { plan } from '../../nodes/basis.ts';
import { refuse } from '../../record/refusal.ts';
import { assetsInForce, orderOf } from '../control/measures.ts';
import { after, type CaseGuard, type Conditions } from '../guard.ts';
import { isOnTrack } from './track.ts';

const basis = plan('三·七12');

/** Nothing is first in order that would have to be disposed of (plan §0 D3). */
const nothingToDisposeOf: CaseGuard = (c) => {
  const held = assetsInForce(c).filter(
    ({ id, kind }) => assetKind(kind).disposal === true && orderOf(c, id) === 'first',
  );
  if (held.length === 0) return undefined;
  return refuse('node-missing', '有首先控制、应当处置的财产，不能进入终本轨道：先处置或者解除', basis, [
    ...held.map(({ id, description }) => ({ id, zh: `${description}（asset.released）` })),
  ]);
};

const offTrack: CaseGuard = (c) => (isOnTrack(c) ? refuse('already-recorded', '本案已在终本轨道', basis) : undefined);

const stillOnTrack: CaseGuard = (c) =>
  isOnTrack(c)
    ? undefined
    : refuse('node-missing', '本案不在终本轨道', basis, [{ id: 'termination-track.entered', zh: '进入终本轨道' }]);

export const trackConditions = {
  'termination-track.entered': { when: [after('asset-schedule.filed'), nothingToDisposeOf, offTrack] },
  'termination-track.left': { when: [stillOnTrack] },
} satisfies Conditions;
