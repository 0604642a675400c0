import { yuan } from '../../money/yuan.ts';
import { readInstant } from '../../gate/instant.ts';
import { type AssetKind, assetKind, type Measure, measures } from '../../nodes/asset-kinds.ts';
import { law, plan } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import type { DraftOf } from '../../record/fact.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import { addMonths, type CivilDate } from '../../time/civil-date.ts';
import { dateOf, formatInstant, type Instant } from '../../time/instant.ts';
import { type AskGuard, type CaseGuard, type FactGuard, subjectOf } from '../guard.ts';
import { panelLacking } from '../panel.ts';
import { assets, kindOf } from './assets.ts';
import { frozenFen, holdOf, inForce, isDisposedUnreleased, isHeld, measureOf, stepNodes } from './measures.ts';

type ControlNode = 'asset.frozen' | 'asset.sealed' | 'asset.seized' | 'asset.taken-over';
type Became = 'asset.promoted' | 'asset.renewed' | 'asset.deducted' | 'asset.released' | 'asset.passed-on';

const basis = plan('三·一(二)');
const term = law('民诉解释485');

/** A measure fits the kind of the asset: an account is frozen, a vehicle sealed or seized (plan §0 D3). */
export const fittingMeasure: FactGuard<ControlNode> = (c, draft) => fitting(kindUnder(c, draft), taken(draft));

/** The same of the measure that the node itself is, whatever it takes besides. */
export const fittingNode: AskGuard<'asset.frozen' | 'asset.sealed' | 'asset.seized'> = (c, draft) => {
  const own = measureOf(draft);
  return fitting(kindOf(c, subjectOf(draft)), own === undefined ? [] : [own]);
};

function fitting(kind: AssetKind | undefined, measuresTaken: readonly Measure[]): Refusal | undefined {
  if (kind === undefined) return undefined;
  const { zh, measures: right } = assetKind(kind);
  const wrong = measuresTaken.find((measure) => !right.includes(measure));
  if (wrong === undefined) return undefined;
  const told = right.map((measure) => `${measures[measure]}（asset.${measure}）`).join('或者');
  return refuse('wrong-measure', `${zh}应当${told}，不能${measures[wrong]}`, basis, [
    ...right.map((measure) => ({ id: `asset.${measure}`, zh: measures[measure] })),
  ]);
}

/** The measures that a control takes: a sealing may seize the thing as well. */
function taken(draft: DraftOf<ControlNode>): readonly Measure[] {
  const measure = measureOf(draft);
  const alsoSeized = 'seized' in draft.payload && draft.payload.seized === true;
  return [...(measure === undefined ? [] : [measure]), ...(alsoSeized ? (['seized'] as const) : [])];
}

/** The asset that a control is about: its subject, or what is taken over with it. */
const controlledBy = (draft: DraftOf<ControlNode>): string =>
  draft.node === 'asset.taken-over' ? draft.payload.id : subjectOf(draft);

/** What a control says the asset is, where it brings it in; else what it came in as. */
const kindUnder = (c: Parameters<CaseGuard>[0], draft: DraftOf<ControlNode>): AssetKind | undefined =>
  draft.node === 'asset.taken-over' ? draft.payload.kind : kindOf(c, subjectOf(draft));

/** It holds from when it takes effect, at most for the term of the asset's kind (民诉解释485). */
export const withinTerm: FactGuard<ControlNode> = (c, draft) => {
  const from = draft.node === 'asset.taken-over' ? Number.NEGATIVE_INFINITY : c.filed.at; // it took effect in another case
  const effect = effectOf(draft, from);
  if (typeof effect !== 'number') return effect;
  return untilWithin({ until: draft.payload.until, effect, at: draft.at, kind: kindUnder(c, draft) });
};

/** When a control takes effect: as it says, no earlier than `from` and not in the future; else when it happened. */
function effectOf(
  { payload, at, now }: Pick<DraftOf<ControlNode | 'asset.promoted'>, 'payload' | 'at' | 'now'>,
  from: Instant,
): Instant | Refusal {
  const { effectiveAt } = payload;
  const effect = effectiveAt === undefined ? at : readInstant(effectiveAt);
  if (effect === undefined) return refuse('bad-instant', '控制生效时刻 effectiveAt 有误');
  if (effectiveAt === undefined || (effect <= now && effect >= from)) return effect;
  const first = Number.isFinite(from) ? `立案 ${formatInstant(from)} 至` : '不晚于';
  return refuse('dates-out-of-order', `控制生效时刻 effectiveAt 应在${first}现在 ${formatInstant(now)} 之间`, basis);
}

interface Term {
  readonly until: CivilDate;
  readonly effect: Instant;
  readonly at: Instant;
  readonly kind: AssetKind | undefined;
}

/** A control reaches beyond the fact and its effect, and no further than the term of the kind from its effect. */
function untilWithin({ until, effect, at, kind }: Term): Refusal | undefined {
  const first = dateOf(Math.max(effect, at));
  if (until < first) return refuse('dates-out-of-order', `控制期限届满日 until 不能早于${first}`, term);
  return kind === undefined ? undefined : beyondTerm(until, dateOf(effect), kind);
}

function beyondTerm(until: CivilDate, from: CivilDate, kind: AssetKind): Refusal | undefined {
  const { zh, years } = assetKind(kind);
  const last = addMonths(from, 12 * years);
  return until > last
    ? refuse('beyond-the-term', `${zh}的控制期限至多${years}年，until 最晚为${last}`, term)
    : undefined;
}

