import { createRolloutGateway } from './rollouts.ts';
import { planToRollOut } from '../db/law/rollout.ts';
import type { Sweeping } from './sweeping.ts';

const ENGINE = 'system';

/**
 * Sets off the rollout of rules that a release has brought, where one is left to do, and again one that somebody ended
 * in the middle. Several workers do it once: its id in Temporal is the draft's. Answers which (engine.md 4).
 */
export async function rollOutPlan({ client, store, taskQueue, log }: Sweeping): Promise<string | undefined> {
  const draftId = await planToRollOut(store.db);
  if (draftId === undefined) return undefined;
  const answer = await createRolloutGateway(client, taskQueue).startRollout(draftId, ENGINE);
  log.warn({ draftId, answer: answer.zh }, 'rules of a release are being rolled out');
  return draftId;
}
