import { readInstant } from '../gate/instant.ts';
import { asFact, type Fact } from './fact.ts';
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
    if (gone.has(fact.seq)) continue;
    const { seq, change } = changeBy(fact, record, corrected) ?? {};
    if (seq !== undefined) corrected.set(seq, { ...corrected.get(seq), ...change });
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

/** What a fact says about another: of any, or of the filing, of which it names the fields that change. */
function changeBy(
  fact: Fact,
  record: readonly Fact[],
  corrected: ReadonlyMap<number, Correction>,
): { readonly seq: number; readonly change: Correction } | undefined {
  if (fact.node === 'fact.corrected') {
    const { at, payload } = fact.payload;
    return { seq: fact.payload.fact, change: { ...moment(at), ...(payload !== undefined && { payload }) } };
  }
  if (fact.node !== 'filing.corrected') return undefined;
  const filed = record.find((f) => f.node === 'case.filed');
  if (filed === undefined) return undefined;
  const { at, ...fields } = fact.payload.fields;
  const payload = { ...(corrected.get(filed.seq)?.payload ?? filed.payload), ...fields }; // of that node
  return { seq: filed.seq, change: { ...moment(at), payload } };
}

function moment(at: string | undefined): Correction {
  const instant = at === undefined ? undefined : readInstant(at);
  return instant === undefined ? {} : { at: instant };
}
