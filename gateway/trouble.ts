import { ownIn } from '../domain/gate/own.ts';
import { ApplicationFailure, isGrpcServiceError, WorkflowNotFoundError, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client'; // prettier-ignore

/**
 * What a call to Temporal ran into: no such running workflow (`gone`), a moment that passes (`again`), no server (`down`),
 * no answer in time (`late`), time skipping switched off (`unimplemented`), a message the workflow could not read
 * (`bad-message`), or something nobody foresaw.
 */
export type Trouble = 'busy' | 'gone' | 'again' | 'down' | 'late' | 'unimplemented' | 'bad-message' | 'unforeseen';

const byGrpcStatus: Readonly<Record<number, Trouble>> = {
  1: 'late', // CANCELLED
  4: 'late', // DEADLINE_EXCEEDED
  5: 'gone', // NOT_FOUND
  8: 'again', // RESOURCE_EXHAUSTED
  9: 'again', // FAILED_PRECONDITION: the workflow is between two runs
  10: 'again', // ABORTED
  12: 'unimplemented',
  14: 'down', // UNAVAILABLE
};
const byFailureType: Readonly<Record<string, Trouble>> = {
  AcceptedUpdateCompletedWorkflow: 'again', // it continued as new or ended with the update in its hands
  // a burst of updates to one workflow can lose a workflow task, and with it updates that nobody looked at
  UnprocessedUpdate: 'again',
  'bad-message': 'bad-message',
  busy: 'busy',
};

/** The server's own error, also out of the client's wrapping. */
function grpcErrorIn(error: unknown): { readonly code: number; readonly message: string } | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  return [error, cause].find(isGrpcServiceError);
}

const grpcMessage = (error: unknown): string => grpcErrorIn(error)?.message ?? '';

/** Tells what an error of the Temporal client means for whoever called it. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof WorkflowNotFoundError) return 'gone';
  if (error instanceof WorkflowUpdateFailedError) {
    const type = error.cause instanceof ApplicationFailure ? error.cause.type : undefined;
    return ownIn(byFailureType, type ?? '') ?? 'unforeseen';
  }
  const grpc = grpcErrorIn(error);
  // a server that says this is there: the workflow was closing its run with the update in its hands
  if (grpc !== undefined && /workflow is closing|update.*abort|abort.*update/i.test(grpc.message)) return 'again';
  if (grpc !== undefined) return byGrpcStatus[grpc.code] ?? 'unforeseen';
  return error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ? 'late' : 'unforeseen';
}

/** Whether the trouble may lie with the workflow itself: it says nothing, knows no such message, or fails its workflow task. */
export const mayBeLame = (error: unknown): boolean =>
  ['late', 'unforeseen', 'bad-message'].includes(troubleOf(error)) ||
  /workflow task in failed state/i.test(grpcMessage(error));
