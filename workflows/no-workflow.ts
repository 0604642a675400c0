import { workflowInfo } from '@temporalio/workflow';

/**
 * What runs where a type is none of ours; the SDK looks for it under `default`. A type that a later release may bring waits for a worker that
 * knows it, as the SDK has it: its task fails and is tried again. What every object of JavaScript has never gets here (interceptors.ts).
 */
export function noWorkflow(): never {
  throw new Error(`No workflow of type ${workflowInfo().workflowType} is in this release.`);
}
