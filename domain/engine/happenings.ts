import { type Outline, outlineOf } from '../access/outline.ts';
import { type NodeId, nodeIds, nodeRow } from '../nodes/index.ts';
import { deadlineRow, ruleIds } from '../plan/deadlines.ts';
import type { Derived } from '../plan/derived.ts';
import { rungIds, rungs } from '../plan/ladder.ts';
import { isKeptFromSome } from '../plan/matters/readers.ts';
import type { Case } from '../record/case.ts';
import type { Fact } from '../record/fact.ts';
import type { Instant } from '../time/instant.ts';
import type { LogEntry } from './log.ts';
import type { Change } from './settle.ts';

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
  /** How many facts the record had then. */
  readonly version: number;
  readonly what: { readonly node: NodeId } | { readonly deadline: string; readonly rung: string };
  /** What the node or the deadline is called. */
  readonly zh: string;
}

/** A type of happening, as neighbouring systems choose among them. */
export interface HappeningType {
  readonly type: string;
  readonly zh: string;
}

const holdsSecret = ({ seen, fields, items }: Outline): boolean =>
  seen?.class === 'secret' ||
  [...(fields?.values() ?? [])].some(holdsSecret) ||
  (items !== undefined && holdsSecret(items));

/** Whether nothing in a node is secret: where a search will be, who told of property. Of one that holds such, that it is there is told to nobody outside. */
const isTellable = (node: NodeId): boolean => {
  const outline = outlineOf(nodeRow(node).payload, { strict: true });
  return outline === undefined || !holdsSecret(outline);
};

const tellable: ReadonlySet<string> = new Set(nodeIds.filter(isTellable));

/** Everything that neighbouring systems can hear of, read off the tables of nodes and of rungs. */
export const happenings: readonly HappeningType[] = [
  ...nodeIds.filter((id) => tellable.has(id)).map((id) => ({ type: `node.${id}`, zh: nodeRow(id).zh })),
  ...rungIds.map((id) => ({ type: `deadline.${id}`, zh: `期限${rungs[id].zh}` })),
];

/** Rules that only such nodes open: a rung of theirs would tell that one is there. */
const untold: ReadonlySet<string> = new Set(ruleIds.filter((id) => isOnlySecret(deadlineRow(id).opens.nodes)));

function isOnlySecret(nodes: readonly NodeId[]): boolean {
  return nodes.length > 0 && !nodes.some((node) => tellable.has(node));
}

/** Whether a deadline tells of a node that is told to nobody: by its rule, by the fact that opened it, or by what was first said of its subject. */
const isUntold = (c: Case, { rule, seq, subject }: Pick<Derived, 'rule' | 'seq' | 'subject'>): boolean =>
  untold.has(rule) ||
  c.record.some(
    (fact) => !tellable.has(fact.node) && (fact.seq === seq || (subject !== null && fact.subject === subject)),
  );

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
  if (isKeptFromSome(c)) return [];
  const caseNo = c.kind === 'case' ? c.filed.payload.caseNo : null;
  const facts = new Map(appended.map((fact) => [fact.seq, fact]));
  const climbed = changes.filter((change) => change.type === 'rung').values();
  let version = c.record.length - appended.length;
  return log.flatMap((line): Happening[] => {
    if (line.type === 'rung') return ofRung(c, climbed.next().value, { caseNo, version });
    const fact = line.type === 'fact' ? facts.get(line.fact ?? 0) : undefined;
    if (fact === undefined) return [];
    version = fact.seq;
    return ofFact(fact, caseNo);
  });
} // prettier-ignore

const ofFact = ({ node, seq, recordedAt }: Fact, caseNo: string | null): Happening[] =>
  tellable.has(node)
    ? [{ effect: 'event', key: `node/${seq}`, to: [], type: `node.${node}`, at: recordedAt, caseNo, version: seq, what: { node }, zh: nodeRow(node).zh }] // prettier-ignore
    : [];

/** Of steps that fall together the highest alone, as those who hold the deadline hear it; never of which thing: ids are people's own words. */
function ofRung(c: Case, change: Change | undefined, of: Pick<Happening, 'caseNo' | 'version'>): Happening[] {
  if (change?.type !== 'rung' || !change.notify || isUntold(c, change.deadline)) return [];
  const { deadline: { id, rule, dueAt }, step: { step, rung, at } } = change; // prettier-ignore
  const key = `rung/${id}/${step}/${dueAt ?? ''}`;
  return [{ effect: 'event', key, to: [], type: `deadline.${rung}`, at, ...of, what: { deadline: rule, rung }, zh: deadlineRow(rule).zh }]; // prettier-ignore
}
