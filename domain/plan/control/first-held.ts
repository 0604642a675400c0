import type { Case } from '../../record/case.ts';
import { reading } from '../../record/reading.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { dateOf, startOfDay } from '../../time/instant.ts';
import type { Opening } from '../deadline.ts';
import { type AssetStep, heldAssets, isControl } from './measures.ts';
import { pointlessBy } from './losses.ts';
import { stagesOf } from './stages.ts';

/** A stretch in which an asset is held first in order until one and the same day. */
interface FirstHeld {
  readonly asset: string;
  /** What gave it that day: a control, the end of a waiting, a renewal. */
  readonly step: AssetStep;
  readonly until: CivilDate;
  /** What gave it another day, or ended it. */
  readonly next: AssetStep | undefined;
}

/** Each control that is first in order and in force, anew with every other last day (plan §2.1, `seizure-expiry`). */
export const firstHeld = reading((c: Case): readonly FirstHeld[] =>
  heldAssets(c).flatMap((asset) => {
    const stages = stagesOf(c, asset);
    const dayAt = (i: number) => (stages[i]?.hold.first === undefined ? undefined : stages[i].hold.until);
    return stages.flatMap(({ step }, i): FirstHeld[] => {
      const until = dayAt(i);
      if (until === undefined || until === dayAt(i - 1) || dateOf(step.at) > until) return []; // what has run out already is not to be renewed
      const next = stages.find((_, later) => later > i && dayAt(later) !== until)?.step;
      return [{ asset, step, until, next }];
    });
  }),
);

/** The nodes that give an asset held first in order its last day. */
export const heldNodes = [
  'asset.frozen',
  'asset.sealed',
  'asset.seized',
  'asset.taken-over',
  'asset.promoted',
  'asset.renewed',
] as const;

/** Such a stretch as the opening of what is to be done before its last day, counted back from that. */
export const heldAnew = ({ asset, step, until, next }: FirstHeld): Opening => ({
  ...{ at: step.at, seq: step.seq, subject: asset, from: startOfDay(until) },
  ...(next && { until: pointlessBy(next) ?? { at: next.at, seq: next.seq, zh: overZh(next) } }),
});

const overZh = (next: AssetStep): string =>
  isControl(next) ? '另行采取了控制，自其届满日另行起算' : '该项财产的控制已经解除或者财产已经处置';
