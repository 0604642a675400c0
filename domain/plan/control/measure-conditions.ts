import { readInstant } from '../../gate/instant.ts';
import { assetKind, type Measure, measures } from '../../nodes/asset-kinds.ts';
import { law, plan } from '../../nodes/basis.ts';
import type { DraftOf } from '../../record/fact.ts';
import type { Case } from '../../record/case.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import { addMonths } from '../../time/civil-date.ts';
import { dateOf, formatInstant } from '../../time/instant.ts';
import { type AskGuard, type CaseGuard, type FactGuard, subjectOf } from '../guard.ts';
import { kindOf } from './assets.ts';
import { controlOf, inForce, measureOf } from './measures.ts';

type ControlNode = 'asset.frozen' | 'asset.sealed' | 'asset.seized';

const basis = plan('三·一(二)');
const term = law('民诉解释485');

/** A measure fits the kind of the asset: an account is frozen, a vehicle sealed or seized (plan §0 D3). */
export const fittingMeasure: FactGuard<ControlNode> = (c, draft) => fitting(c, subjectOf(draft), taken(draft));

/** The same of the measure that the node itself is, whatever it takes besides. */
export const fittingNode: AskGuard<ControlNode> = (c, draft) => {
  const own = measureOf(draft.node);
  return fitting(c, subjectOf(draft), own === undefined ? [] : [own]);
};

function fitting(c: Case, asset: string, measuresTaken: readonly Measure[]): Refusal | undefined {
  const kind = kindOf(c, asset);
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
function taken({ node, payload }: DraftOf<ControlNode>): readonly Measure[] {
  const measure = measureOf(node);
  const alsoSeized = 'seized' in payload && payload.seized === true;
  return [...(measure === undefined ? [] : [measure]), ...(alsoSeized ? (['seized'] as const) : [])];
}

/** It holds from when it takes effect, at most for the term of the asset's kind (民诉解释485). */
export const withinTerm: FactGuard<ControlNode> = (c, draft) => {
  const { until, effectiveAt } = draft.payload;
  const effect = effectiveAt === undefined ? draft.at : readInstant(effectiveAt);
  if (effect === undefined) return refuse('bad-instant', '控制生效时刻 effectiveAt 有误');
  if (effectiveAt !== undefined && (effect > draft.now || effect < c.filed.at)) {
    const span = `立案 ${formatInstant(c.filed.at)} 至现在 ${formatInstant(draft.now)} 之间`;
    return refuse('dates-out-of-order', `控制生效时刻 effectiveAt 应在${span}`, basis);
  }
  const first = dateOf(Math.max(effect, draft.at));
  if (until < first) return refuse('dates-out-of-order', `控制期限届满日 until 不能早于${first}`, term);
  const kind = kindOf(c, subjectOf(draft));
  if (kind === undefined) return undefined;
  const { zh, years } = assetKind(kind);
  const last = addMonths(dateOf(effect), 12 * years);
  return until > last
    ? refuse('beyond-the-cap', `${zh}的控制期限至多${years}年，until 最晚为${last}`, term)
    : undefined;
};

/** One ruling controls an asset once, and whoever stands first in order does not wait. */
export const notTwice: FactGuard<ControlNode> = (c, { node, subject, payload, at }) => {
  const id = subject ?? '';
  const { order, ruling } = payload;
  if (order === 'waiting' && controlOf(c, id, at)?.payload.order === 'first')
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
  const control = controlOf(c, subjectOf(draft), draft.at);
  if (control === undefined) return undefined;
  return refuse(
    'already-in-force',
    '该项财产已经控制，不能登记为不予控制；不再控制的请登记解除（asset.released）',
    basis,
    [{ id: String(control.seq), zh: '现有的控制' }],
  );
};

/** Where nothing was ever controlled, there is nothing to release. */
export const everControlled: CaseGuard = (c) =>
  (c.first('asset.frozen') ?? c.first('asset.sealed') ?? c.first('asset.seized'))
    ? undefined
    : refuse('not-in-force', '本案没有控制任何财产，无从解除', plan('三·七8'));

/** Only what is in force is released. */
export const onlyInForce: AskGuard<'asset.released'> = (c, draft) => {
  const asset = subjectOf(draft);
  if (inForce(c, asset, draft.at).length > 0) return undefined;
  return refuse('not-in-force', `${asset} 没有有效的控制措施，无从解除`, plan('三·七8'), [
    { id: asset, zh: '先登记控制，或者核对编号' },
  ]);
};
