import { type NodeId, nodeIds, nodeRow } from '../nodes/index.ts';
import { recordKindIds, recordKindRow, standsIn } from '../nodes/record-kinds.ts';
import { deadlineRow } from '../plan/deadlines.ts';
import { rungIds, rungs } from '../plan/ladder.ts';
import { isKeptFromSome } from '../plan/matters/readers.ts';
import type { Case } from '../record/case.ts';
import type { Fact } from '../record/fact.ts';
import type { Instant } from '../time/instant.ts';
import type { LogEntry } from './log.ts';
import type { Change } from './settle.ts';
import { isTellable, isTold, isToldOf, isWithheld } from './withheld.ts';

/**
 * Something that happened in a record, as neighbouring systems are told: what it was, never of whom. It stands in the outbox only where
 * one of them wants to hear of it (docs/decisions/158).
 */
export interface Happening {
  readonly effect: 'event';
  readonly key: string;
  readonly to: readonly never[];
  /** One of `happenings`. */
  readonly type: string;
  /** When it was recorded, in the record's own time; of a rung its own instant. */
  readonly at: Instant;
  /** A case's number; a matter is called by whose it is, so by its id alone. */
  readonly caseNo: string | null;
  readonly what: { readonly node: NodeId } | { readonly deadline: string; readonly rung: string };
  /** What the node or the deadline is called. */
  readonly zh: string;
}

/** A type of happening, as neighbouring systems choose among them. */
export interface HappeningType {
  readonly type: string;
  readonly zh: string;
}

/** Whether a node stands in some kind of record of which neighbours hear at all. */
const isHeardOf = (node: NodeId): boolean =>
  recordKindIds.some((kind) => recordKindRow(kind).readBy === undefined && standsIn(nodeRow(node).in, kind));

/** Everything that neighbouring systems can hear of, read off the tables of nodes and of rungs. */
export const happenings: readonly HappeningType[] = [
  ...nodeIds
    .filter((node) => isTellable(node) && isHeardOf(node))
    .map((id) => ({ type: `node.${id}`, zh: nodeRow(id).zh })),
  ...rungIds.map((id) => ({ type: `deadline.${id}`, zh: `期限${rungs[id].zh}` })),
];

/** What came of a command, as far as it is told. */
interface Came {
  readonly c: Case;
  readonly appended: readonly Fact[];
  readonly changes: readonly Change[];
  readonly log: readonly LogEntry[];
}

/**
 * What of an outcome neighbouring systems may hear of, in the order in which it came about. A neighbour is nobody of the court and has no
 * part in any record: of one that is kept from anybody in the house it hears nothing (engine.md 23).
 */
export function happeningsIn({ c, appended, changes, log }: Came): readonly Happening[] {
  if (isKeptFromSome(c) || isWithheld(c)) return [];
  const caseNo = c.kind === 'case' ? c.filed.payload.caseNo : null;
  const facts = new Map(appended.map((fact) => [fact.seq, fact]));
  const climbed = changes.filter((change) => change.type === 'rung').values();
  return log.flatMap((line): Happening[] => {
    if (line.type === 'rung') return ofRung(c, climbed.next().value, caseNo);
    const fact = line.type === 'fact' ? facts.get(line.fact ?? 0) : undefined;
    return fact !== undefined && isTold(c, fact) ? [ofFact(fact, caseNo)] : [];
  });
}

const ofFact = ({ node, seq, recordedAt }: Fact, caseNo: string | null): Happening =>
  ({ effect: 'event', key: `node/${seq}`, to: [], type: `node.${node}`, at: recordedAt, caseNo, what: { node }, zh: nodeRow(node).zh }); // prettier-ignore

/** Of steps that fall together the highest alone, as those who hold the deadline hear it; never of which thing: ids are people's own words. */
function ofRung(c: Case, change: Change | undefined, caseNo: string | null): Happening[] {
  if (change?.type !== 'rung' || !change.notify || !isToldOf(c, change.deadline)) return [];
  const { deadline: { id, rule, dueAt }, step: { step, rung, at } } = change; // prettier-ignore
  const key = `rung/${id}/${step}/${dueAt ?? ''}`;
  return [{ effect: 'event', key, to: [], type: `deadline.${rung}`, at, caseNo, what: { deadline: rule, rung }, zh: deadlineRow(rule).zh }]; // prettier-ignore
}
