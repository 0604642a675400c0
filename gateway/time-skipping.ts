import type { Client } from '@temporalio/client';
import { msToTs, tsToMs } from '@temporalio/common/lib/time.js';
import { troubleOf } from './trouble.ts';

/** A workflow as its server sees it. */
export interface Looked {
  readonly isRunning: boolean;
  /** Milliseconds that its clock is ahead of the real one; never more than it is. */
  readonly ahead: number;
  /** Its last fast-forward, if there was one. */
  readonly fastForward: { readonly id: string; readonly hasArrived: boolean } | undefined;
}

/** A workflow's own clock: calls that the TypeScript client has no methods for yet (server 1.32, flag set). */
export interface TimeSkipping {
  readonly look: (workflowId: string) => Promise<Looked>;
  /** Sets a fast-forward off; another one in flight is replaced. */
  readonly fastForward: (workflowId: string, id: string, ms: number) => Promise<void>;
  /** Waits up to 20 s for a fast-forward. */
  readonly poll: (workflowId: string, id: string) => Promise<'waiting' | 'arrived' | 'failed'>;
}

const RUNNING = 1; // temporal.api.enums.v1.WorkflowExecutionStatus
const RESULTS = { 2: 'arrived', 3: 'failed' } as const; // temporal.api.enums.v1.FastForwardPollingResult
const MOST_SKIPS = 10_000; // the server's own limit is 200 timers
const CALL_MS = 10_000;
const POLL_MS = 30_000;

/** Time skipping over the client's raw service. Throws what the client throws. */
export function timeSkipping(client: Client, namespace: string): TimeSkipping {
  const service = client.workflowService;
  const within = <T>(ms: number, call: () => Promise<T>) => client.withDeadline(Date.now() + ms, call);
  return {
    async look(workflowId) {
      const asked = { namespace, execution: { workflowId } };
      const found = await within(CALL_MS, () => service.describeWorkflowExecution(asked)).catch((error: unknown) => {
        if (troubleOf(error) !== 'gone') throw error;
      });
      const info = found?.workflowExtendedInfo?.timeSkippingInfo;
      const last = info?.fastForwardInfo;
      return {
        isRunning: Number(found?.workflowExecutionInfo?.status) === RUNNING,
        // our clock is read after the answer, so that the difference is never more than it is
        ahead: info?.currentTime == null ? 0 : tsToMs(info.currentTime) - Date.now(),
        fastForward: last?.fastForwardId
          ? { id: last.fastForwardId, hasArrived: last.hasCompleted === true }
          : undefined,
      };
    },
    async fastForward(workflowId, id, ms) {
      const timeSkippingConfig = {
        enabled: true,
        maxSessionSkipCount: MOST_SKIPS,
        fastForwardConfig: { id, duration: msToTs(ms) },
      };
      await within(CALL_MS, () =>
        service.updateWorkflowExecutionOptions({
          namespace,
          workflowExecution: { workflowId },
          workflowExecutionOptions: { timeSkippingConfig },
          updateMask: { paths: ['time_skipping_config'] },
        }),
      );
    },
    async poll(workflowId, fastForwardId) {
      const asked = { namespace, workflowExecution: { workflowId }, fastForwardId };
      const { fastForwardPollingResult } = await within(POLL_MS, () =>
        service.pollWorkflowExecutionTimeSkipping(asked),
      );
      return RESULTS[fastForwardPollingResult as keyof typeof RESULTS] ?? 'waiting'; // all others: not yet
    },
  };
}
