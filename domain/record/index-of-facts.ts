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
  const bySubject = new Map<NodeId, Map<string | null, Fact[]>>(); // of the nodes that were asked about by subject
  const bySeq = new Map<number, Fact>();
  const add = (fact: Fact) => {
    insert(all, fact);
    insertUnder(byNode, fact.node, fact);
    const subjects = bySubject.get(fact.node);
    if (subjects !== undefined) insertUnder(subjects, fact.subject, fact);
    bySeq.set(fact.seq, fact);
  };
  const subjectsOf = (node: NodeId) => {
    const found = bySubject.get(node) ?? Map.groupBy(byNode.get(node) ?? none, ({ subject }) => subject);
    bySubject.set(node, found);
    return found;
  };
  for (const fact of facts) add(fact);
  return {
    all,
    of: (node, subject) => (subject === undefined ? byNode.get(node) : subjectsOf(node).get(subject)) ?? none,
    at: (seq) => bySeq.get(seq),
    add,
  };
}

function insertUnder<K>(lists: Map<K, Fact[]>, key: K, fact: Fact): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [fact]);
  else insert(list, fact);
}

/** From the end: facts come almost in order. */
function insert(list: Fact[], fact: Fact): void {
  let place = list.length;
  for (let before = list[place - 1]; before !== undefined && inOrder(before, fact) > 0; before = list[place - 1])
    place--;
  if (place === list.length) list.push(fact);
  else list.splice(place, 0, fact);
}
