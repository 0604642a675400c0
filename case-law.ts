import { type Client, WithStartWorkflowOperation, WorkflowNotFoundError } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { type CaseInput, ENFORCEMENT_CASE, type LawEffect, messages } from './workflows/messages.ts';

/** A case, its clock, and the draft that is being rolled out. */
export interface LawAsked extends Required<Pick<CaseInput, 'caseId' | 'clockOffset'>> {
  readonly rollout: string;
}

const TRIES = 2;
const ANSWER_MS = 20_000; // on two busy cores an update may stall for eleven seconds

/**
 * Asks cases, through their own workflows, to derive again; a workflow that has ended is started again for it. Throws
 * Temporal's error where one does not answer within `answerMs`, twice.
 */
export function askCases(client: Client, taskQueue: string, answerMs = ANSWER_MS) {
  return async (asked: LawAsked): Promise<LawEffect> => {
    const updateId = randomUUID(); // makes the tries one
    for (let tried = 1; ; tried += 1) {
      try {
        return await client.withDeadline(Date.now() + answerMs, () => ask(client, taskQueue, updateId, asked));
      } catch (error) {
        if (tried === TRIES) throw error;
      }
    }
  };
}

async function ask(client: Client, taskQueue: string, updateId: string, { rollout, ...input }: LawAsked) {
  const options = { updateId, args: [rollout] as [rollout: string] };
  try {
    return await client.workflow
      .getHandle(input.caseId)
      .executeUpdate<LawEffect, [rollout: string]>(messages.applyLaw, options);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    return client.workflow.executeUpdateWithStart<Start, LawEffect, [rollout: string]>(messages.applyLaw, {
      ...options,
      startWorkflowOperation: new WithStartWorkflowOperation<Start>(ENFORCEMENT_CASE, {
        workflowId: input.caseId,
        taskQueue,
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        args: [input],
      }),
    });
  }
}

type Start = (input: CaseInput) => Promise<void>;
