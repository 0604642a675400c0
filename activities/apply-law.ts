import { advance } from '../domain/engine/advance.ts';
import { lawsMet, meeting } from '../domain/plan/law.ts';
import { shiftsUnder } from '../domain/law/preview.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Db } from '../db/client.ts';
import type { LawEffect } from '../workflows/messages.ts';
import type { Decided } from './decide-and-record.ts';
import { catchUp, type Loaded, save } from './load-case.ts';
import { viewOf } from './view.ts';

/**
 * Brings a case under the law now in force: `law.applied`, and every open deadline derived again. A case that has met it
 * already is skipped, one in which nothing would change is left as it is; what this same rollout did before stays done.
 */
export async function applyLaw(tx: Db, loaded: Loaded, now: Instant, rollout: string | undefined): Promise<Decided> {
  const { caseId, inForce, laws, record } = loaded;
  const at = Math.min(loaded.nextWakeAt ?? now, now); // as on waking
  const facts = meeting(record, inForce, { at, now, rollout });
  if (facts.length === 0) {
    return asItIs(tx, loaded, now, earlierEffect(loaded, rollout), rollout !== undefined);
  }
  if (shiftsUnder({ ...loaded, now }, inForce, laws).length === 0) {
    return asItIs(tx, loaded, now, 'untouched', false);
  }
  const advanced = advance(loaded, facts, { now, laws });
  await save(tx, loaded, advanced, now, null);
  // a rollout sees to the notices of its whole batch, and the sweeper to what it may lose
  const unsent = rollout === undefined ? 'count' : 0;
  return { answer: null, view: await viewOf(tx, caseId, { ...loaded, advanced }, now, unsent), law: 'moved' };
}

/** What became of a case that has met the law already. */
export const earlierEffect = ({ record }: Pick<Loaded, 'record'>, rollout: string | undefined): LawEffect =>
  rollout !== undefined && lawsMet(record).at(-1)?.rollout === rollout ? 'moved' : 'skipped';

/**
 * A rollout looks even where nothing seems due: the case may have met the law by a worker of the release before, which did
 * not know the deadlines that came with it.
 */
async function asItIs(tx: Db, loaded: Loaded, now: Instant, law: LawEffect, looks: boolean): Promise<Decided> {
  const standing = await catchUp(tx, loaded, now, looks);
  return { answer: null, view: await viewOf(tx, loaded.caseId, standing, now, 'count'), law };
}
