import type { NodeId } from '../nodes/index.ts';
import type { Fact } from './fact.ts';

/** The order in which facts are read: by when things happened, then by when they were recorded (engine.md 2). */
export const inOrder = (a: Fact, b: Fact): number => a.at - b.at || a.seq - b.seq;

/** Facts that hold, in order, to be found by their node, by node and subject, and by their place in the record. */
export interface IndexOfFacts {
  readonly all: readonly Fact[];
  readonly of: (node: NodeId, subject?: string | null) => readonly Fact[];
  readonly at: (seq: number) => Fact | undefined;
  /** Takes one more fact in at its place; quick where it is among the last. */
  readonly add: (fact: Fact) => void;
}

const none: readonly Fact[] = [];

/** Reads facts, in order, into an index: each question is then one look, however long the record. */
export function indexOf(facts: readonly Fact[]): IndexOfFacts {
  const all: Fact[] = [];
  const byNode = new Map<NodeId, Fact[]>();
  const bySubject = new Map<NodeId, Map<string | null, Fact[]>>();
  const bySeq = new Map<number, Fact>();
  const add = (fact: Fact) => {
    const subjects = known(bySubject, fact.node, () => new Map<string | null, Fact[]>());
    insert(all, fact);
    insert(
      known(byNode, fact.node, () => []),
      fact,
    );
    insert(
      known(subjects, fact.subject, () => []),
      fact,
    );
    bySeq.set(fact.seq, fact);
  };
  for (const fact of facts) add(fact);
  return {
    all,
    of: (node, subject) => (subject === undefined ? byNode.get(node) : bySubject.get(node)?.get(subject)) ?? none,
    at: (seq) => bySeq.get(seq),
    add,
  };
}

function known<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

/** From the end: facts come almost in order. */
function insert(list: Fact[], fact: Fact): void {
  let place = list.length;
  for (let before = list[place - 1]; before !== undefined && inOrder(before, fact) > 0; before = list[place - 1])
    place--;
  if (place === list.length) list.push(fact);
  else list.splice(place, 0, fact);
}
