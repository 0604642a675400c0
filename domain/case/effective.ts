import { readInstant } from '../gate/instant.ts';
import type { Fact } from './fact.ts';
import { inOrder } from './index-of-facts.ts';

/** Facts of the record that speak of other facts, not of the case (engine.md 3). */
const isAbout = (fact: Fact, node: 'fact.withdrawn' | 'fact.corrected'): boolean => fact.node === node;
const target = (fact: Fact): number => (fact.payload as { fact: number }).fact; // both nodes' schemas require it

/**
 * The record as it would read had nothing ever been wrong: withdrawn facts gone, corrected ones in their new form
 * under their old identity, ordered by when things happened, then by when they were recorded (engine.md 2, 3).
 * A withdrawal may itself be withdrawn.
 */
export function effectiveFacts(record: readonly Fact[]): readonly Fact[] {
  const gone = withdrawnSeqs(record);
  const corrected = new Map<number, Partial<Pick<Fact, 'at' | 'payload'>>>();
  for (const fact of record) {
    if (isAbout(fact, 'fact.corrected') && !gone.has(fact.seq)) {
      corrected.set(target(fact), { ...corrected.get(target(fact)), ...correction(fact) });
    }
  }
  return record
    .filter((f) => !gone.has(f.seq) && !isAbout(f, 'fact.withdrawn') && !isAbout(f, 'fact.corrected'))
    .map((f) => (corrected.has(f.seq) ? { ...f, ...corrected.get(f.seq) } : f))
    .toSorted(inOrder);
}

/** The places in the record of facts that a withdrawal, not itself withdrawn, has taken back. */
export function withdrawnSeqs(record: readonly Fact[]): ReadonlySet<number> {
  const gone = new Set<number>();
  for (const fact of record.toReversed()) {
    if (isAbout(fact, 'fact.withdrawn') && !gone.has(fact.seq)) gone.add(target(fact));
  }
  return gone;
}

/** What a correction changes: the instant, the content, or both. */
function correction(fact: Fact): Partial<Pick<Fact, 'at' | 'payload'>> {
  const { at, payload } = fact.payload as { at?: string; payload?: unknown }; // the node's schema says so
  const instant = at === undefined ? undefined : readInstant(at);
  return { ...(instant === undefined ? {} : { at: instant }), ...(payload === undefined ? {} : { payload }) };
}
