import { randomUUID } from 'node:crypto';
import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import { clear, type PlaceLog, watcher } from './place.ts';
import { mayBeLame, troubleOf } from './trouble.ts';
import { PULSE, pulseMessages } from '../workflows/messages.ts';

const LIMIT_MS = 4_000;
const GOOD_MS = 5_000;

/** The workflow that answers for the workers of a task queue. */
export const pulseId = (taskQueue: string): string => `zhixing-pulse-${taskQueue}`;

/**
 * Asks whether a worker works: a round trip through one and its database. Rejects where none answers within four
 * seconds. Whoever asks within five seconds of an answer gets that one; whoever asks meanwhile waits for the same. What
 * somebody else has started under its id is ended.
 */
export function createPulse(client: Client, taskQueue: string, log?: PlaceLog): () => Promise<void> {
  let [goodUntil, asking]: [number, Promise<void> | undefined] = [0, undefined];
  // the same until it is answered: what nobody answers must not pile up in Temporal
  let updateId = randomUUID();
  const watched = watcher();
  const place = { workflowId: pulseId(taskQueue), type: PULSE, taskQueue };
  const beat = (deadline: number) =>
    client.withDeadline(deadline, () =>
      client.workflow.executeUpdateWithStart<() => Promise<void>, void, []>(pulseMessages.beat, {
        startWorkflowOperation: new WithStartWorkflowOperation<() => Promise<void>>(PULSE, {
          workflowId: place.workflowId,
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
  /** Once more where it met the moment between two runs, or a stranger who has been ended. */
  const beatAgain = (deadline: number) =>
    beat(deadline).catch(async (error: unknown) => {
      const isBetween = ['again', 'gone'].includes(troubleOf(error));
      const isCleared = !isBetween && mayBeLame(error) && (await clear(client, place, { whom: 'failing-too', log }));
      if (!isBetween && !isCleared) throw error;
      if (isCleared) updateId = randomUUID();
      return beat(deadline);
    });
  const ask = async () => {
    const deadline = Date.now() + LIMIT_MS;
    try {
      await watched(
        () => beatAgain(deadline),
        () => clear(client, place, { whom: 'strangers', log }),
      );
      goodUntil = Date.now() + GOOD_MS;
      updateId = randomUUID();
    } catch (error) {
      if (['unforeseen', 'bad-message'].includes(troubleOf(error))) updateId = randomUUID(); // answered, with a failure
      throw error;
    } finally {
      asking = undefined;
    }
  };
  return () => (Date.now() < goodUntil ? Promise.resolve() : (asking ??= ask()));
}
