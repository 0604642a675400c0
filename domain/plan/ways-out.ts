import { type NodeId, nodeRow } from '../nodes/index.ts';
import { isAbout } from '../nodes/node.ts';
import { deadlineRow } from './deadlines.ts';
import type { DeadlineNow } from './derived.ts';

/** The nodes that can end a deadline. */
export const endedBy = ({ rule }: Pick<DeadlineNow, 'rule'>): readonly NodeId[] => deadlineRow(rule).done.nodes;

/** What there is to do about a deadline, in order: on the way to its end, and what ends it. */
export const doneAbout = ({ rule }: Pick<DeadlineNow, 'rule'>): readonly NodeId[] => {
  const { towards = [], done } = deadlineRow(rule);
  return [...towards, ...done.nodes];
};

/** What a node is about that ends a deadline: the deadline's own subject, where it is of the node's kind. */
export function subjectFor(node: NodeId, { rule, subject }: Pick<DeadlineNow, 'rule' | 'subject'>): string | null {
  const row = nodeRow(node);
  const { about } = deadlineRow(rule);
  return about !== undefined && row.introduces !== true && isAbout(row, about) ? subject : null;
}
