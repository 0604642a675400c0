import { notStayed } from '../stays/conditions.ts';
import { assetKind } from '../../nodes/asset-kinds.ts';
import { plan } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import { lifting } from '../../nodes/measures.ts';
import { asOf } from '../../record/history.ts';
import { named, refuse } from '../../record/refusal.ts';
import { dateOf } from '../../time/instant.ts';
import { after, type AskGuard, type CaseGuard, type Conditions, type FactGuard, subjectOf } from '../guard.ts';
import { assets, type describingNodes, kindOf, assetsIn } from './assets.ts';
import { notObjected } from './debt-conditions.ts';
import {
  beforeItEnds,
  everControlled,
  fittingMeasure,
  fittingNode,
  fromTheFrozen,
  knownInForce,
  notTwice,
  onlyFrozenFirst,
  onlyInForce,
  onlyWaiting,
  onlyWhereNothing,
  panelOnRelease,
  withinTerm,
} from './measure-conditions.ts';
import { liftedOn } from './release.ts';
import { roundOutstanding } from './rounds.ts';
import { heldThere } from './taking-over.ts';

/** An asset keeps its kind: another kind under the same id is another asset (plan §0 D4). */
export const sameKind: FactGuard<(typeof describingNodes)[number]> = (c, draft) => {
  const other = assetsIn(draft).filter(({ id, kind }) => (kindOf(c, id) ?? kind) !== kind);
  if (other.length === 0) return undefined;
  return refuse(
    'subject-taken',
    '财产编号已用于另一种类的财产，请另编号',
    plan('三·一(二)'),
    other.map((a) => ({ id: a.id, zh: a.description })),
  );
};

/** A round fails after it has begun. */
const roundBegun: FactGuard<'query.failed'> = (c, { payload: { round } }) =>
  after(round === 'network' ? 'query.started' : 'traditional-query.started')(c);

/** The schedule sums up a round that has ended (三·一(二)6–7). */
const firstRoundEnded: CaseGuard = (c) => {
  const missing = roundOutstanding(c);
  if (missing.length === 0) return undefined;
  return refuse('first-round-open', '首轮查控尚未结束，不能制作财产明细', plan('三·一(二)6–7'), missing);
};

/** The schedule itemises each asset that the returns have brought in by then, once, and nothing else. */
const eachAssetOnce: FactGuard<'asset-schedule.filed'> = (c, { payload: { items }, at }) => {
  const known = assets(asOf(c, at));
  const basis = plan('三·一(二)6–7');
  const listed = items.map(({ asset }) => asset);
  const once = new Set(listed);
  const strange = listed.filter((id) => !known.has(id));
  if (strange.length > 0) {
    const zh = `明细中有本案没有的财产，现有：${named([...known.keys()]) || '无'}`;
    return refuse('unknown-subject', zh, basis, itemised(strange, '先由反馈引入'));
  }
  const twice = listed.length === once.size ? [] : listed.filter((id, i) => listed.indexOf(id) !== i);
  if (twice.length > 0) return refuse('named-twice', '明细中每项财产只列一次', basis, itemised(twice, '重复列出'));
  const left = [...known.keys()].filter((id) => !once.has(id));
  if (left.length === 0) return undefined;
  return refuse('items-missing', `明细应当逐项列明全部财产，尚缺：${named(left)}`, basis, itemised(left, '未列入明细'));
};

const itemised = (ids: readonly string[], zh: string) => [...new Set(ids)].map((id) => ({ id, zh }));

/** A control is given up on a ground of the plan: the case is over, a ruling, a decision of the panel on that asset (plan §5). */
const onGround: AskGuard<'asset.released'> = (c, draft, { believed, isRecorded }) => {
  const asset = subjectOf(draft);
  if (believed === true || isRecorded === true || liftedOn(c, asset).length > 0) return undefined;
  const zh = `${asset} 没有解除控制的事由：债权已经受偿、终结等结案事由成立，异议、复议、诉讼成立，财产已经处置，或者合议庭同意后决定解除（release.decided）`;
  return refuse('not-approved', zh, plan('三·七8'), [
    { id: 'release.decided', zh: nodeRow('release.decided').zh, basis: nodeRow('release.decided').basis.zh },
  ]);
};

