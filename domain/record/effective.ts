import { readInstant } from '../gate/instant.ts';
import { asFact, type Fact, type FactOf } from './fact.ts';
import { inOrder } from './index-of-facts.ts';

/**
 * The record as it would read had nothing ever been wrong: withdrawn facts gone, corrected ones in their new form
 * under their old identity, ordered by when things happened, then by when they were recorded (engine.md 2, 3).
 * A withdrawal may itself be withdrawn.
 */
export function effectiveFacts(record: readonly Fact[]): readonly Fact[] {
  const gone = withdrawnSeqs(record);
  const corrected = new Map<number, Correction>();
  for (const fact of record) {
    if (fact.node !== 'fact.corrected' || gone.has(fact.seq)) continue;
    corrected.set(fact.payload.fact, { ...corrected.get(fact.payload.fact), ...correction(fact) });
  }
  return record
    .filter((f) => !gone.has(f.seq) && f.node !== 'fact.withdrawn' && f.node !== 'fact.corrected')
    .map((f) => (corrected.has(f.seq) ? asFact({ ...f, ...corrected.get(f.seq) }) : f))
    .toSorted(inOrder);
}

/** The places in the record of facts that a withdrawal, not itself withdrawn, has taken back. */
export function withdrawnSeqs(record: readonly Fact[]): ReadonlySet<number> {
  const gone = new Set<number>();
  for (const fact of record.toReversed()) {
    if (fact.node === 'fact.withdrawn' && !gone.has(fact.seq)) gone.add(fact.payload.fact);
  }
  return gone;
}

/** What a correction changes: the instant, the content, or both. */
interface Correction {
  readonly at?: number;
  readonly payload?: unknown;
}

function correction({ payload: { at, payload } }: FactOf<'fact.corrected'>): Correction {
  const instant = at === undefined ? undefined : readInstant(at);
  return { ...(instant !== undefined && { at: instant }), ...(payload !== undefined && { payload }) };
}
