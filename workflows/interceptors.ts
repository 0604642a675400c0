import type { ActivateInput, WorkflowInterceptors } from '@temporalio/workflow';

const RESERVED = '__temporal_';

/**
 * Names that Temporal keeps to itself may come from anybody. Where a workflow takes messages of any name, the SDK throws at
 * them, which fails the workflow task, for ever: one signal would stop its case. In quotation marks they are names that
 * nobody knows, and are refused like those.
 */
export const interceptors = (): WorkflowInterceptors => ({
  internals: [
    {
      activate(input, next) {
        quoteReserved(input.activation);
        next(input);
      },
    },
  ],
});

function quoteReserved({ jobs }: ActivateInput['activation']): void {
  for (const { signalWorkflow: signal, doUpdate: update } of jobs ?? []) {
    if (signal?.signalName?.startsWith(RESERVED)) signal.signalName = `“${signal.signalName}”`;
    if (update?.name?.startsWith(RESERVED)) update.name = `“${update.name}”`;
  }
}
