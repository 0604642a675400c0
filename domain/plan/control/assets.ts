import type { Static } from 'typebox';
import type { DescribedAsset } from '../../nodes/assets.ts';
import type { AssetKind } from '../../nodes/asset-kinds.ts';
import type { NodeId } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { reading } from '../../record/reading.ts';
import type { Instant } from '../../time/instant.ts';

type Described = Static<typeof DescribedAsset>;

/** An asset as it was last described, with the fact that introduced it. */
export interface Asset extends Described {
  readonly seq: number;
  readonly at: Instant;
}

/** The nodes whose facts bring assets in that a query gave back: each opens the row that clocks its kind (plan §0 D4). */
export const returnNodes = ['query.returned', 'traditional-query.returned', 'final-query.returned'] as const;
/** The nodes whose facts bring leads in. */
export const leadNodes = ['related-cases.checked', 'final-related-cases.checked'] as const;
/** Every node whose facts describe assets. */
export const describingNodes = [
  ...returnNodes,
  ...leadNodes,
  'clue.verified',
  'clue.fully-verified',
  'periodic-query.done',
  'asset.taken-over',
] as const;
type Describing = (typeof describingNodes)[number];

const describing: ReadonlySet<NodeId> = new Set(describingNodes);
const isDescribing = (fact: Fact): fact is FactOf<Describing> => describing.has(fact.node);

/** The assets that a fact describes; none for one of another node. */
export const describedIn = (fact: Fact): readonly Described[] => (isDescribing(fact) ? assetsIn(fact) : []);

/** The assets that a payload of one of those nodes lists. */
export function assetsIn({ payload }: Pick<FactOf<Describing>, 'payload'>): readonly Described[] {
  if ('measure' in payload) return [payload];
  return 'leads' in payload ? payload.leads.flatMap(({ asset }) => asset ?? []) : payload.assets;
}

/** Every asset that has come in, by id; a later fact may describe it anew. */
export const assets = reading((c): ReadonlyMap<string, Asset> => {
  const found = new Map<string, Asset>();
  for (const fact of describingNodes.flatMap((node): readonly Fact[] => c.all(node)).toSorted(inOrder)) {
    for (const { id, kind, holder, description, valueFen } of describedIn(fact)) {
      const { seq, at } = found.get(id) ?? fact;
      found.set(id, { id, kind, holder, description, valueFen, seq, at });
    }
  }
  return found;
});

/** Every asset, in the order in which they came in, those of one return in order of their ids: it stays as more come. */
export const assetsInOrder = reading((c): readonly Asset[] =>
  [...assets(c).values()].toSorted((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : 1)),
);

/** The node of the fact that brought an asset in. */
export const broughtBy = (c: Case, { seq }: Pick<Asset, 'seq'>): NodeId | undefined => c.fact(seq)?.node;

/** The kind of an asset, which it keeps: that of the fact that brought it in, and of no other fact (plan §0 D4). */
export function kindOf(c: Case, asset: string): AssetKind | undefined {
  const fact = c.fact(c.subjects.get(asset)?.seq ?? 0);
  return fact && describedIn(fact).find(({ id }) => id === asset)?.kind;
}
