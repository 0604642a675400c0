import type { FactOf } from '../../record/fact.ts';
import type { PanelMatter } from '../../nodes/closing.ts';
import type { Case } from '../../record/case.ts';
import type { Basis } from '../../nodes/basis.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import { reading } from '../../record/reading.ts';

/** What the panel has decided on a matter, in order; one that names none is about a long case. */
export const panelOn = (c: Case, ...matters: readonly PanelMatter[]): readonly FactOf<'panel.decided'>[] =>
  c.all('panel.decided').filter((f) => matters.includes(f.payload.about ?? 'long-case'));

/** What stands in the way where the panel, asked last, did not agree; a decision stored before outcomes were asked for agreed. */
export const panelRefused = (
  decided: FactOf<'panel.decided'> | undefined,
  what: string,
  basis: Basis,
): Refusal | undefined =>
  decided?.payload.outcome === 'refused'
    ? refuse(
        'not-approved',
        `合议庭不同意${what}（第${decided.seq}号记录），不能办理；情况有变的，请合议庭重新研究，同意后再办理`,
        basis,
        [{ id: 'panel.decided', zh: `合议庭不同意：${decided.payload.decision}`, basis: basis.zh }],
      )
    : undefined;

/** Approved exclusions that have no end yet, in order. */
export const openStops = reading((c): readonly FactOf<'exclusion.approved'>[] => {
  const ended = new Set(c.all('exclusion.ended').map((f) => f.payload.exclusion));
  return c.all('exclusion.approved').filter((f) => f.payload.to === undefined && !ended.has(f.seq));
});
