import type { LateEntry } from '../plan/derived.ts';
import type { Law, LawMet } from '../plan/law.ts';
import type { CourtSettings } from '../plan/court-settings.ts';
import { nodeRow } from '../nodes/index.ts';
import { isBelieved } from '../record/believed.ts';
import { type Case, indexed } from '../record/case.ts';
import { withdrawnSeqs } from '../record/effective.ts';
import type { Fact } from '../record/fact.ts';
import { reading } from '../record/reading.ts';
import { inOrder } from '../record/index-of-facts.ts';
import { dayNumber } from '../time/civil-date.ts';
import { dateOf } from '../time/instant.ts';

/** Facts that came too late to be taken at their word, by their place in the record. */
export type LateEntries = ReadonlyMap<number, LateEntry>;

const none: LateEntries = new Map();

/**
 * The late entries 补录 of a case: recorded more than the court's days after they are said to have happened, and not accepted
 * by review (engine.md 2b). Days are counted as ever, the first not (民诉法85); the settings are those of the law that the
 * record had met by then. Given the laws that the case has met, and what they say.
 */
export function lateEntries(c: Case, all: readonly LawMet[], under: readonly Law[]): LateEntries {
  const found = new Map<number, LateEntry>();
  let accepted: ReadonlySet<number> | undefined;
  for (const fact of c.facts) {
    const { seq, at, recordedAt } = fact;
    if (recordedAt - at < LEAST || isBelieved(c, fact)) continue;
    const days = dayNumber(dateOf(recordedAt)) - dayNumber(dateOf(at));
    const law = under[all.findLastIndex((l) => l.seq < seq)];
    if (law === undefined || (days <= limit(law.courtSettings, fact.node) && !saysEarlier(c, fact))) continue;
    accepted ??= acceptedSeqs(c);
    if (!accepted.has(seq)) found.set(seq, { fact: seq, at, recordedAt });
  }
  return found.size === 0 ? none : found;
}

/**
 * Whether a fact says of the same thing an earlier instant than one that was taken back before: then it is a correction by
 * another name, and taken at its word only once review has accepted it (engine.md 2b, 3).
 */
function saysEarlier(c: Case, { node, subject, seq, at }: Fact): boolean {
  return takenBack(c).some(
    ({ fact, by }) => by < seq && fact.node === node && fact.subject === subject && fact.at > at,
  );
}

/** The facts that have been taken back, as they were recorded, each with the place of its withdrawal. */
const takenBack = reading((c) => {
  const gone = withdrawnSeqs(c.record);
  return c.record.flatMap((f) => {
    if (f.node !== 'fact.withdrawn' || gone.has(f.seq)) return [];
    const fact = c.record[f.payload.fact - 1];
    return fact === undefined ? [] : [{ fact, by: f.seq }];
  });
});

const LEAST = 60_000; // milliseconds: what is recorded at once is not looked at further

const limit = ({ lateEntry }: CourtSettings, node: Fact['node']): number => {
  const { decision, promptly } = nodeRow(node);
  return decision === true || promptly === true ? lateEntry.decisions : lateEntry.days;
};

/** Those that review has accepted, with the instant that they have now: another one has to be accepted anew. */
function acceptedSeqs(c: Case): ReadonlySet<number> {
  const gone = withdrawnSeqs(c.record);
  const seqs = new Set<number>();
  for (const fact of c.record) {
    if (gone.has(fact.seq)) continue;
    if (fact.node === 'entry.accepted') seqs.add(fact.payload.fact);
    if (fact.node === 'fact.corrected' && fact.payload.at !== undefined) seqs.delete(fact.payload.fact);
  }
  return seqs;
}

/** The case as lateness is judged in it: late entries happen when they are recorded. Without any it is the case itself. */
export const asJudged = (c: Case, late: LateEntries): Case =>
  late.size === 0
    ? c
    : indexed(
        c.record,
        c.facts
          .map((f): Fact => {
            const entry = late.get(f.seq);
            return entry === undefined ? f : { ...f, at: entry.recordedAt };
          })
          .toSorted(inOrder),
      );
