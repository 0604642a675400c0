import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { endOfDay, type Instant } from '../../time/instant.ts';
import type { Pointless } from '../deadline.ts';
import { assetsInForce, heldAssets } from './measures.ts';
import { stagesOf } from './stages.ts';

/** What the engine says of an asset that was held. */
interface Lost<N extends 'asset.expired' | 'asset.passed-on'> {
  readonly node: N;
  readonly subject: string;
  readonly payload: FactOf<N>['payload'];
  readonly at: Instant;
}

/** Each control whose last day passes without renewal or release: it is over with that day (民诉解释485, 查封规定27). */
export const expiries = (c: Case): readonly Lost<'asset.expired'>[] =>
  heldAssets(c).flatMap((asset) => {
    const recorded = new Set<CivilDate>(c.all('asset.expired', asset).map((f) => f.payload.until));
    const stages = stagesOf(c, asset);
    return stages.flatMap(({ hold: { controls, until } }, i): Lost<'asset.expired'>[] => {
      if (controls.length === 0 || until === undefined || recorded.has(until)) return [];
      const at = endOfDay(until);
      const next = stages[i + 1]?.step.at ?? Number.POSITIVE_INFINITY;
      if (next < at) return []; // it became something else before
      recorded.add(until);
      return [{ node: 'asset.expired', subject: asset, payload: { until }, at }];
    });
  });

/** Whatever is in force when another court has filed the case passes into that (plan §5). What goes on in this court takes it along itself (docs/decisions/091). */
export function passages(c: Case): readonly Lost<'asset.passed-on'>[] {
  const accepted = c.first('transfer.accepted');
  if (accepted === undefined) return [];
  const { at, payload } = accepted;
  return assetsInForce(c).flatMap(({ id }): Lost<'asset.passed-on'>[] =>
    stagesOf(c, id).every(({ step }) => inOrder(step, accepted) < 0)
      ? [{ node: 'asset.passed-on', subject: id, payload: { to: payload.caseNo }, at }]
      : [],
  );
}

const lossZh = { 'asset.expired': '该项财产的控制已经届满', 'asset.passed-on': '该项财产的控制已经转入他案' } as const;

/** Why what was asked for about an asset is pointless with the fact that ended its control without a release; undefined for a release. */
export const pointlessBy = ({ node, at, seq }: Fact): Pointless | undefined => {
  if (node === 'asset.deducted') return { at, seq, zh: '该项财产已经全部扣划' };
  return node === 'asset.expired' || node === 'asset.passed-on' ? { at, seq, zh: lossZh[node] } : undefined;
};
