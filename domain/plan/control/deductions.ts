import { readInstant } from '../../gate/instant.ts';
import { assetKind } from '../../nodes/asset-kinds.ts';
import type { Case } from '../../record/case.ts';
import { parties } from '../../record/parties.ts';
import { reading } from '../../record/reading.ts';
import { addDays } from '../../time/civil-date.ts';
import { dateOf, endOfDay, type Instant } from '../../time/instant.ts';
import type { Opening } from '../deadline.ts';
import { servicesOf } from '../documents/services.ts';
import { leftFen } from '../money/readings.ts';
import { type Asset, assets, assetsInOrder } from './assets.ts';
import { type AssetStep, frozenFen } from './measures.ts';
import { stagesOf } from './stages.ts';
import { isBehind } from '../opens.ts';

/**
 * Each cash asset when it is frozen first in order, from when that takes effect, anew after each release (三·七9); the days are
 * counted from the end of the time that its holder was given to perform, where that is later.
 */
export const cashFrozenFirst = (c: Case): readonly Opening[] =>
  assetsInOrder(c)
    .filter(({ kind }) => assetKind(kind).cash)
    .flatMap((asset) => {
      const over = timeToPerform(c, asset);
      return stagesOf(c, asset.id)
        .filter(({ hold, before }) => hold.first !== undefined && before.first === undefined)
        .map(({ step }) => {
          const at = effectOf(step);
          return { at, seq: step.seq, subject: asset.id, ...(over !== undefined && over > at && { from: over }) };
        });
    });

/** When the time is over that the first notice served on each respondent gave it to perform (plan §0 D6). */
const timesToPerform = reading((c): ReadonlyMap<string, Instant> => {
  const over = new Map<string, Instant>();
  for (const { document, to, served } of servicesOf(c, 'enforcement-notice')) {
    const { performBy, performWithin } = document.payload;
    const last = performBy ?? (performWithin === undefined ? undefined : addDays(served.on, performWithin));
    if (last !== undefined && !over.has(to)) over.set(to, endOfDay(last));
  }
  return over;
});

/** The same of whoever holds an asset; undefined while no notice has been served on them, or nobody knows who that is. */
const timeToPerform = (c: Case, { holder }: Asset): Instant | undefined =>
  timesToPerform(c).get(parties(c).find(({ id, name }) => holder === id || holder === name)?.id ?? '');

/** When a control or promotion takes effect in this case: never before the filing. */
function effectOf(step: AssetStep): number {
  if (step.node === 'asset.taken-over') return step.at; // it held for another case until then
  const effectiveAt = 'effectiveAt' in step.payload ? step.payload.effectiveAt : undefined;
  return (effectiveAt === undefined ? undefined : readInstant(effectiveAt)) ?? step.at;
}

/**
 * The deduction with which an asset's purpose was met: all that was frozen of it, or, with what was deducted elsewhere
 * since, all that was left of the claim when it was frozen.
 */
export function deductedEnough(c: Case, opening: Opening): { readonly at: number; readonly seq: number } | undefined {
  const deducted = c.all('asset.deducted').filter((f) => isBehind(f, opening));
  if (deducted.length === 0) return undefined;
  const asset = opening.subject ?? '';
  const frozen = c.fact(opening.seq);
  const left = frozen === undefined ? null : leftFen(c, { on: dateOf(frozen.at), last: frozen });
  const valueFen = assets(c).get(asset)?.valueFen ?? null;
  const own = new Map(stagesOf(c, asset).map(({ step, before }) => [step.seq, before]));
  let everyFen = 0;
  return deducted.find(({ seq, payload: { amountFen } }) => {
    everyFen += amountFen;
    if (left !== null && everyFen >= left) return true;
    const before = own.get(seq);
    if (before === undefined) return false;
    const all = frozenFen(before.control, valueFen);
    return all === null ? left === null : before.deductedFen + amountFen >= all;
  });
}
