import type { Case } from '../../record/case.ts';
import { reading } from '../../record/reading.ts';
import { assets } from './assets.ts';
import { type AssetStep, held, type Hold, nothingHeld, stepsOf } from './measures.ts';

/** An asset as it stood after each step, in order. */
interface Stage {
  readonly step: AssetStep;
  readonly hold: Hold;
  readonly before: Hold;
}

/** How an asset stood after each thing that was done about it. */
export function stagesOf(c: Case, asset: string): readonly Stage[] {
  const known = stages(c).get(asset) ?? readStages(c, asset);
  stages(c).set(asset, known);
  return known;
}

/** Those that were asked for: several rows ask for the same asset. */
const stages = reading(() => new Map<string, readonly Stage[]>());

function readStages(c: Case, asset: string): readonly Stage[] {
  const valueFen = assets(c).get(asset)?.valueFen ?? null;
  let hold = nothingHeld;
  return stepsOf(c, asset).map((step) => {
    const before = hold;
    hold = held(before, step, valueFen);
    return { step, hold, before };
  });
}
