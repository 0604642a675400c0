import type { PanelMatter } from '../../nodes/closing.ts';
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { reading } from '../../record/reading.ts';

/** What the panel has decided on a matter, in order; one that names none is about a long case. */
export const panelOn = (c: Case, ...matters: readonly PanelMatter[]): readonly FactOf<'panel.decided'>[] =>
  c.all('panel.decided').filter((f) => matters.includes(f.payload.about ?? 'long-case'));

/** Approved exclusions that have no end yet, in order. */
export const openStops = reading((c): readonly FactOf<'exclusion.approved'>[] => {
  const ended = new Set(c.all('exclusion.ended').map((f) => f.payload.exclusion));
  return c.all('exclusion.approved').filter((f) => f.payload.to === undefined && !ended.has(f.seq));
});
