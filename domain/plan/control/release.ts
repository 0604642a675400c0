import type { NodeId } from '../../nodes/index.ts';
import type { Lifting } from '../../nodes/measures.ts';
import type { Case } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { firstGround, freeingGround } from '../closing/grounds.ts';
import type { Opening } from '../deadline.ts';
import { freeing } from '../objections/readings.ts';
import { assetsInOrder } from './assets.ts';
import { pointlessBy } from './losses.ts';
import { stagesOf } from './stages.ts';

/** From the control with which an asset came into force to what set it free. */
interface Stretch {
  readonly from: Fact;
  readonly to: Fact | undefined;
}

function stretchesOf(c: Case, asset: string): readonly Stretch[] {
  const found: { from: Fact; to: Fact | undefined }[] = [];
  for (const { step, hold, before } of stagesOf(c, asset)) {
    const last = found.at(-1);
    if (before.controls.length === 0 && hold.controls.length > 0) found.push({ from: step, to: undefined });
    if (before.controls.length > 0 && hold.controls.length === 0 && last !== undefined) last.to = step;
  }
  return found;
}

/** When a release is due (plan §5): a ground of any kind but 终本 holds, it was decided on that asset, or it was disposed of. */
const grounds = (c: Case, asset: string): readonly Fact[] => {
  const decided = c.all('release.decided').filter((f) => f.payload.granted && f.payload.assets.includes(asset));
  return [freeingGround(c), ...decided, ...freeing(c, asset), ...c.all('asset.disposed', asset)].filter(
    (f) => f !== undefined,
  );
};

/** Grounds that free what was in force when they came about, and nothing that is controlled later. */
const ofOneAsset: ReadonlySet<NodeId> = new Set(['release.decided', 'asset.disposed', 'objection.decided', 'remedy.decided'] as const); // prettier-ignore

/** On what the control of an asset that is in force, or the seals of one disposed of, are to be lifted, as the facts are (plan §5). */
export function liftedOn(c: Case, asset: string): readonly { readonly ground: Lifting; readonly fact: Fact }[] {
  const last = stretchesOf(c, asset).at(-1);
  return grounds(c, asset)
    .filter((f) => !ofOneAsset.has(f.node) || (last !== undefined && inOrder(f, last.from) > 0))
    .map((fact) => ({
      ground: as[fact.node] ?? (firstGround(c)?.kind === 'performed' ? 'claim-met' : 'ending'),
      fact,
    }));
}

const as: { readonly [N in NodeId]?: Lifting } = {
  'release.decided': 'decided',
  'objection.decided': 'ruling',
  'remedy.decided': 'ruling',
  'asset.disposed': 'disposed',
};

/** Each asset in force, waiting ones too, when its release is due: once for each time that it came into force. */
export const releasesDue = (c: Case): readonly Opening[] =>
  assetsInOrder(c).flatMap(({ id }) =>
    stretchesOf(c, id).flatMap(({ from, to }): Opening[] => {
      const due = grounds(c, id)
        .filter((f) => !ofOneAsset.has(f.node) || inOrder(f, from) > 0)
        .map((f) => (inOrder(f, from) < 0 ? from : f))
        .filter((f) => to === undefined || inOrder(f, to) < 0 || f.seq === to.seq)
        .toSorted(inOrder)[0];
      if (due === undefined || (to?.node === 'asset.passed-on' && to.at === due.at)) return []; // what passes on is not released
      const until = to && pointlessBy(to);
      return [{ at: due.at, seq: due.seq, subject: id, ...(until && { until }) }];
    }),
  );
