import { WithStartWorkflowOperation } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { readPublications } from '../../db/law/calendar.ts';
import { warningId, warningsOf } from '../../domain/law/draft-warnings.ts';
import type { LawDraft } from '../../domain/law/draft.ts';
import { type BeginRollout, ROLLOUT, type RolloutAnswer, type RolloutInput, rolloutMessages, type RolloutProgress } from '../../workflows/messages.ts'; // prettier-ignore
import { rolloutSeal, sealed } from '../../gateway/seal.ts';
import { type Engine, SEAL_KEY } from './engine.ts';

type Rollout = (input: RolloutInput) => Promise<RolloutProgress>;

/** Changes of law on an engine: drafts as if somebody had previewed them and meant whatever is odd about them, and their rollouts. */
export function rollingOut({ client, store, taskQueue }: Engine) {
  const startOf = (draftId: string) => ({
    workflowId: `rollout-${draftId}`,
    taskQueue,
    args: [{ draftId, by: 'p-administrator-1' }] as [RolloutInput],
  });
  const handleOf = (draftId: string) => client.workflow.getHandle<Rollout>(`rollout-${draftId}`);
  const apply = (draftId: string): Promise<RolloutAnswer> =>
    client.workflow.executeUpdateWithStart<Rollout, RolloutAnswer, [BeginRollout]>(rolloutMessages.begin, {
      args: [sealed(SEAL_KEY, rolloutSeal(draftId), { draftId, by: 'p-administrator-1' })],
      startWorkflowOperation: new WithStartWorkflowOperation<Rollout>(ROLLOUT, {
        ...startOf(draftId),
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    });
  return {
    handleOf,
    apply,
    previewed: async (body: LawDraft): Promise<string> => {
      const id = randomUUID();
      await store.pool.query(
        `insert into law_drafts (id, body, created_by, preview_rules, preview_calendar, preview_settings, acknowledged)
         values ($1, $2, 'p-administrator-1', (select max(version) from rules), (select max(version) from calendar_years),
           (select max(version) from court_settings), $3)`,
        [id, body, JSON.stringify(warningsOf(body, await readPublications(store.db)).map(warningId))],
      );
      return id;
    },
    /** Publishes; no case is looked at until `resume`. */
    applyPaused: async (draftId: string, more: Partial<RolloutInput> = {}): Promise<RolloutAnswer> => {
      const { args, ...start } = startOf(draftId);
      await client.workflow.start<Rollout>(ROLLOUT, { ...start, args: [{ ...args[0], ...more }] });
      await handleOf(draftId).signal(rolloutMessages.pause);
      return apply(draftId);
    },
    progress: (draftId: string) => handleOf(draftId).query<RolloutProgress>(rolloutMessages.progress),
    resume: (draftId: string) => handleOf(draftId).signal(rolloutMessages.resume),
    finished: (draftId: string) => handleOf(draftId).result(),
  };
}
