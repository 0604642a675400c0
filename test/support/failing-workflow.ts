import { workflowInfo, type WorkflowInterceptors } from '@temporalio/workflow';

/** Signals of these names make the workflow task fail that they come in: in every run, or in the run that they name. */
export const failsAlways = '总是中断';
export const failsIn = (runId: string): string => `中断 ${runId}`;

/** An interceptor module for tests: a workflow that has an error. */
export const interceptors = (): WorkflowInterceptors => ({
  internals: [
    {
      activate(input, next) {
        const fatal = [failsAlways, failsIn(workflowInfo().runId)];
        const told = (input.activation.jobs ?? []).map(({ signalWorkflow }) => signalWorkflow?.signalName ?? '');
        if (told.some((name) => fatal.includes(name))) throw new Error('an error of the workflow');
        next(input);
      },
    },
  ],
});
