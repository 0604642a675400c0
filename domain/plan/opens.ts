import type { Case } from '../record/case.ts';
import type { Fact } from '../record/fact.ts';
import { inOrder } from '../record/index-of-facts.ts';
import type { Discharge, Done, Opening, Opens } from './deadline.ts';
import { nodeRow, type NodeId } from '../nodes/index.ts';

/** A fact as the opening of a deadline about the fact's own subject. */
export const opening = (fact: Fact): Opening => ({ at: fact.at, seq: fact.seq, subject: fact.subject });

const name = (nodes: readonly NodeId[], joint: string): string => nodes.map((n) => nodeRow(n).zh).join(joint);

/** One deadline for every fact of a node. */
export const on = (node: NodeId): Opens => ({
  zh: name([node], ''),
  nodes: [node],
  find: (c) => c.all(node).map(opening),
});

/** Openings that need more than a node's name. */
export const when = (zh: string, nodes: readonly NodeId[], find: Opens['find']): Opens => ({ zh, nodes, find });

/** At most one opening, from the fact at which something became true. */
export const once = (zh: string, nodes: readonly NodeId[], find: (c: Case) => Fact | undefined): Opens =>
  when(zh, nodes, (c) => {
    const fact = find(c);
    return fact === undefined ? [] : [{ ...opening(fact), subject: null }];
  });

/** The first fact of any of these nodes about the same subject. */
export const any = (...nodes: readonly NodeId[]): Done => ({
  zh: name(nodes, '或者'),
  nodes,
  find: (c, { subject }) => firstOf(nodes, (node) => c.first(node, subject)),
});

/** Like `any`, but only what came after the opening: for rules that open again for the same subject. */
export const anySince = (...nodes: readonly NodeId[]): Done => ({
  zh: name(nodes, '或者'),
  nodes,
  find: (c, o) => firstOf(nodes, (node) => firstBehind(c.all(node, o.subject), o)),
});

/** Whether a fact came after an opening. */
export const isBehind = (fact: Fact, { at, seq }: Pick<Opening, 'at' | 'seq'>): boolean =>
  fact.at > at || (fact.at === at && fact.seq > seq);

/** The first of facts in order that lies behind an opening, found by halves. */
function firstBehind(facts: readonly Fact[], o: Opening): Fact | undefined {
  let [low, high] = [0, facts.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const fact = facts[middle];
    if (fact !== undefined && isBehind(fact, o)) high = middle;
    else low = middle + 1;
  }
  return facts[low];
}

/** A discharge that has to be worked out. */
export const discharged = (zh: string, nodes: readonly NodeId[], find: Done['find']): Done => ({ zh, nodes, find });

/** The earliest of the facts that are found, one for a node. */
function firstOf(nodes: readonly NodeId[], find: (node: NodeId) => Fact | undefined): Fact | undefined {
  let first: Fact | undefined;
  for (const node of nodes) {
    const found = find(node);
    if (found !== undefined && (first === undefined || inOrder(found, first) < 0)) first = found;
  }
  return first;
}

/** The earliest of several facts. */
export const earliest = (facts: readonly Fact[]): Fact | undefined =>
  facts.length < 2 ? facts[0] : facts.toSorted(inOrder)[0];

/** All of several facts are needed: the last one's time counts (engine.md 8). Undefined while one is missing. */
export function together(facts: readonly (Discharge | undefined)[]): Discharge | undefined {
  const known = facts.filter((f) => f !== undefined);
  if (known.length < facts.length || known.length === 0) return undefined;
  return { at: Math.max(...known.map((f) => f.at)), seq: Math.max(...known.map((f) => f.seq)) };
}
