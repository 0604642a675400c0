import type { NodeId } from '../../domain/nodes/index.ts';
import { liftedOn } from '../../domain/plan/control/release.ts';
import type { Case } from '../../domain/record/case.ts';

/** What a release of an asset says of its ground as the case stands: the first that holds. */
export function groundSaid(c: Case, asset: string | undefined): object {
  const [first] = asset === undefined ? [] : liftedOn(c, asset);
  return first === undefined ? {} : { ground: first.ground, decision: first.fact.seq };
}

/** What a completion is told, with the ground that holds where it is a release that says none. */
export function grounded(node: NodeId, c: Case, told: readonly unknown[]): readonly unknown[] {
  if (node !== 'asset.released') return told;
  const [subject, payload, how] = told as [string, object?, object?]; // it is about an asset
  return [subject, { ...groundSaid(c, subject), ...payload }, how];
}
