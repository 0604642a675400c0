import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { troubleOf } from './trouble.ts';
import { type CaseInput, ENFORCEMENT_CASE, type LawEffect, messages } from '../workflows/messages.ts';

/** A case and the draft that is being rolled out. */
export interface AskedCase {
  readonly caseId: string;
  readonly rollout: string;
}

const TRIES = 2;
const ANSWER_MS = 20_000; // on two busy cores an update may stall for eleven seconds

/**
 * Asks cases, through their own workflows, to derive again; a workflow that has ended is started again for it. `deferred`
 * is one that does not answer within `answerMs`, twice, or fails. Throws Temporal's error where Temporal is in trouble.
 */
export function askCases(client: Client, taskQueue: string, answerMs = ANSWER_MS) {
  return async (asked: AskedCase): Promise<LawEffect> => {
    const updateId = randomUUID(); // makes the tries one
    for (let tried = 1; tried <= TRIES; tried += 1) {
      try {
        return await client.withDeadline(Date.now() + answerMs, () => ask(client, taskQueue, updateId, asked));
      } catch (error) {
        const trouble = troubleOf(error);
        // something that this case cannot do holds up no other: there is no server to be waited for
        if (trouble === 'unforeseen' || trouble === 'bad-message') return 'deferred';
        if (trouble !== 'late') throw error;
      }
    }
    return 'deferred';
  };
}

async function ask(client: Client, taskQueue: string, updateId: string, { rollout, caseId }: AskedCase) {
  const options = { updateId, args: [rollout] as [rollout: string] };
  try {
    const handle = client.workflow.getHandle(caseId);
    return await handle.executeUpdate<LawEffect, [rollout: string]>(messages.applyLaw, options);
  } catch (error) {
    if (troubleOf(error) !== 'gone') throw error;
    return client.workflow.executeUpdateWithStart<Start, LawEffect, [rollout: string]>(messages.applyLaw, {
      ...options,
      startWorkflowOperation: new WithStartWorkflowOperation<Start>(ENFORCEMENT_CASE, {
        workflowId: caseId,
        taskQueue,
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        args: [{}],
      }),
    });
  }
}

type Start = (input: CaseInput) => Promise<void>;
