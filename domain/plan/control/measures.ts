import { assetKind, type Measure } from '../../nodes/asset-kinds.ts';
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { reading } from '../../record/reading.ts';
import type { Instant } from '../../time/instant.ts';
import { type Asset, assets, assetsInOrder } from './assets.ts';

/** A measure of control (plan §0 D2). */
export type Control = FactOf<'asset.frozen' | 'asset.sealed' | 'asset.seized'>;
/** Whatever may be done about an asset: a control, the decision to take none, the release of what was in force. */
export type AssetStep = Control | FactOf<'asset.skipped' | 'asset.released'>;

/** The nodes by which something is done about an asset. */
export const stepNodes = ['asset.frozen', 'asset.sealed', 'asset.seized', 'asset.skipped', 'asset.released'] as const;

/** The measure that a control is; undefined for every other node. */
export const measureOf = (node: string): Measure | undefined => measureBy[node];
const measureBy: Readonly<Record<string, Measure>> = {
  'asset.frozen': 'frozen',
  'asset.sealed': 'sealed',
  'asset.seized': 'seized',
};

const isControl = (step: AssetStep): step is Control => measureOf(step.node) !== undefined;

/** What was done about an asset by an instant, in order. */
const stepsOf = (c: Case, asset: string, by: Instant): readonly AssetStep[] =>
  stepNodes
    .flatMap((node): readonly AssetStep[] => c.all(node, asset))
    .filter(({ at }) => at <= by)
    .toSorted(inOrder);

/** What was last done about each asset, by id. */
export const lastSteps = (c: Case): ReadonlyMap<string, AssetStep> =>
  new Map(
    stepNodes
      .flatMap((node): readonly AssetStep[] => c.all(node))
      .toSorted(inOrder)
      .map((step) => [step.subject ?? '', step]),
  );

/** What is left in force of steps in order: the controls that no release followed. */
const standingOf = (steps: readonly AssetStep[]): readonly Control[] =>
  steps.slice(steps.findLastIndex(({ node }) => node === 'asset.released') + 1).filter(isControl);

/** The measures in force on an asset, at an instant if one is given, in order (plan §0 D2). */
export const inForce = (c: Case, asset: string, at: Instant = Number.POSITIVE_INFINITY): readonly Control[] =>
  standingOf(stepsOf(c, asset, at));

/** Every asset on which a measure is in force, waiting ones too: what a closing that frees all has to see released. */
export const assetsInForce = reading((c): readonly Asset[] => assetsInOrder(c).filter(({ id }) => holds(c, id)));

const holds = (c: Case, asset: string): boolean => inForce(c, asset).length > 0;

/** The control that counts after a further step: the last that is first in order, else the last; none after a release. */
export function counting(before: Control | undefined, step: AssetStep): Control | undefined {
  if (step.node === 'asset.released') return undefined;
  if (!isControl(step)) return before;
  return before?.payload.order === 'first' && step.payload.order === 'waiting' ? before : step;
}

/** The control that counts of those in force on an asset. */
export const controlOf = (c: Case, asset: string, at?: Instant): Control | undefined =>
  inForce(c, asset, at).reduce<Control | undefined>(counting, undefined);

/** Why nothing is in force on an asset that was dealt with: it was left alone, or released. Undefined otherwise. */
export function leftAlone(c: Case, asset: string): 'skipped' | 'released' | undefined {
  const steps = stepsOf(c, asset, Number.POSITIVE_INFINITY);
  const last = steps.at(-1);
  if (last === undefined || standingOf(steps).length > 0) return undefined;
  return last.node === 'asset.skipped' ? 'skipped' : 'released';
}

/** Deposits and online funds frozen first in order, in fen (triage `fast` 1, plan §4). */
export const cashFen = (c: Case): number =>
  [...assets(c).values()]
    .filter((a) => assetKind(a.kind).cash)
    .reduce((sum, a) => sum + heldFen(controlOf(c, a.id), a.valueFen), 0);

/** What can be had of an asset by the control that counts, in fen: second in line and of unknown value it is nothing. */
export function heldFen(control: Control | undefined, valueFen: number | null): number {
  if (control?.payload.order !== 'first') return 0;
  return (control.node === 'asset.frozen' ? control.payload.amountFen : undefined) ?? valueFen ?? 0;
}
