import { deadlineRow, type RuleId, ruleIds } from '../plan/deadlines.ts';
import type { Because } from '../plan/derived.ts';
import type { FactOf } from '../record/fact.ts';
import type { Instant } from '../time/instant.ts';

/** Extensions of the statutory limit, in order (plan §5, X2). */
export type Extensions = readonly FactOf<'extension.approved'>[];

const doesMove = (rule: RuleId): boolean => {
  const { clock, backFrom } = deadlineRow(rule);
  return clock === 'extendable' || (backFrom !== undefined && doesMove(backFrom as RuleId)); // a test looks at the table
};

/** The rules whose due extensions move: their own, or that from which they are counted back. */
export const extendable: ReadonlySet<RuleId> = new Set(ruleIds.filter(doesMove));

interface Due {
  readonly dueAt: Instant | null;
  readonly because: readonly Because[];
}

/**
 * A due that each extension moves which was approved before it passed; one that came later cures nothing, and the reasoning
 * says so (engine.md 9). The facts are those of the case as lateness is judged.
 */
export function extendedInTime<D extends Due>(approved: Extensions, count: (extensions: Extensions) => D): D {
  let taken: Extensions = [];
  let dues = count(taken);
  const late: Because[] = [];
  for (const extension of approved) {
    const { at, seq, payload } = extension;
    if (dues.dueAt !== null && at >= dues.dueAt) {
      late.push({ step: 'extended-late', until: payload.until, fact: seq });
      continue;
    }
    taken = [...taken, extension];
    dues = count(taken);
  }
  return late.length === 0 ? dues : { ...dues, because: [...dues.because, ...late] };
}
