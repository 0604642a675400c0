import type { FactOf } from '../../record/fact.ts';
import { reading } from '../../record/reading.ts';

/** Approved exclusions that have no end yet, in order. */
export const openStops = reading((c): readonly FactOf<'exclusion.approved'>[] => {
  const ended = new Set(c.all('exclusion.ended').map((f) => f.payload.exclusion));
  return c.all('exclusion.approved').filter((f) => f.payload.to === undefined && !ended.has(f.seq));
});
