import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { isHeldBefore } from '../control/readings.ts';

/** What a clue was found to be, or every clue where none is named, in order. */
export const answersTo = (
  c: Case,
  clue?: string | null,
): readonly (FactOf<'clue.verified'> | FactOf<'clue.fully-verified'>)[] =>
  [...c.all('clue.verified', clue), ...c.all('clue.fully-verified', clue)].toSorted(inOrder);

/** The assets of a clue found real that were not in force then: for them something is left to do (plan §0 D4). */
export const leftToControl = (c: Case, answer: ReturnType<typeof answersTo>[number]): readonly string[] =>
  answer.payload.assets.map(({ id }) => id).filter((id) => !isHeldBefore(c, id, answer));

/** A clue that is specific and not urgent: after the last query before closing it is looked into as a whole (三·七10). */
export const calmClues = (c: Case, { late }: { readonly late: boolean }): readonly FactOf<'clue.received'>[] => {
  const done = c.first('final-query.done');
  return c
    .all('clue.received')
    .filter((f) => f.payload.specific && !f.payload.urgent)
    .filter((f) => late === (done !== undefined && inOrder(done, f) < 0));
};
