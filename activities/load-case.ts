import { type Advanced, advanceSteps, type Standing, wakeSteps } from '../domain/case/advance.ts';
import { lawsMet, type Laws, type LawVersions } from '../domain/case/law.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Db } from '../db/client.ts';
import { lockCase, readFacts, readKept } from '../db/record.ts';
import { type Command, writeOutcome } from '../db/write.ts';
import type { Deps } from './deps.ts';
import { inSlices } from './in-slices.ts';

/** A case as the transaction found it, with the law it met and the law in force now. */
export interface Loaded extends Standing {
  readonly caseId: string;
  readonly caseNo: string;
  readonly filingHash: string;
  /** The commands that have been accepted. */
  readonly commandIds: ReadonlySet<string | null>;
  readonly nextWakeAt: Instant | null;
  /** Milliseconds that its clock is ahead of the real one (engine.md 16). */
  readonly clockOffset: number;
  readonly inForce: LawVersions;
  readonly laws: Laws;
}

/** Locks and reads a case; undefined if there is none. */
export async function loadCase({ laws }: Deps, tx: Db, caseId: string): Promise<Loaded | undefined> {
  const row = await lockCase(tx, caseId);
  if (row === undefined) return undefined;
  const { record, commandIds } = await readFacts(tx, caseId);
  const kept = await readKept(tx, caseId);
  const { caseNo, filingHash, nextWakeAt, clockOffset, inForce } = row;
  const library = await laws.load(tx, [...lawsMet(record), inForce]);
  return { caseId, caseNo, filingHash, commandIds, nextWakeAt, clockOffset, record, kept, inForce, laws: library };
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
  await save(tx, loaded.caseId, loaded, advanced, now, null);
  return { ...loaded, record: advanced.record, kept: advanced.kept, advanced };
}

/** Writes what came of a command or of time; answers how many notices it put into the outbox. */
export async function save(
  tx: Db,
  caseId: string,
  before: Standing & { readonly laws: Laws },
  outcome: Advanced,
  now: Instant,
  command: Command | null,
): Promise<number> {
  return writeOutcome(tx, { caseId, before, laws: before.laws, outcome, now, command });
}
