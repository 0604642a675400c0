import type { Static } from 'typebox';
import { assetKind } from '../../domain/nodes/asset-kinds.ts';
import type { Asset } from '../../domain/plan/control/assets.ts';
import type { AssetStep } from '../../domain/plan/control/measures.ts';
import { type CaseAsset, assetSteps } from './case-schema.ts';
import { instantOrNull } from './deadline-view.ts';

const done = {
  'asset.frozen': 'frozen',
  'asset.sealed': 'sealed',
  'asset.seized': 'seized',
  'asset.skipped': 'skipped',
  'asset.taken-over': 'taken-over',
  'asset.promoted': 'promoted',
  'asset.renewed': 'renewed',
  'asset.deducted': 'deducted',
  'asset.released': 'released',
  'asset.disposed': 'disposed',
  'asset.expired': 'expired',
  'asset.passed-on': 'passed-on',
} as const;

/** An asset with what was last done about it, and in which order it is controlled; undefined for nothing. */
export function assetView(
  { id, kind, holder, description, valueFen, seq }: Asset,
  step: AssetStep | undefined,
  order: 'first' | 'waiting' | undefined,
): Static<typeof CaseAsset> {
  const last = step === undefined ? 'none' : done[step.node];
  return {
    id,
    kind,
    kindZh: assetKind(kind).zh,
    holder,
    description,
    valueFen,
    fact: seq,
    last,
    lastZh: assetSteps[last],
    lastFact: step?.seq ?? null,
    lastAt: instantOrNull(step?.at ?? null),
    order: order ?? null,
  };
}
