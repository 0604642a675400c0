import type { NodeId } from '../plan/nodes/index.ts';
import { nodeRow } from '../plan/nodes/index.ts';
import type { SubjectKind } from '../plan/node.ts';
import type { Instant } from '../time/instant.ts';
import { effectiveFacts } from './effective.ts';
import type { Fact, FactOf } from './fact.ts';

/** Something facts can be about, introduced by one fact (engine.md 19). */
export interface Subject {
  readonly id: string;
  readonly of: SubjectKind;
  readonly seq: number;
  readonly at: Instant;
}

/** A case as its facts tell it: read-only, made anew from the record each time. */
export interface Case {
  readonly filed: FactOf<'case.filed'>;
  /** Everything recorded, in order of recording. */
  readonly record: readonly Fact[];
  /** What holds, in order of happening. */
  readonly facts: readonly Fact[];
  readonly subjects: ReadonlyMap<string, Subject>;
  /** Facts of a node, in order; of one subject if given. */
  all<N extends NodeId>(node: N, subject?: string | null): readonly FactOf<N>[];
  first<N extends NodeId>(node: N, subject?: string | null): FactOf<N> | undefined;
  last<N extends NodeId>(node: N, subject?: string | null): FactOf<N> | undefined;
}

/** Reads a case from its record. Throws if nothing was filed: a record without `case.filed` is no case. */
export const readCase = (record: readonly Fact[]): Case => indexed(record, effectiveFacts(record));

/** A case over the facts given, which hold and are in order. */
export function indexed(record: readonly Fact[], facts: readonly Fact[]): Case {
  const byNode = Map.groupBy(facts, (f) => f.node);
  const subjects = new Map<string, Subject>();
  for (const fact of facts) {
    for (const subject of introduced(fact)) if (!subjects.has(subject.id)) subjects.set(subject.id, subject);
  }
  const all = <N extends NodeId>(node: N, subject?: string | null): readonly FactOf<N>[] => {
    const found = (byNode.get(node) ?? []) as unknown as readonly FactOf<N>[]; // grouped by that very node
    return subject === undefined ? found : found.filter((f) => f.subject === subject);
  };
  const first = <N extends NodeId>(node: N, subject?: string | null) => all(node, subject)[0];
  const filed = first('case.filed');
  if (filed === undefined) throw new Error('a record without case.filed is no case');
  return { filed, record, facts, subjects, all, first, last: (node, subject) => all(node, subject).at(-1) };
}

/** The subjects that a fact brings into the case. */
export function introduced(fact: Pick<Fact, 'node' | 'subject' | 'payload' | 'seq' | 'at'>): readonly Subject[] {
  const { seq, at } = fact;
  const row = nodeRow(fact.node);
  if (row.introduces && row.subject && fact.subject) return [{ id: fact.subject, of: row.subject, seq, at }];
  if (fact.node !== 'query.returned' && fact.node !== 'traditional-query.returned') return [];
  const { assets } = fact.payload as FactOf<'query.returned'>['payload']; // both returns share one schema
  return assets.map(({ id }) => ({ id, of: 'asset', seq, at }));
}
