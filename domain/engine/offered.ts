import { type NodeId, nodeIds, nodeRow } from '../nodes/index.ts';
import { isAbout, type NodeRow, subjectZh } from '../nodes/node.ts';
import { standsIn } from '../nodes/record-kinds.ts';
import { endedBy, subjectFor } from '../plan/ways-out.ts';
import type { DeadlineNow } from '../plan/derived.ts';
import type { Actor } from '../record/actor.ts';
import type { Case } from '../record/case.ts';
import { refuse, type Refusal } from '../record/refusal.ts';
import type { Instant } from '../time/instant.ts';
import { checkRight, askedOf } from './decide.ts';
import { closed } from './guarded.ts';

/** Something that somebody may do in a record: a node, and what it is about where it ends a deadline about that. */
export interface Action {
  readonly node: NodeId;
  readonly subject: string | null;
  /** Why the record as it stands does not allow it, whatever it says; undefined if it does. */
  readonly refusal: Refusal | undefined;
  /** The deadlines that it may end, as they stand now. */
  readonly discharges: readonly DeadlineNow[];
}

/** Whether a node belongs to records of this kind, and somebody may send it. */
const isFor = (c: Case, id: NodeId): boolean =>
  nodeRow(id).by.length > 0 && standsIn(nodeRow(id).in, c.kind) && id !== c.founding.node;

/** Why a node cannot be recorded in the record as it stands, whatever its payload says. */
function shut(c: Case, id: NodeId): Refusal | undefined {
  const row = nodeRow(id);
  return closed(c, row) ?? doneOnce(c, id, row) ?? aboutNothing(c, row) ?? firstRefusal(c, id);
}

const doneOnce = (c: Case, id: NodeId, row: NodeRow): Refusal | undefined =>
  row.once && row.subject === undefined && c.first(id)
    ? refuse('already-recorded', `“${row.zh}”已经登记过；有误的请更正或撤回`, row.basis)
    : undefined;

const aboutNothing = (c: Case, row: NodeRow): Refusal | undefined =>
  row.subject && !row.introduces && ![...c.subjects.values()].some((s) => isAbout(row, s.of))
    ? refuse('unknown-subject', `本案还没有${subjectZh(row)}`, row.basis)
    : undefined;

function firstRefusal(c: Case, id: NodeId): Refusal | undefined {
  for (const guard of askedOf(id).when ?? []) {
    const refusal = guard(c);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** Nodes that could be recorded now by somebody: their case guards pass and their subject can exist. */
export const offered = (c: Case): readonly NodeId[] =>
  nodeIds.filter((id) => isFor(c, id) && shut(c, id) === undefined);

/**
 * What an actor may do in a record now, in the order of the plan: each node of theirs, once for every subject that an open
 * deadline is about which it may end, else once. `open`: the deadlines that have not ended.
 */
export function actionsOf(
  c: Case,
  who: { readonly actor: Actor; readonly now: Instant },
  open: readonly DeadlineNow[],
): readonly Action[] {
  const theirs = nodeIds.filter((id) => isFor(c, id) && checkRight(c, id, who) === undefined);
  return theirs.flatMap((node): readonly Action[] => {
    const refusal = shut(c, node);
    const ends = open.filter((d) => endedBy(d).includes(node));
    const bySubject = Map.groupBy(ends, (d) => subjectFor(node, d));
    if (bySubject.size === 0) bySubject.set(null, []);
    return [...bySubject].map(([subject, discharges]) => ({ node, subject, refusal, discharges }));
  });
}
