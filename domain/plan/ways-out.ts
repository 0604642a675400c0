import { type NodeId, nodeRow } from '../nodes/index.ts';
import { isAbout, type SubjectKind } from '../nodes/node.ts';
import { deadlineRow } from './deadlines.ts';
import type { Because, DeadlineNow } from './derived.ts';

/** A deadline, and the kind of thing that it is about, where its row lets it be of several. */
type Asked = Pick<DeadlineNow, 'rule' | 'subject'> & { readonly kind?: SubjectKind | undefined };

/** The nodes that can end a deadline. */
export const endedBy = (asked: Asked): readonly NodeId[] => ofItsKind(deadlineRow(asked.rule).done.nodes, asked);

/** What there is to do about a deadline, in order: on the way to its end, and what ends it. */
export const doneAbout = (asked: Asked): readonly NodeId[] => {
  const { towards = [], done } = deadlineRow(asked.rule);
  return ofItsKind([...towards, ...done.nodes], asked);
};

/** Of a row about several kinds of thing, what is about that of this deadline. */
function ofItsKind(nodes: readonly NodeId[], { rule, kind }: Asked): readonly NodeId[] {
  const { about, orAbout } = deadlineRow(rule);
  if (about === undefined || orAbout === undefined) return nodes;
  const own = kind !== undefined && orAbout.includes(kind) ? kind : about;
  const isOthers = (node: NodeId) => [about, ...orAbout].some((each) => each !== own && isAbout(nodeRow(node), each));
  return nodes.filter((node) => isAbout(nodeRow(node), own) || (own === about && !isOthers(node)));
}

/** What a node is about that ends a deadline: the deadline's own subject, where it is of the node's kind. */
export function subjectFor(node: NodeId, { rule, subject, kind }: Asked): string | null {
  const row = nodeRow(node);
  const { about, orAbout = [] } = deadlineRow(rule);
  const own = kind !== undefined && orAbout.includes(kind) ? kind : about;
  return own !== undefined && row.introduces !== true && isAbout(row, own) ? subject : null;
}

/** The kind of thing that the fact was about which opened a deadline. */
export function openedAbout(because: readonly Because[]): SubjectKind | undefined {
  const [opened] = because;
  return opened?.step === 'opened' && opened.node !== null ? nodeRow(opened.node).subject : undefined;
}
