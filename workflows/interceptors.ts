import { ApplicationFailure } from '@temporalio/common';
import { type ActivateInput, workflowInfo, type WorkflowInterceptors } from '@temporalio/workflow';
import { encodingOf } from './payload-converter.ts';

const RESERVED = '__temporal_';

/**
 * Names that Temporal keeps to itself may come from anybody. Where a workflow takes messages of any name, the SDK throws at
 * them, which fails the workflow task, for ever: one signal would stop its case. In quotation marks they are names that
 * nobody knows, and are refused like those.
 */
export const interceptors = (): WorkflowInterceptors => ({
  inbound: [
    {
      execute(input, next) {
        // what every object of JavaScript has is found under its name like a workflow of ours; thrown, it would fail the task alone, which is tried again for ever
        if (workflowInfo().workflowType in {})
          return Promise.reject(ApplicationFailure.nonRetryable('没有这一种流程', 'not-a-workflow'));
        return next(input);
      },
    },
  ],
  internals: [
    {
      activate(input, next) {
        quoteReserved(input.activation);
        wantKeys(input.activation);
        next(input);
      },
    },
  ],
});

const ENCRYPTED = 'binary/encrypted';

/**
 * What a workflow itself wrote down must be opened again: a worker that lacks the key would go on without it, as if nothing had
 * been decided. The task fails, and is tried again until the key is back. What others send may be anything: the converter makes
 * a value of it, which is refused.
 */
function wantKeys({ jobs }: ActivateInput['activation']): void {
  for (const { resolveActivity: answer, initializeWorkflow: start } of jobs ?? []) {
    const own = start?.continuedFromExecutionRunId ? (start.arguments ?? []) : [];
    for (const payload of [answer?.result?.completed?.result, ...own])
      if (payload && encodingOf(payload) === ENCRYPTED)
        throw new Error('No key of PAYLOAD_KEYS opens what this workflow wrote: give the worker the key of that time.');
  }
}

function quoteReserved({ jobs }: ActivateInput['activation']): void {
  for (const { signalWorkflow: signal, doUpdate: update } of jobs ?? []) {
    if (signal?.signalName?.startsWith(RESERVED)) signal.signalName = `“${signal.signalName}”`;
    if (update?.name?.startsWith(RESERVED)) update.name = `“${update.name}”`;
  }
}
