import { readCase } from '../../domain/record/case.ts';
import { derive } from '../../domain/engine/derive.ts';
import { countedFrom } from '../../domain/plan/ladder.ts';
import { lawsMet } from '../../domain/plan/law.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Db } from '../../db/client.ts';
import { lawLibrary } from '../../db/law/library.ts';
import { readStanding } from '../../db/cases/read.ts';

/** Every rung that follows from a case's facts up to an instant, in order: `reception@2 remind 2026-01-21T…Z`. */
export async function rungsDue(db: Db, id: string, until: Instant): Promise<readonly string[]> {
  const { record, kept } = await readStanding(db, id, null);
  const derived = derive(readCase(record), await lawLibrary().load(db, lawsMet(record)));
  return derived
    .flatMap((d) => {
      const since = kept.get(d.id)?.since ?? null; // no step counts from before what was recorded late (engine.md 26)
      return (since === null ? d.steps : countedFrom(d.steps, since))
        .filter(({ at }) => at <= until && at < (d.endedAt ?? until))
        .map(({ rung, at }) => rungKey(d.id, rung, at));
    })
    .toSorted();
}

/** How such a rung is written. */
export const rungKey = (deadline: string | null, rung: string | null, at: Instant = 0): string =>
  `${deadline} ${rung} ${new Date(at).toISOString()}`;
