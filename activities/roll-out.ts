import { Context, heartbeat, log } from '@temporalio/activity';
import { earlierEffect, type LawEffect } from '../domain/engine/handle.ts';
import { lawsMet, type LawVersions, meeting } from '../domain/plan/law.ts';
import { shiftsUnder } from '../domain/law/preview.ts';
import { isKeptFromSome } from '../domain/plan/matters/readers.ts';
import { readCase } from '../domain/record/case.ts';
import { lawInForce } from '../db/cases/read.ts';
import { casesAfter, countCases, leaveToSweeper, type ReadCase, readReach, type Which } from '../db/law/rollout.ts';
import type { Deps } from './deps.ts';
import { sendOutbox } from './send-outbox.ts';

/** Which cases come next: those that the draft can reach whose id follows `after`, at most `limit`. */
export interface BatchInput {
  /** The draft that is being rolled out. */
  readonly draftId: string;
  readonly after: string;
  readonly limit: number;
}

/** What came of a batch; `last` is null after the last one. */
export interface Batch {
  readonly looked: number;
  readonly moved: number;
  readonly skipped: number;
  readonly deferred: number;
  readonly last: string | null;
}

const AT_ONCE = 16; // cases: completions by people go on meanwhile
const BEAT_MS = 5_000;

/**
 * Looks at the next cases and has those derive again in which the new law changes anything, each through its own
 * workflow, so that its timer re-arms; then sends their notices, which spares each workflow a task of its own. Cases that
 * the law does not touch hear nothing of it, and one that cannot be derived holds nobody up. Run again after a crash it
 * finds what is done and counts it the same.
 */
export const rollOut =
  (deps: Deps) =>
  async ({ draftId, after, limit }: BatchInput): Promise<Batch> => {
    const { cancelled } = Context.current();
    const { db } = deps.store;
    const reach = await readReach(db, draftId);
    const page = await casesAfter(db, after, limit, reach);
    const inForce = await lawInForce(db);
    const count = { moved: 0, untouched: 0, skipped: 0, deferred: 0 };
    const waiting = page.values();
    const lane = async (): Promise<void> => {
      for (const open of waiting) {
        // the worker stops: another one takes the batch
        const effect = await Promise.race([effectOn(deps, { rollout: draftId, reach }, open, inForce), cancelled]);
        count[isTold(open) ? effect : 'untouched'] += 1;
        if (effect === 'moved') await tell(deps, open.caseId);
        if (effect === 'deferred') await leave(deps, open);
      }
    };
    const beat = setInterval(heartbeat, BEAT_MS);
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, lane));
    } finally {
      clearInterval(beat);
    }
    const { moved, skipped, deferred } = count;
    const last = page.length < limit ? null : (page.at(-1)?.caseId ?? null);
    return { looked: page.length, moved, skipped, deferred, last };
  };

/** Whether a record is counted before everybody: what moves beyond what a preview named would tell of one that is kept from its readers. */
function isTold({ record }: ReadCase): boolean {
  try {
    return !isKeptFromSome(readCase(record));
  } catch {
    return true; // it cannot be read, and is deferred
  }
}

async function effectOn(
  { store: { db }, laws, caseLaw }: Deps,
  { rollout, reach }: { readonly rollout: string; readonly reach: Which },
  open: ReadCase,
  inForce: LawVersions,
): Promise<LawEffect> {
  const { caseId, clockOffset, record } = open;
  const now = Date.now() + clockOffset;
  const library = await laws.load(db, [...lawsMet(record), inForce]);
  try {
    if (meeting(record, inForce, { at: now, now }).length === 0) {
      const effect = earlierEffect(record, rollout);
      // by whom it met the law cannot be seen: a worker of the release before does not know the new rows
      return effect === 'skipped' && reach === 'unclosed' ? await caseLaw({ caseId, rollout }) : effect;
    }
    if (shiftsUnder({ ...open, now }, inForce, library).length === 0) return 'untouched';
  } catch (error) {
    log.error('a case cannot be derived', { caseId, error: String(error) });
    return 'deferred';
  }
  return caseLaw({ caseId, rollout });
}

/** A case that does not answer holds nobody up, nor does its row, which whoever works on it may hold. */
async function leave({ store: { db } }: Deps, { caseId, clockOffset }: ReadCase): Promise<void> {
  log.warn('a case did not answer and is left to the sweeper', { caseId });
  try {
    await leaveToSweeper(db, caseId, Date.now() + clockOffset);
  } catch (error) {
    log.error('it could not be left to the sweeper: it meets the law when it wakes', { caseId, error: String(error) });
  }
}

/** What cannot be sent now is left to the sweeper: one case's notices do not hold up the others. */
async function tell({ channels: _, ...deps }: Deps, caseId: string): Promise<void> {
  try {
    await sendOutbox(deps)({ caseId }); // without channels: what parties were told is the case's own to record
  } catch (error) {
    log.warn('notices are left to the sweeper', { caseId, error: String(error) });
  }
}

/** How many cases a draft could reach. */
export const countOpenCases =
  ({ store: { db } }: Deps) =>
  async ({ draftId }: Pick<BatchInput, 'draftId'>): Promise<number> =>
    countCases(db, await readReach(db, draftId));