/** The ground that is named is one that holds; what somebody has decided on that asset is named by its place in the record (plan §5). */
const asGrounded: FactGuard<'asset.released'> = (c, draft, { believed, isRecorded }) => {
  if (believed === true || isRecorded === true) return undefined;
  const { ground, decision } = draft.payload;
  const basis = plan('三·七8');
  const held = liftedOn(c, subjectOf(draft));
  const own = held.filter((each) => each.ground === ground);
  const told = (those: typeof held, id: (each: (typeof held)[number]) => string) =>
    those.map((each) => ({ id: id(each), zh: `${lifting[each.ground]}（第${each.fact.seq}号记录）` }));
  if (own.length === 0)
    return refuse('not-approved', `“${lifting[ground]}”不是 ${draft.subject} 现有的解除事由`, basis, told(held, (each) => each.ground)); // prettier-ignore
  if (decision === undefined && ground !== 'decided' && ground !== 'ruling') return undefined;
  if (own.some(({ fact }) => fact.seq === decision)) return undefined;
  return decision === undefined
    ? refuse('missing-field', '请在 decision 写明所依据的决定的序号', basis, [{ id: 'decision', zh: '缺少' }, ...told(own, ({ fact }) => `${fact.seq}`)]) // prettier-ignore
    : refuse('unknown-fact', `第${decision}号记录不是解除 ${draft.subject} 的依据`, basis, told(own, ({ fact }) => `${fact.seq}`)); // prettier-ignore
};

const control = { asks: [fittingNode], check: [fittingMeasure, withinTerm, notTwice] };
const when = [everControlled];

/** A vehicle or vessel that is to be handed over or found is one (三·七6). */
const onlyVehicles: AskGuard<'asset.surrender-ordered' | 'asset.applicant-told'> = (c, draft) => {
  const kind = kindOf(c, subjectOf(draft));
  if (kind === undefined || assetKind(kind).control === 'seal-vehicle') return undefined;
  return refuse('wrong-measure', `${assetKind(kind).zh}不是车辆、船舶，不登记交回、查找`, plan('三·七6'));
};

const stillToCome: FactGuard<'asset.surrender-ordered'> = (_, { payload, at }) =>
  payload.by < dateOf(at)
    ? refuse('dates-out-of-order', '交回的期限（by）不能早于责令之日', plan('三·七6'))
    : undefined;

export const controlConditions = {
  'query.returned': { when: [after('query.started')], check: [sameKind] },
  'query.failed': { when: [after('query.started')], check: [roundBegun] },
  'traditional-query.returned': { when: [after('traditional-query.started')], check: [sameKind] },
  'asset.frozen': control,
  'asset.sealed': control,
  'asset.seized': control,
  'asset.skipped': { asks: [onlyWhereNothing] },
  'asset.taken-over': { check: [sameKind, fittingMeasure, withinTerm, notTwice, heldThere] },
  'asset.passed-on': { asks: [onlyInForce] },
  'asset.promoted': { when, asks: [onlyInForce], check: [onlyWaiting] },
  'asset.renewed': { when, asks: [onlyInForce], check: [beforeItEnds] },
  'asset.deducted': { when, asks: [onlyFrozenFirst, notStayed, notObjected], check: [fromTheFrozen] },
  'asset.released': { when, asks: [onlyInForce, onGround], check: [asGrounded] },
  'release.decided': { when, asks: [panelOnRelease], check: [knownInForce] },
  'asset.surrender-ordered': { asks: [onlyVehicles], check: [stillToCome] },
  'asset.applicant-told': { asks: [onlyVehicles] },
  'asset-schedule.filed': { when: [firstRoundEnded], check: [eachAssetOnce] },
} satisfies Conditions;
