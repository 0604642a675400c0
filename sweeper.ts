import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Store } from './db/client.ts';
import { sleptThrough } from './db/sweep.ts';
import { rollOutPlan } from './plan-rollout.ts';
import { troubleOf } from './temporal-errors.ts';
import { ENFORCEMENT_CASE, messages } from './workflows/messages.ts';

/** What sweeping works with. */
export interface Sweeping {
  readonly client: Client;
  readonly store: Store;
  readonly taskQueue: string;
  readonly log: Pick<Logger, 'warn' | 'error'>;
}

const MOST = 500; // a sweep; the next one takes the rest

/**
 * Nudges every case whose instant passed without its workflow: a commit's answer that was lost, a workflow that somebody
 * ended. It is started again if need be. Answers how many (engine.md 13).
 */
export async function sweep({ client, store, taskQueue, log }: Sweeping): Promise<number> {
  const slept = await sleptThrough(store.db, MOST);
  for (const { caseId } of slept) {
    await client.workflow
      .signalWithStart(ENFORCEMENT_CASE, {
        workflowId: caseId,
        taskQueue,
        args: [{}],
        signal: messages.refresh,
        signalArgs: [],
      })
      .catch((error: unknown) => {
        if (troubleOf(error) === 'down') throw error; // it will be for all
        log.error({ caseId, error: String(error) }, 'a case could not be nudged');
      });
  }
  if (slept.length > 0) log.warn({ cases: slept.length }, 'nudged cases that slept through their time');
  return slept.length;
}

/**
 * Sweeps now and then every `ms`, one sweep at a time, and sees to the rollout of what a release has brought. What fails is
 * tried again at the next.
 */
export function sweepEvery(ms: number, sweeping: Sweeping): { stop(): void } {
  let busy = false;
  const once = async () => {
    if (busy) return;
    busy = true;
    await sweep(sweeping).catch((error: unknown) => sweeping.log.error(error, 'sweep failed'));
    await rollOutPlan(sweeping).catch((error: unknown) => sweeping.log.error(error, 'a rollout could not be set off'));
    busy = false;
  };
  void once();
  const timer = setInterval(() => void once(), ms);
  return { stop: () => clearInterval(timer) };
}
