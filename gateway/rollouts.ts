import { randomUUID } from 'node:crypto';
import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import { type BeginRollout, ROLLOUT, type RolloutAnswer, type RolloutInput, rolloutMessages, type RolloutProgress } from '../workflows/messages.ts'; // prettier-ignore
import { rolloutSeal, sealed } from './seal.ts';
import { persist } from './persist.ts';
import { troubleOf } from './trouble.ts';

/** Talks to the workflows that apply changes of law. Throws Unanswered when Temporal does not answer. */
export interface RolloutGateway {
  /** Publishes a draft and sets its rollout off, or says why not; asked again it answers the same. */
  readonly startRollout: (draftId: string, by: string) => Promise<RolloutAnswer>;
  /** How far a rollout has come; undefined where there is none, or none any more. */
  readonly progress: (draftId: string) => Promise<RolloutProgress | undefined>;
  /** Stops a rollout between two batches, or lets it go on; false if it runs no longer. */
  readonly pause: (draftId: string) => Promise<boolean>;
  readonly resume: (draftId: string) => Promise<boolean>;
}

type Rollout = (input: RolloutInput) => Promise<RolloutProgress>;

/** The id of a draft's rollout in Temporal. */
export const rolloutId = (draftId: string): string => `rollout-${draftId}`;

/** The gateway over a Temporal client. `sealKey` is left out by the engine itself, which publishes nothing: a release has. */
export function createRolloutGateway(client: Client, taskQueue: string, sealKey?: string): RolloutGateway {
  const handle = (draftId: string) => client.workflow.getHandle(rolloutId(draftId));
  const signal = (name: string) => (draftId: string) =>
    persist(async (deadline) => {
      try {
        await client.withDeadline(deadline, () => handle(draftId).signal(name));
        return true;
      } catch (error) {
        return isGone(error);
      }
    });
  return {
    startRollout(draftId, by) {
      const updateId = randomUUID(); // makes our own retries one; whether it was published is kept in Postgres
      return persist((deadline) =>
        client.withDeadline(deadline, () =>
          client.workflow.executeUpdateWithStart<Rollout, RolloutAnswer, [BeginRollout]>(rolloutMessages.begin, {
            updateId,
            args: [sealKey === undefined ? { draftId, by } : sealed(sealKey, rolloutSeal(draftId), { draftId, by })],
            startWorkflowOperation: new WithStartWorkflowOperation<Rollout>(ROLLOUT, {
              workflowId: rolloutId(draftId),
              taskQueue,
              workflowIdConflictPolicy: 'USE_EXISTING',
              workflowIdReusePolicy: 'ALLOW_DUPLICATE',
              staticSummary: `公布 ${draftId}`,
              args: [{ draftId, by }],
            }),
          }),
        ),
      );
    },
    progress: (draftId) =>
      persist(async (deadline) => {
        try {
          return await client.withDeadline(deadline, () =>
            handle(draftId).query<RolloutProgress>(rolloutMessages.progress),
          );
        } catch (error) {
          isGone(error);
          return undefined;
        }
      }),
    pause: signal(rolloutMessages.pause),
    resume: signal(rolloutMessages.resume),
  };
}

/** False for a workflow that is there no more; any other error goes on its way. */
function isGone(error: unknown): false {
  if (troubleOf(error) === 'gone') return false;
  throw error;
}
