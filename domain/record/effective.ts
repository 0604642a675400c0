import { readInstant } from '../gate/instant.ts';
import { keepingIds, type Sides } from '../nodes/party.ts';
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

/** What a fact says about another: of any, or of the filing, whose parties keep their ids (engine.md 22). */
function changeBy(
  fact: Fact,
  record: readonly Fact[],
  corrected: ReadonlyMap<number, Correction>,
): { readonly seq: number; readonly change: Correction } | undefined {
  if (fact.node !== 'fact.corrected' && fact.node !== 'filing.corrected') return undefined;
  const filed = record.find((f) => f.node === 'case.filed');
  const stands = filed && { ...filed.payload, ...(corrected.get(filed.seq)?.payload as Partial<typeof filed.payload>) }; // of that node
  if (fact.node === 'fact.corrected') {
    const { fact: seq, at, payload } = fact.payload;
    if (payload === undefined) return { seq, change: moment(at) };
    const isFiling = stands !== undefined && seq === filed?.seq;
    const next = isFiling ? keepingIds(stands, payload as unknown as Sides) : payload; // checked when it was recorded
    return { seq, change: { ...moment(at), payload: next } };
  }
  if (filed === undefined) return undefined;
  const { at, ...fields } = fact.payload.fields;
  return { seq: filed.seq, change: { ...moment(at), payload: { ...stands, ...fields } } };
}

function moment(at: string | undefined): Correction {
  const instant = at === undefined ? undefined : readInstant(at);
  return instant === undefined ? {} : { at: instant };
}
