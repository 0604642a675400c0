import type { Case } from '../../record/case.ts';
import { reading } from '../../record/reading.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { type AssetStep, heldAssets } from '../control/measures.ts';
import { stagesOf } from '../control/stages.ts';

/** A stretch in which an asset is held first in order until one and the same day. */
interface FirstHeld {
  readonly asset: string;
  /** What gave it that day: a control, the end of a waiting, a renewal. */
  readonly step: AssetStep;
  readonly until: CivilDate;
  /** What gave it another day, or ended it. */
  readonly next: AssetStep | undefined;
}

/** Each control that is first in order and in force, anew with every other last day (plan §2.1, `preservation-renewal`). */
export const firstHeld = reading((c: Case): readonly FirstHeld[] =>
  heldAssets(c).flatMap((asset) => {
    const stages = stagesOf(c, asset);
    const dayAt = (i: number) => (stages[i]?.hold.first === undefined ? undefined : stages[i].hold.until);
    return stages.flatMap(({ step }, i): FirstHeld[] => {
      const until = dayAt(i);
      if (until === undefined || until === dayAt(i - 1)) return [];
      const next = stages.find((_, later) => later > i && dayAt(later) !== until)?.step;
      return [{ asset, step, until, next }];
    });
  }),
);
