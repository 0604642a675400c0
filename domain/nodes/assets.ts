import type { Static } from 'typebox';
import { assetKinds } from './asset-kinds.ts';
import { bounds } from './bounds.ts';
import { personal, names } from './field-classes.ts';
import { FenOrNull, Flag, Id, List, Maybe, oneOf, record, rowNames, Text } from './fields.ts';
import type { Brought } from './node.ts';
import { system } from './systems.ts';

/** Who controls: property control, the officer, the network control system (plan §9: *control*). */
export const controllers = ['property-control', 'officer', system('network-control')] as const;

/** An asset as whatever brings it in describes it. */
export const assetFields = {
  id: Id('财产编号'),
  kind: oneOf(rowNames(assetKinds), '财产种类'),
  holder: Text('权利人', personal('name')),
  description: Text('财产描述'),
  valueFen: FenOrNull('价值'),
};
export const DescribedAsset = record(assetFields);

/** What a query gives back. */
export const Returned = record({
  complete: Flag('本轮反馈是否已全部返回'),
  source: Maybe('反馈单位', names),
  assets: List(DescribedAsset, '反馈的财产', bounds.returned),
});

/** The assets that a payload lists come into the record with it. */
export const bringsAssets = ({
  assets,
}: {
  readonly assets: readonly Static<typeof DescribedAsset>[];
}): readonly Brought[] => assets.map(({ id }) => ({ id, of: 'asset' }));
