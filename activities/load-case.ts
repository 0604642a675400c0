import { type Advanced, advanceSteps, wakeSteps } from '../domain/engine/advance.ts';
import { lawsMet, type Laws, type LawVersions } from '../domain/plan/law.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Db } from '../db/client.ts';
import { lockCase, type Read, readStanding } from '../db/cases/read.ts';
import { type Command, writeOutcome } from '../db/cases/write.ts';
import type { Deps } from './deps.ts';
import { inSlices } from './in-slices.ts';

/** A case as the transaction found it, with the law it met and the law in force now. */
export interface Loaded extends Read {
  readonly caseId: string;
  readonly caseNo: string;
  readonly filingHash: string;
  readonly nextWakeAt: Instant | null;
  /** Milliseconds that its clock is ahead of the real one (engine.md 16). */
  readonly clockOffset: number;
  readonly inForce: LawVersions;
  readonly laws: Laws;
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
  const { caseNo, filingHash, nextWakeAt, clockOffset, inForce } = row;
  const library = await laws.load(tx, [...lawsMet(read.record), inForce]);
  return { ...read, caseId, caseNo, filingHash, nextWakeAt, clockOffset, inForce, laws: library };
}

/** A case after what fell due by itself has been settled. */
export interface CaughtUp extends Loaded {
  /** What came of it; undefined where nothing was due. */
  readonly advanced: Advanced | undefined;
}

/**
 * Lets what is already due happen before a command is looked at: then it makes no difference whether the timer or the
 * command came first. `always` looks even if nothing seems due.
 */
export async function catchUp(tx: Db, loaded: Loaded, now: Instant, always: boolean): Promise<CaughtUp> {
  const { nextWakeAt: wokenFor, inForce, laws } = loaded;
  const isDue = wokenFor !== null && wokenFor <= now;
  if (!always && !isDue) return { ...loaded, advanced: undefined };
  const advanced = await inSlices(
    isDue ? wakeSteps(loaded, { wokenFor, now, inForce, laws }) : advanceSteps(loaded, [], { now, laws }),
  );
  const { digests } = await save(tx, loaded, advanced, now, null);
  return { ...loaded, record: advanced.record, kept: advanced.kept, digests, advanced };
}

/** Writes what came of a command or of time; answers what is stored now. */
export const save = (
  tx: Db,
  before: Pick<Loaded, 'caseId' | 'kept' | 'digests'>,
  outcome: Advanced,
  now: Instant,
  command: Command | null,
) => writeOutcome(tx, { caseId: before.caseId, before, outcome, now, command });
