import { assetKind, type Measure } from '../../nodes/asset-kinds.ts';
import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { caseIdOf, isOfOneCourt } from '../../record/case-number.ts';
import { reading } from '../../record/reading.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import type { Instant } from '../../time/instant.ts';
import { type Asset, assets, assetsInOrder } from './assets.ts';

/** The nodes by which something is done about an asset. */
export const stepNodes = [
  'asset.frozen',
  'asset.sealed',
  'asset.seized',
  'asset.taken-over',
  'asset.skipped',
  'asset.promoted',
  'asset.renewed',
  'asset.deducted',
  'asset.released',
  'asset.disposed',
  'asset.expired',
  'asset.passed-on',
] as const;

/** A measure of control (plan §0 D2). */
export type Control = FactOf<'asset.frozen' | 'asset.sealed' | 'asset.seized' | 'asset.taken-over'>;
/** Whatever may be done about an asset: a control and what becomes of it, the decision to take none, its release. */
export type AssetStep = FactOf<(typeof stepNodes)[number]>;

/** The measure that a control is; undefined for every other fact. */
export const measureOf = (fact: { readonly node: string; readonly payload: unknown }): Measure | undefined =>
  fact.node === 'asset.taken-over' ? (fact as Control & FactOf<'asset.taken-over'>).payload.measure : by[fact.node]; // of that node
const by: Readonly<Record<string, Measure>> = {
  'asset.frozen': 'frozen',
  'asset.sealed': 'sealed',
  'asset.seized': 'seized',
};

export const isControl = (step: Fact): step is Control => measureOf(step) !== undefined;

/** The asset that a step is about. */
export const assetOf = (step: AssetStep): string =>
  step.node === 'asset.taken-over' ? step.payload.id : (step.subject ?? '');

/** What was done about each asset, in order. */
const stepsByAsset = reading((c): ReadonlyMap<string, readonly AssetStep[]> =>
  Map.groupBy(
    stepNodes
      .flatMap((node): readonly AssetStep[] => c.all(node))
      .filter((step) => step.node !== 'asset.passed-on' || holdsStill(c, step))
      .toSorted(inOrder),
    assetOf,
  ),
);

/** What passed to another court rests on that court's filing, and comes back with it; another record of this court says itself when it gives back. */
const holdsStill = (c: Case, { payload: { to } }: FactOf<'asset.passed-on'>): boolean =>
  isOfOneCourt(c.filed.payload.caseNo, to) || c.all('transfer.accepted').some(({ payload }) => payload.caseNo === to);

/** What was done about an asset by an instant, in order. */
export const stepsOf = (c: Case, asset: string, until: Instant = Number.POSITIVE_INFINITY): readonly AssetStep[] =>
  stepsUntil(stepsByAsset(c).get(asset) ?? [], until);

const stepsUntil = (steps: readonly AssetStep[], until: Instant): readonly AssetStep[] =>
  (steps.at(-1)?.at ?? until) <= until ? steps : steps.filter(({ at }) => at <= until);

/** Whether anything was done about an asset. */
export const isTouched = (c: Case, asset: string): boolean => stepsByAsset(c).has(asset);

/** What was last done about each asset, by id. */
export const lastSteps = (c: Case): ReadonlyMap<string, AssetStep> =>
  new Map([...stepsByAsset(c)].flatMap(([id, steps]) => steps.slice(-1).map((step) => [id, step] as const)));

/** How an asset stands after what was done about it (plan §0 D2). */
export interface Hold {
  /** The controls in force, in order. */
  readonly controls: readonly Control[];
  /** The one that counts: the last that is first in order, else the last. */
  readonly control: Control | undefined;
  /** The fact since which it is first in order: its control, or the one that promoted it. */
  readonly first: Fact | undefined;
  /** The day until which it holds. */
  readonly until: CivilDate | undefined;
  /** What was deducted from what is in force, and from it altogether, in fen. */
  readonly deductedFen: number;
  readonly hadFen: number;
}

export const nothingHeld: Hold = {
  controls: [],
  control: undefined,
  first: undefined,
  until: undefined,
  deductedFen: 0,
  hadFen: 0,
};

/** How an asset stands after a further step; its value is what an amount that nobody gave is taken for. */
export function held(before: Hold, step: AssetStep, valueFen: number | null): Hold {
  switch (step.node) {
    case 'asset.skipped':
      return before;
    case 'asset.released':
      return { ...nothingHeld, hadFen: before.hadFen };
    case 'asset.disposed': // what it fetched is had
      return { ...nothingHeld, hadFen: before.hadFen + step.payload.priceFen };
    case 'asset.passed-on':
      return { ...nothingHeld, hadFen: before.hadFen };
    case 'asset.expired':
      return expired(before, step.payload.until);
    case 'asset.promoted':
      return { ...before, first: before.first ?? step, until: step.payload.until };
    case 'asset.renewed':
      return { ...before, until: step.payload.until };
    case 'asset.deducted': {
      const { amountFen } = step.payload;
      const after = { deductedFen: before.deductedFen + amountFen, hadFen: before.hadFen + amountFen };
      const all = frozenFen(before.control, valueFen);
      return all !== null && after.deductedFen >= all
        ? { ...nothingHeld, hadFen: after.hadFen }
        : { ...before, ...after };
    }
    default:
      return controlled(before, step);
  }
}

