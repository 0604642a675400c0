import { createRolloutGateway, isRollingOut } from './rollouts.ts';
import { draftToRollOut } from '../db/law/rollout.ts';
import type { Sweeping } from './sweeping.ts';

const ENGINE = 'system';

/**
 * Sets off the rollout of rules that a release has brought, where one is left to do, and any again that somebody ended
 * in the middle, or in whose place something else was started. Several workers do it once: its id in Temporal is the
 * draft's. Answers which (engine.md 4).
 */
export async function rollOutLeft({ client, store, taskQueue, log }: Sweeping): Promise<string | undefined> {
  const draftId = await draftToRollOut(store.db);
  if (draftId === undefined || (await isRollingOut({ client, taskQueue }, draftId))) return undefined;
  const answer = await createRolloutGateway({ client, taskQueue, log }).startRollout(draftId, ENGINE);
  log.warn({ draftId, answer: answer.zh }, 'law that is left to apply is being rolled out');
  return draftId;
}
