import type { Static } from 'typebox';
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { reading } from '../../record/reading.ts';
import type { Instant } from '../../time/instant.ts';
import type { AssetKind } from '../../nodes/asset-kinds.ts';
import type { nodes } from '../../nodes/index.ts';

type Described = Static<(typeof nodes)['query.returned']['payload']>['assets'][number];

/** An asset as the last return describes it, with the fact that introduced it. */
export interface Asset extends Described {
  readonly seq: number;
  readonly at: Instant;
}

/** Every asset that a return brought in, by id; a later return may describe it anew. */
export const assets = reading((c): ReadonlyMap<string, Asset> => {
  const found = new Map<string, Asset>();
  for (const fact of returns(c)) {
    for (const described of fact.payload.assets) {
      const { seq, at } = found.get(described.id) ?? fact;
      found.set(described.id, { ...described, seq, at });
    }
  }
  return found;
});

/** The returns of both rounds, in order. */
export const returns = (c: Case): readonly (FactOf<'query.returned'> | FactOf<'traditional-query.returned'>)[] =>
  [...c.all('query.returned'), ...c.all('traditional-query.returned')].toSorted(inOrder);

/** Every asset, in the order in which they came in, those of one return in order of their ids: it stays as more come. */
export const assetsInOrder = (c: Case): readonly Asset[] =>
  [...assets(c).values()].toSorted((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : 1));

/** The kind of an asset, which it keeps: that of the fact that brought it in, and of no other fact (plan §0 D4). */
export function kindOf(c: Case, asset: string): AssetKind | undefined {
  const fact = c.fact(c.subjects.get(asset)?.seq ?? 0);
  if (fact?.node !== 'query.returned' && fact?.node !== 'traditional-query.returned') return undefined;
  return fact.payload.assets.find(({ id }) => id === asset)?.kind;
}
