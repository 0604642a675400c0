import { type NodeId, nodeIds, nodeRow } from '../nodes/index.ts';
import { isAbout, type NodeRow, subjectZh } from '../nodes/node.ts';
import { foundingNodes, standsIn } from '../nodes/record-kinds.ts';
import { ofOtherCases } from '../plan/kind-of-case.ts';
import { endedBy, subjectFor } from '../plan/ways-out.ts';
import type { DeadlineNow } from '../plan/derived.ts';
import type { Actor, Person } from '../record/actor.ts';
import type { Case } from '../record/case.ts';
import type { Draft } from '../record/fact.ts';
import { refuse, type Refusal } from '../record/refusal.ts';
import type { Instant } from '../time/instant.ts';
import type { Role } from '../nodes/roles.ts';
import { capacities } from './capacities.ts';
import { askedOf, checkRight } from './decide.ts';
import { rowAbout } from '../plan/guard.ts';
import { closed, repeated } from '../plan/still-open.ts';
import { inPlaceOf } from './in-place.ts';
import { wrongParty } from './own-party.ts';

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
  nodeRow(id).by.length > 0 &&
  standsIn(nodeRow(id).in, c.kind) &&
  ofOtherCases(c, id) === undefined &&
  !foundingNodes.has(id);

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

const firstRefusal = (c: Case, id: NodeId): Refusal | undefined => firstOf(askedOf(id).when ?? [], (guard) => guard(c));

/** Nodes that could be recorded now by somebody: their case guards pass and their subject can exist. */
export const offered = (c: Case): readonly NodeId[] =>
  nodeIds.filter((id) => isFor(c, id) && shut(c, id) === undefined);

/** Who wants to know what they may do, and when. */
interface Asking {
  readonly actor: Actor;
  readonly now: Instant;
  readonly opened: readonly DeadlineNow[];
  /** The persons from whom the record is kept, by id. */
  readonly people: ReadonlyMap<string, Person>;
}

const MOST_TRIED = 500; // contents; what would be refused behind them is found out when it is sent

type What = Pick<Action, 'node' | 'subject'>;

/** Why it would be refused to this person in each of their capacities, as it is when it is sent (decide.ts). */
function refusedWhatever(c: Case, what: What, asking: Asking): Refusal | undefined {
  let refusal: Refusal | undefined;
  for (const as of capacities(c, nodeRow(what.node), asking)) {
    refusal = refusedAs(c, what, as, asking);
    if (refusal === undefined) return undefined;
  }
  return refusal;
}

/** The same in these roles, about each thing that it could be about, and whatever it says. */
function refusedAs(c: Case, { node, subject }: What, as: readonly Role[], asking: Asking): Refusal | undefined {
  const row = nodeRow(node);
  const displaced = inPlaceOf(c, row, { node, as }, asking.people);
  if (displaced !== undefined) return displaced;
  const { asks = [], among } = askedOf(node);
  const standing = { deadlines: () => asking.opened };
  const contents = among === undefined ? [{}] : among(c, standing);
  if (contents.length === 0) return refuse('unknown-subject', `现在没有可以“${row.zh}”的对象`, row.basis);
  let first: Refusal | undefined;
  let tried = 0;
  for (const about of subject === null ? subjectsOf(c, row) : [subject]) {
    const aboutIt = rowAbout(c, node, about);
    for (const content of contents) {
      if (++tried > MOST_TRIED) return undefined;
      const payload = { ...(row.example as object), ...content }; // a row's example has its form
      const draft = {
        node,
        subject: about,
        payload,
        as,
        by: asking.actor.id,
        at: asking.now,
        now: asking.now,
      } as Draft; // and so has this
      const own = { ...draft, payload: {} } as Draft; // whose word an example is says nothing of theirs
      const refusal =
        wrongParty(c, aboutIt, own) ??
        repeated(c, aboutIt, draft) ??
        firstOf(asks, (guard) => guard(c, draft, standing));
      if (refusal === undefined) return undefined;
      first ??= refusal;
    }
  }
  return first;
}

/** What a node can be about; null stands for the record itself, and for what it brings in. */
const subjectsOf = (c: Case, row: NodeRow): readonly (string | null)[] =>
  row.subject === undefined || row.introduces === true
    ? [null]
    : [...c.subjects.values()].filter(({ of }) => isAbout(row, of)).map(({ id }) => id);

function firstOf<G>(guards: readonly G[], ask: (guard: G) => Refusal | undefined): Refusal | undefined {
  for (const guard of guards) {
    const refusal = ask(guard);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/**
 * What an actor may do in a record now, in the order of the plan: each node of theirs, once for every subject that an open
 * deadline is about which it may end, else once. `opened`: the deadlines, those too that have ended.
 */
export function actionsOf(c: Case, asking: Asking): readonly Action[] {
  const { actor, now, opened } = asking;
  const open = opened.filter(({ status }) => status === 'open' || status === 'suspended');
  const asOf = (d: DeadlineNow) => ({ ...d, kind: c.subjects.get(d.subject ?? '')?.of });
  const theirs = nodeIds.filter((id) => isFor(c, id) && checkRight(c, id, { actor, now }) === undefined);
  return theirs.flatMap((node): readonly Action[] => {
    const closedTo = shut(c, node);
    const ends = open.filter((d) => endedBy(asOf(d)).includes(node));
    const bySubject = Map.groupBy(ends, (d) => subjectFor(node, asOf(d)));
    if (bySubject.size === 0) bySubject.set(null, []);
    return [...bySubject].map(([subject, discharges]) => {
      const refusal = closedTo ?? refusedWhatever(c, { node, subject }, asking);
      return { node, subject, refusal, discharges };
    });
  });
}
