import type { Moment } from '../domain/engine/handle.ts';
import type { Concluded } from '../domain/engine/rows.ts';
import { lawsMet } from '../domain/plan/law.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Db } from '../db/client.ts';
import { lockCase, type Read, readStanding } from '../db/cases/read.ts';
import { type AnsweredCommand, writeOutcome } from '../db/cases/write.ts';
import { type LinesMoved, moveBankLines } from '../db/cases/bank-lines.ts';
import type { NodeId } from '../domain/nodes/index.ts';
import { onceIn, onceNodeIds, onceSince } from '../domain/plan/once-in-court.ts';
import { readCase } from '../domain/record/case.ts';
import type { Fact } from '../domain/record/fact.ts';
import type { Deps } from './deps.ts';

/** A case as the transaction found it, with the law it met and the law in force now. */
export interface Loaded extends Read, Omit<Moment, 'now'> {
  readonly caseId: string;
  readonly caseNo: string;
  readonly court: string;
  readonly filingHash: string;
  /** Milliseconds that its clock is ahead of the real one (engine.md 16). */
  readonly clockOffset: number;
}

/** Locks and reads a case, along with its officer and the person who asks; undefined if there is none. */
export async function loadCase(
  { laws }: Deps,
  tx: Db,
  caseId: string,
  asking: string | null,
): Promise<Loaded | undefined> {
  // one trip: the second statement runs, and looks, once the first has the lock
  const [row, read] = await Promise.all([lockCase(tx, caseId), readStanding(tx, caseId, asking)]);
  if (row === undefined) return undefined;
  const { caseNo, court, filingHash, nextWakeAt: wokenFor, clockOffset, inForce } = row;
  const library = await laws.load(tx, [...lawsMet(read.record), inForce]);
  return { ...read, caseId, caseNo, court, filingHash, wokenFor, clockOffset, inForce, laws: library };
}

/** A case after a command, or as it was found: then nothing came of it. */
export interface Left extends Loaded {
  readonly advanced: Concluded | undefined;
}

const movesLines: ReadonlySet<NodeId> = new Set([...onceNodeIds, 'fact.corrected', 'fact.withdrawn']);

/** What a command did to what stands once in the whole court (domain/plan/once-in-court.ts); undefined where it cannot have done anything. */
function linesMoved(before: readonly Fact[], { c, appended }: Concluded): LinesMoved | undefined {
  if (!appended.some(({ node }) => movesLines.has(node))) return undefined;
  const had = before.length === 0 ? undefined : readCase(before);
  const [was, is] = [had === undefined ? new Map<string, string>() : onceIn(had), onceIn(c)];
  const added = new Map(onceSince(had, c).map((line) => [line, is.get(line) ?? '']));
  return { added, gone: [...was.keys()].filter((line) => !is.has(line)) };
}

/** Writes what came of a command or of time, if anything did; the case as it is then. */
export async function save(
  tx: Db,
  before: Loaded,
  outcome: Concluded | undefined,
  now: Instant,
  command: AnsweredCommand | null,
): Promise<Left> {
  if (outcome === undefined) return { ...before, advanced: undefined };
  const moved = linesMoved(before.record, outcome);
  if (moved !== undefined) await moveBankLines(tx, before.caseId, moved);
  const { digests } = await writeOutcome(tx, { caseId: before.caseId, before, outcome, now, command });
  return { ...before, record: outcome.record, kept: outcome.kept, digests, advanced: outcome };
}
