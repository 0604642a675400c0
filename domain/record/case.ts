import type { NodeId } from '../nodes/index.ts';
import { nodeRow } from '../nodes/index.ts';
import type { SubjectKind } from '../nodes/node.ts';
import { type RecordKind, recordKindIds, recordKindRow } from '../nodes/record-kinds.ts';
import type { Instant } from '../time/instant.ts';
import { effectiveFacts } from './effective.ts';
import type { Fact, FactOf } from './fact.ts';
import { indexOf, type IndexOfFacts, inOrder } from './index-of-facts.ts';

/** Something facts can be about, introduced by one fact (engine.md 19). */
export interface Subject {
  readonly id: string;
  readonly of: SubjectKind;
  readonly seq: number;
  readonly at: Instant;
}

/** A record as its facts tell it, a case or another kind: read-only, made anew whenever a fact is added. */
export interface Case {
  readonly kind: RecordKind;
  /** The fact that founded the record. */
  readonly founding: Fact;
  /** What an enforcement case was filed for. Throws for a record of another kind: only rows of cases ask. */
  readonly filed: FactOf<'case.filed'>;
  /** Everything recorded, in order of recording. */
  readonly record: readonly Fact[];
  /** What holds, in order of happening. */
  readonly facts: readonly Fact[];
  readonly subjects: ReadonlyMap<string, Subject>;
  /** What was read off it (reading.ts): it lives no longer than the case. */
  readonly readings: Map<unknown, unknown>;
  /** Facts of a node, in order; of one subject if given. */
  all<N extends NodeId>(node: N, subject?: string | null): readonly FactOf<N>[];
  first<N extends NodeId>(node: N, subject?: string | null): FactOf<N> | undefined;
  last<N extends NodeId>(node: N, subject?: string | null): FactOf<N> | undefined;
  /** The fact of a place in the record, if it holds. */
  fact(seq: number): Fact | undefined;
}

/** Where a record bears the case that was read from it: a WeakMap of them all would be walked by each collection of garbage. */
const READ = Symbol('read');

/** Reads a case from its record, once: a record never changes, and what was read off it is kept with it. Throws if nothing founded it. */
export function readCase(record: readonly Fact[] & { readonly [READ]?: Case }): Case {
  const known = record[READ];
  if (known !== undefined) return known;
  const read = indexed(record, effectiveFacts(record));
  Object.defineProperty(record, READ, { value: read });
  return read;
}

/** A case over the facts given, which hold and are in order. */
export const indexed = (record: readonly Fact[], facts: readonly Fact[]): Case =>
  caseOver(record, indexOf(facts), () => subjectsOf(facts));

function subjectsOf(facts: readonly Fact[]): Map<string, Subject> {
  const subjects = new Map<string, Subject>();
  for (const fact of facts) bring(subjects, fact);
  return subjects;
}

function bring(subjects: Map<string, Subject>, fact: Fact): void {
  for (const subject of introduced(fact)) if (!subjects.has(subject.id)) subjects.set(subject.id, subject);
}

function caseOver(record: readonly Fact[], index: IndexOfFacts, subjects: () => ReadonlyMap<string, Subject>): Case {
  let known: ReadonlyMap<string, Subject> | undefined; // most readings never ask
  const all = <N extends NodeId>(node: N, subject?: string | null): readonly FactOf<N>[] =>
    index.of(node, subject) as unknown as readonly FactOf<N>[]; // kept under that very node
  const kind = recordKindIds.find((each) => all(recordKindRow(each).foundedBy).length > 0);
  const founding = kind && all(recordKindRow(kind).foundedBy)[0];
  if (kind === undefined || founding === undefined) throw new Error('nothing has founded this record');
  return {
    kind,
    founding,
    get filed() {
      if (founding.node === 'case.filed') return founding;
      throw new Error(`a ${kind} is no case`);
    },
    record,
    facts: index.all,
    get subjects() {
      return (known ??= subjects());
    },
    readings: new Map(),
    all,
    first: (node, subject) => all(node, subject)[0],
    last: (node, subject) => all(node, subject).at(-1),
    fact: index.at,
  };
}

/** What brought a record to its end; undefined: nothing has, or nothing ever will. */
export function endOf(c: Case): Fact | undefined {
  const { endedBy } = recordKindRow(c.kind);
  const ends: readonly Fact[] = endedBy.flatMap((node) => c.first(node) ?? []);
  return ends.toSorted(inOrder)[0];
}

/** Nodes that speak of other facts: they are about the record, whenever they are said to have happened. */
export const aboutFacts: ReadonlySet<NodeId> = new Set([
  'fact.withdrawn',
  'fact.corrected',
  'filing.corrected',
  'entry.accepted',
]);

/** A case that is being built up: what was recorded of it so far, read without reading everything again. */
export interface Growing {
  readonly add: (fact: Fact) => void;
  /** The case as it stands. One read before the last `add` no longer holds. */
  readonly now: () => Case;
}

/** A case that grows fact by fact, in order of happening: how a takeover's history is read, row after row. */
export function growing(start: readonly Fact[]): Growing {
  const record = [...start];
  let index = indexOf(effectiveFacts(record));
  let subjects = subjectsOf(index.all);
  return {
    add(fact) {
      record.push(fact);
      const last = index.all.findLast((f) => f.node !== 'law.applied'); // of a takeover, the law is met after all else
      const isAboutFacts = aboutFacts.has(fact.node);
      if (isAboutFacts || (last !== undefined && inOrder(last, fact) > 0)) {
        index = indexOf(effectiveFacts(record)); // what held before may do so no longer, or be brought in by another fact
        subjects = subjectsOf(index.all);
        return;
      }
      index.add(fact);
      bring(subjects, fact);
    },
    now: () => caseOver(record, index, () => subjects),
  };
}

/** The subjects that a fact brings into the case: its own, where that is new, and those that its payload names. */
export function introduced(fact: Pick<Fact, 'node' | 'subject' | 'payload' | 'seq' | 'at'>): readonly Subject[] {
  const { node, seq, at, subject, payload } = fact;
  const row = nodeRow(node);
  const own = row.introduces && row.subject && subject ? [{ id: subject, of: row.subject }] : [];
  const brought = row.brings?.(payload) ?? [];
  return [...own, ...brought].map((each) => ({ ...each, seq, at }));
}
