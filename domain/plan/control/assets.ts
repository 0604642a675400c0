import type { Static } from 'typebox';
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { reading } from '../../record/reading.ts';
import type { Instant } from '../../time/instant.ts';
import { assetKind } from '../../nodes/asset-kinds.ts';
import type { nodes } from '../../nodes/index.ts';

type Described = Static<(typeof nodes)['query.returned']['payload']>['assets'][number];
export type AssetStep = Control | FactOf<'asset.skipped'>;
type Control = FactOf<'asset.frozen'> | FactOf<'asset.sealed'>;

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
  [...c.all('query.returned'), ...c.all('traditional-query.returned')].toSorted((a, b) => a.at - b.at || a.seq - b.seq);

/** Every asset, in the order in which they came in, those of one return in order of their ids: it stays as more come. */
export const assetsInOrder = (c: Case): readonly Asset[] =>
  [...assets(c).values()].toSorted((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : 1));

/** What was last done about each asset, by id: frozen, sealed, or left alone. */
export const lastSteps = (c: Case): ReadonlyMap<string, AssetStep> =>
  new Map(
    [...c.all('asset.frozen'), ...c.all('asset.sealed'), ...c.all('asset.skipped')]
      .toSorted((a, b) => a.at - b.at || a.seq - b.seq)
      .map((step) => [step.subject ?? '', step]),
  );

/** The measure in force on an asset: the last freeze or seal. */
export const controlOf = (c: Case, asset: string): Control | undefined =>
  [c.last('asset.frozen', asset), c.last('asset.sealed', asset)]
    .filter((f) => f !== undefined)
    .toSorted((a, b) => a.at - b.at || a.seq - b.seq)
    .at(-1);

export const isSkipped = (c: Case, asset: string): boolean => c.first('asset.skipped', asset) !== undefined;

/** Deposits and online funds frozen first in order, in fen (triage `fast` 1, plan §4). */
export const cashFen = (c: Case): number =>
  [...assets(c).values()]
    .filter((a) => assetKind(a.kind).cash)
    .reduce((sum, a) => sum + frozenFen(controlOf(c, a.id), a.valueFen), 0);

const frozenFen = (control: Control | undefined, valueFen: number | null): number =>
  control?.node === 'asset.frozen' && control.payload.order === 'first'
    ? (control.payload.amountFen ?? valueFen ?? 0)
    : 0;