/** One ruling controls an asset once, and whoever stands first in order does not wait. */
export const notTwice: FactGuard<ControlNode> = (c, draft) => {
  const { node, payload, at } = draft;
  const id = controlledBy(draft);
  const { order, ruling } = payload;
  if (order === 'waiting' && holdOf(c, id, at).first !== undefined)
    return refuse('already-in-force', `${id} 已经首先控制，不能再登记为轮候；登记有误的请更正`, basis);
  const same = inForce(c, id, at).find(
    (f) => f.node === node && f.payload.order === order && f.payload.ruling === ruling,
  );
  if (same === undefined) return undefined;
  return refuse('already-in-force', `${id} 已依${ruling}控制；登记有误的请更正，另有裁定的写明其文号`, basis, [
    { id: String(same.seq), zh: '已登记的控制' },
  ]);
};

/** What is controlled is not left alone (plan §0 D2). */
export const onlyWhereNothing: AskGuard<'asset.skipped'> = (c, draft) => {
  const { control } = holdOf(c, subjectOf(draft), draft.at);
  if (control === undefined) return undefined;
  return refuse(
    'already-in-force',
    '该项财产已经控制，不能登记为不予控制；不再控制的请登记解除（asset.released）',
    basis,
    [{ id: String(control.seq), zh: '现有的控制' }],
  );
};

/** Where nothing was ever controlled, nothing becomes of a control. */
export const everControlled: CaseGuard = (c) =>
  stepNodes.some((node) => node !== 'asset.skipped' && c.first(node) !== undefined)
    ? undefined
    : refuse('not-in-force', '本案没有控制任何财产', plan('三·七8'));

/** Only of what is in force can anything become. */
export const onlyInForce: AskGuard<Became> = (c, draft) => {
  const asset = subjectOf(draft);
  if (isHeld(c, asset, draft.at)) return undefined;
  if (draft.node === 'asset.released' && isDisposedUnreleased(c, asset, draft.at)) return undefined;
  return refuse('not-in-force', `${asset} 没有有效的控制措施，不能登记“${nodeRow(draft.node).zh}”`, plan('三·七8'), [
    { id: asset, zh: '先登记控制，或者核对编号' },
  ]);
};

/** Whoever waits is promoted, to a control of its own term from then on (查封规定26). */
export const onlyWaiting: FactGuard<'asset.promoted'> = (c, draft) => {
  const asset = subjectOf(draft);
  const { first } = holdOf(c, asset, draft.at);
  if (first !== undefined)
    return refuse('already-in-force', `${asset} 已经是首封，无需转正`, nodeRow(draft.node).basis);
  const effect = effectOf(draft, c.filed.at);
  if (typeof effect !== 'number') return effect;
  return untilWithin({ until: draft.payload.until, effect, at: draft.at, kind: kindOf(c, asset) });
};

/** A control is renewed before it ends, for no more than another term (民诉解释485). */
export const beforeItEnds: FactGuard<'asset.renewed'> = (c, draft) => {
  const asset = subjectOf(draft);
  const { until: old } = holdOf(c, asset, draft.at);
  const { until } = draft.payload;
  if (old === undefined) return undefined;
  if (dateOf(draft.at) > old)
    return refuse('not-in-force', `${asset} 的控制已于${old}届满，不能续行；仍需控制的请重新采取措施`, term);
  if (until <= old) return refuse('dates-out-of-order', `续行后的届满日应晚于现在的${old}`, term);
  const kind = kindOf(c, asset);
  return kind === undefined ? undefined : beyondTerm(until, old, kind);
};

/** Money is deducted from what is frozen first in order (三·七9). */
export const onlyFrozenFirst: AskGuard<'asset.deducted'> = (c, draft) => {
  const asset = subjectOf(draft);
  const { control, first } = holdOf(c, asset, draft.at);
  if (control !== undefined && measureOf(control) === 'frozen' && first !== undefined) return undefined;
  return refuse('not-in-force', `${asset} 不是首先冻结的财产，不能扣划`, plan('三·七9'), [
    { id: 'asset.frozen', zh: nodeRow('asset.frozen').zh },
    { id: 'asset.promoted', zh: nodeRow('asset.promoted').zh },
  ]);
};

/** No more of it than is left. */
export const fromTheFrozen: FactGuard<'asset.deducted'> = (c, draft) => {
  const asset = subjectOf(draft);
  const { control, deductedFen } = holdOf(c, asset, draft.at);
  const all = frozenFen(control, assets(c).get(asset)?.valueFen ?? null);
  if (all === null || deductedFen + draft.payload.amountFen <= all) return undefined;
  return refuse('amount-exceeds', `冻结而未扣划的为${yuan(all - deductedFen)}，扣划不能超过`, plan('三·七9'));
};

/** What is given up are controls in force of this case. */
export const knownInForce: FactGuard<'release.decided'> = (c, { payload: { assets: ids }, at }) => {
  const free = ids.filter((id) => !isHeld(c, id, at));
  if (free.length === 0) return undefined;
  const zh = '没有有效的控制措施';
  return refuse('not-in-force', `${free.join('、')} ${zh}，无从决定解除`, plan('三·七8'), free.map((id) => ({ id, zh }))); // prettier-ignore
};

/** The panel decides on each release anew (plan §5). */
export const panelOnRelease: AskGuard<'release.decided'> = (c, _, { believed }) =>
  believed === true
    ? undefined
    : panelLacking(c, { about: 'release', what: '解除控制', basis: plan('三·七8'), used: c.last('release.decided') });
