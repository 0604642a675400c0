import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { type CaseInput, ENFORCEMENT_CASE, type LawEffect, messages } from './workflows/messages.ts';

/** Asks cases, through their own workflows, to derive again; a workflow that has ended is started again for it. */
export const askCases =
  (client: Client, taskQueue: string) =>
  (caseId: string, clockOffset: number): Promise<LawEffect> => {
    const input: CaseInput = { caseId, clockOffset };
    return client.workflow.executeUpdateWithStart<(input: CaseInput) => Promise<void>, LawEffect, []>(
      messages.applyLaw,
      {
        updateId: randomUUID(),
        startWorkflowOperation: new WithStartWorkflowOperation<(input: CaseInput) => Promise<void>>(ENFORCEMENT_CASE, {
          workflowId: caseId,
          taskQueue,
          workflowIdConflictPolicy: 'USE_EXISTING',
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          args: [input],
        }),
      },
    );
  };
