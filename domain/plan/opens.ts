import type { Case } from '../record/case.ts';
import type { Fact } from '../record/fact.ts';
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
  find: (c, { subject }) => earliest(nodes.flatMap((n) => c.first(n, subject) ?? [])),
});

/** Like `any`, but only what came after the opening: for rules that open again for the same subject. */
export const anySince = (...nodes: readonly NodeId[]): Done => ({
  zh: name(nodes, '或者'),
  nodes,
  find: (c, o) => earliest(nodes.flatMap((n) => firstBehind(c.all(n, o.subject), o) ?? [])),
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

/** The earliest of several facts. */
export const earliest = (facts: readonly Fact[]): Fact | undefined =>
  facts.toSorted((a, b) => a.at - b.at || a.seq - b.seq)[0];

/** All of several facts are needed: the last one's time counts (engine.md 8). Undefined while one is missing. */
export function together(facts: readonly (Discharge | undefined)[]): Discharge | undefined {
  const known = facts.filter((f) => f !== undefined);
  if (known.length < facts.length || known.length === 0) return undefined;
  return { at: Math.max(...known.map((f) => f.at)), seq: Math.max(...known.map((f) => f.seq)) };
}