/** What is left once a control has run out: others that hold longer. One that was renewed after all has not (plan §0 D2). */
function expired(before: Hold, last: CivilDate): Hold {
  if (before.until === undefined || before.until > last) return before;
  const controls = before.controls.filter((f) => f !== before.control && f.payload.until > last);
  const control = controls.findLast((f) => f.payload.order === 'first') ?? controls.at(-1);
  const first = controls.find((f) => f.payload.order === 'first');
  return { ...nothingHeld, hadFen: before.hadFen, controls, control, first, until: control?.payload.until };
}

function controlled(before: Hold, step: Control): Hold {
  const controls = [...before.controls, step];
  if (before.first !== undefined && step.payload.order === 'waiting') return { ...before, controls };
  const first = step.payload.order === 'first' ? (before.first ?? step) : undefined;
  return { ...before, controls, control: step, first, until: step.payload.until };
}

/** How an asset stands, at an instant if one is given. */
export const holdOf = (c: Case, asset: string, at?: Instant): Hold => {
  const valueFen = assets(c).get(asset)?.valueFen ?? null;
  return stepsOf(c, asset, at).reduce((hold, step) => held(hold, step, valueFen), nothingHeld);
};

/** The measures in force on an asset, at an instant if one is given, in order (plan §0 D2). */
export const inForce = (c: Case, asset: string, at?: Instant): readonly Control[] => holdOf(c, asset, at).controls;

/** The same as it was before it passed into a case, where it has: what that one took over. */
export function holdBefore(c: Case, asset: string, caseNo: string): Hold {
  const valueFen = assets(c).get(asset)?.valueFen ?? null;
  const steps = stepsOf(c, asset);
  const passed = steps.findIndex((f) => f.node === 'asset.passed-on' && caseIdOf(f.payload.to) === caseIdOf(caseNo));
  const before = passed < 0 ? steps : steps.slice(0, passed);
  return before.reduce((hold, step) => held(hold, step, valueFen), nothingHeld);
}

/** Every asset on which a measure is in force, waiting ones too: what a closing that frees all has to see released. */
export const assetsInForce = reading((c): readonly Asset[] => assetsInOrder(c).filter(({ id }) => isHeld(c, id)));

/** The assets on which a measure was ever in force, in order of their first. */
export const heldAssets = (c: Case): readonly string[] =>
  [...stepsByAsset(c)].flatMap(([id, steps]) => (steps.some(isControl) ? [id] : []));

/** Whether an asset was disposed of and its seals stand in the registers still: they are lifted all the same (plan §5). */
export const isDisposedUnreleased = (c: Case, asset: string, at?: Instant): boolean =>
  stepsOf(c, asset, at).findLast((f) => f.node !== 'asset.skipped')?.node === 'asset.disposed';

/** Whether a measure is in force on an asset, at an instant if one is given. */
export const isHeld = (c: Case, asset: string, at?: Instant): boolean => inForce(c, asset, at).length > 0;

/** Why nothing is in force on an asset that was dealt with. Undefined otherwise. */
export function leftAlone(c: Case, asset: string): 'skipped' | 'released' | 'expired' | 'passed-on' | undefined {
  const last = stepsOf(c, asset).at(-1);
  if (last === undefined || isHeld(c, asset)) return undefined;
  return leftAs[last.node] ?? 'released';
}
const leftAs: Readonly<Partial<Record<AssetStep['node'], 'skipped' | 'expired' | 'passed-on'>>> = {
  'asset.skipped': 'skipped',
  'asset.expired': 'expired',
  'asset.passed-on': 'passed-on',
};

/** In which order an asset in force is controlled; undefined where nothing is in force. */
export const orderOf = (c: Case, asset: string): 'first' | 'waiting' | undefined => {
  const { control, first } = holdOf(c, asset);
  if (control === undefined) return undefined;
  return first === undefined ? 'waiting' : 'first';
};

/** Deposits and online funds frozen first in order, in fen (triage `fast` 1, plan §4). */
export const cashFen = (c: Case): number =>
  [...assets(c).values()]
    .filter((a) => assetKind(a.kind).cash)
    .reduce((sum, a) => sum + heldFen(holdOf(c, a.id), a.valueFen), 0);

/** What a control holds, in fen: what was frozen, else what the thing is worth; null if nobody knows. */
export const frozenFen = (control: Control | undefined, valueFen: number | null): number | null =>
  (control?.node === 'asset.frozen' ? control.payload.amountFen : undefined) ?? valueFen;

/** What can be had of an asset, in fen: second in line and of unknown value it is nothing, what was deducted is had. */
export const heldFen = ({ control, first, hadFen }: Hold, valueFen: number | null): number =>
  Math.max(first === undefined ? 0 : (frozenFen(control, valueFen) ?? 0), hadFen);
