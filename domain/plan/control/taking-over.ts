// A control that goes from one record of this court to another is in force in one of them: what the one says is held against the other.
import { assetKind, measures } from '../../nodes/asset-kinds.ts';
import { nodeRow, type PayloadOf } from '../../nodes/index.ts';
import { orders } from '../../nodes/measures.ts';
import type { Case } from '../../record/case.ts';
import { caseIdOf } from '../../record/case-number.ts';
import { type Missing, refuse } from '../../record/refusal.ts';
import { formatInstant } from '../../time/instant.ts';
import type { FactGuard } from '../guard.ts';
import { assets, assetsInOrder } from './assets.ts';
import { holdBefore, isHeld, measureOf } from './measures.ts';

type TakenOver = PayloadOf<'asset.taken-over'>;

const { basis } = nodeRow('asset.taken-over');

/** The asset as the record calls it that it is taken over from. */
export const assetThere = ({ id, fromAsset = id }: TakenOver): string => fromAsset;

/** What is in force on an asset in a record, as another takes it over; undefined where nothing is that has a last day. */
export function asTakenOver(old: Case, asset: string, caseNo: string): TakenOver | undefined {
  const known = assets(old).get(asset);
  const { control, first, until } = holdBefore(old, asset, caseNo);
  const measure = control && measureOf(control);
  if (known === undefined || control === undefined || measure === undefined || until === undefined) return undefined;
  const { id, kind, holder, description, valueFen } = known;
  return {
    ...{ id, kind, holder, description, valueFen, measure, until },
    from: old.filed.payload.caseNo,
    order: first === undefined ? 'waiting' : 'first',
    ruling: control.payload.ruling,
    effectiveAt: control.payload.effectiveAt ?? formatInstant(control.at),
  };
}

/** What is taken over from a case of this court is in force there, and is what is said of it; of another court's it is believed. */
export const heldThere: FactGuard<'asset.taken-over'> = (c, { payload }, { others, believed, isRecorded }) => {
  if (believed === true || isRecorded === true) return undefined;
  const own = c.filed.payload.caseNo;
  if (caseIdOf(payload.from) === caseIdOf(own))
    return refuse('not-qualified', '在先案件（from）不能是本案自己', basis, [{ id: 'from', zh: '本案' }]);
  const old = others?.get(caseIdOf(payload.from));
  if (old === undefined) return undefined;
  const [id, from] = [assetThere(payload), old.filed.payload.caseNo];
  const there = asTakenOver(old, id, own);
  const held: readonly Missing[] = assetsInOrder(old).filter((each) => isHeld(old, each.id)).map((each) => ({ id: each.id, zh: `${from} 现在控制的财产` })); // prettier-ignore
  if (!assets(old).has(id))
    return refuse(
      'unknown-subject',
      `${from} 没有编号为 ${id} 的财产：在该案另有编号的，在 fromAsset 写明`,
      basis,
      held,
    );
  const passed = old.last('asset.passed-on', id)?.payload.to;
  if (there === undefined)
    return refuse('not-in-force', `${from} 现在没有对 ${id} 的控制${passed === undefined ? '' : `（已经转入${passed}）`}，无从承接`, basis, held); // prettier-ignore
  const differs = differences(payload, there);
  return differs.length === 0
    ? undefined
    : refuse('form-differs', `与 ${from} 中 ${id} 现有的控制不一致，请核对`, basis, differs);
};

const differences = (said: TakenOver, there: TakenOver): readonly Missing[] => [
  ...(said.kind === there.kind ? [] : [{ id: 'kind', zh: `该案登记为${assetKind(there.kind).zh}` }]),
  ...(said.measure === there.measure ? [] : [{ id: 'measure', zh: `该案${measures[there.measure]}` }]),
  ...(said.order === there.order ? [] : [{ id: 'order', zh: `该案为${orders[there.order]}` }]),
  ...(said.until === there.until ? [] : [{ id: 'until', zh: `该案至${there.until}` }]),
];
