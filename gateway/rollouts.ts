import { randomUUID } from 'node:crypto';
import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import { type BeginRollout, ROLLOUT, type RolloutAnswer, rolloutId, type RolloutInput, rolloutMessages, type RolloutProgress } from '../workflows/messages.ts'; // prettier-ignore
import { rolloutSeal, sealed } from './seal.ts';
import { persist } from './persist.ts';
import { clear, occupantOf, type Place, type PlaceLog, watcher } from './place.ts';
import { mayBeLame, troubleOf } from './trouble.ts';

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

/** Where rollouts run, and who hears of what was in their way. */
export interface RolloutsAt {
  readonly client: Client;
  readonly taskQueue: string;
  /** Left out by the engine itself, which publishes nothing: it only has what is law already applied. */
  readonly sealKey?: string;
  readonly log?: PlaceLog;
}

/** A rollout that ended so is none any more: what it had come to says nothing. */
const CUT_SHORT = ['TERMINATED', 'TIMED_OUT', 'CANCELLED', 'FAILED'];

/** Whether ours runs at a place. */
async function runs(client: Client, place: Place): Promise<boolean> {
  const found = await occupantOf(client, place);
  return found !== undefined && found.isRunning && !found.isForeign;
}

/** Whether a draft's rollout runs. */
export const isRollingOut = ({ client, taskQueue }: RolloutsAt, draftId: string): Promise<boolean> =>
  runs(client, { workflowId: rolloutId(draftId), type: ROLLOUT, taskQueue });

/** The gateway over a Temporal client. */
export function createRolloutGateway({ client, taskQueue, sealKey, log }: RolloutsAt): RolloutGateway {
  const watched = watcher();
  const handle = (draftId: string) => client.workflow.getHandle(rolloutId(draftId));
  const placeOf = (draftId: string) => ({ workflowId: rolloutId(draftId), type: ROLLOUT, taskQueue });
  const signal = (name: string) => (draftId: string) =>
    persist(async (deadline) => {
      try {
        if (!(await runs(client, placeOf(draftId)))) return false;
        await client.withDeadline(deadline, () => handle(draftId).signal(name));
        return true;
      } catch (error) {
        return isGone(error);
      }
    });
  return {
    startRollout(draftId, by) {
      const ownId = randomUUID(); // makes our own retries one; whether it was published is kept in Postgres
      const asked = (deadline: number, updateId = ownId) =>
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
        );
      const place = placeOf(draftId);
      return persist(async (deadline) => {
        try {
          const answer = await watched(
            () => asked(deadline),
            () => clear(client, place, { whom: 'strangers', log }),
          );
          // a refusal may be a stranger's, a case's workflow for one
          const isStrangers = !answer.accepted && (await clear(client, place, { whom: 'strangers', log }));
          return isStrangers ? await asked(deadline, randomUUID()) : answer;
        } catch (error) {
          if (!mayBeLame(error) || !(await clear(client, place, { whom: 'failing-too', log }))) throw error;
          return asked(deadline, randomUUID());
        }
      });
    },
    progress: (draftId) =>
      persist(async (deadline) => {
        try {
          const found = await occupantOf(client, placeOf(draftId));
          if (found === undefined || found.isForeign || CUT_SHORT.includes(found.status)) return undefined;
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
