import { randomUUID } from 'node:crypto';
import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import { troubleOf } from './trouble.ts';
import { PULSE, pulseMessages } from '../workflows/messages.ts';

const LIMIT_MS = 4_000;
const GOOD_MS = 5_000;

/** The workflow that answers for the workers of a task queue. */
export const pulseId = (taskQueue: string): string => `zhixing-pulse-${taskQueue}`;

/**
 * Asks whether a worker works: a round trip through one and its database. Rejects where none answers within four
 * seconds. Whoever asks within five seconds of an answer gets that one; whoever asks meanwhile waits for the same.
 */
export function createPulse(client: Client, taskQueue: string): () => Promise<void> {
  let [goodUntil, asking]: [number, Promise<void> | undefined] = [0, undefined];
  // the same until it is answered: what nobody answers must not pile up in Temporal
  let updateId = randomUUID();
  const beat = (deadline: number) =>
    client.withDeadline(deadline, () =>
      client.workflow.executeUpdateWithStart<() => Promise<void>, void, []>(pulseMessages.beat, {
        startWorkflowOperation: new WithStartWorkflowOperation<() => Promise<void>>(PULSE, {
          workflowId: pulseId(taskQueue),
          taskQueue,
          workflowIdConflictPolicy: 'USE_EXISTING',
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          staticSummary: '运行状况：worker 是否在工作',
          args: [],
        }),
        updateId,
        args: [],
      }),
    );
  const ask = async () => {
    const deadline = Date.now() + LIMIT_MS;
    try {
      // once more where it met the moment between two runs
      await beat(deadline).catch((error: unknown) => {
        if (troubleOf(error) === 'again') return beat(deadline);
        throw error;
      });
      goodUntil = Date.now() + GOOD_MS;
      updateId = randomUUID();
    } catch (error) {
      if (troubleOf(error) === 'unforeseen') updateId = randomUUID(); // answered, with a failure
      throw error;
    } finally {
      asking = undefined;
    }
  };
  return () => (Date.now() < goodUntil ? Promise.resolve() : (asking ??= ask()));
}
