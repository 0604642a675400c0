import { Client, WithStartWorkflowOperation, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { BareCompletion } from './bare-workflow.ts';
import type { Site } from './site.ts';

/** Bare workflows, driven as directly as can be: by Temporal's own client. */
export interface Bare {
  /** Starts one; answers its id. */
  readonly start: () => Promise<string>;
  /** Starts one with its first update, in one request. */
  readonly startWith: (completion: BareCompletion) => Promise<string>;
  readonly complete: (id: string, completion: BareCompletion) => Promise<void>;
  readonly end: (ids: readonly string[]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const PATIENCE = 15_000;
const TRIES = 4;

/** Now and then an update stalls under full load: the same is sent again, as our gateway does. */
async function patiently(temporal: Client, call: () => Promise<unknown>, tries = TRIES): Promise<void> {
  try {
    await temporal.withDeadline(Date.now() + PATIENCE, call);
  } catch (error) {
    if (tries <= 1 || !(error instanceof WorkflowUpdateRPCTimeoutOrCancelledError)) throw error;
    await patiently(temporal, call, tries - 1);
  }
}

/** Starts a worker for bare workflows, in a process of its own as ours is. */
export async function startBare({ info, temporal: ours }: Site): Promise<Bare> {
  const temporal = new Client({ connection: ours.connection, namespace: info.namespace }); // a bare one encrypts nothing
  const { workflow } = temporal;
  const taskQueue = `bare-${randomUUID()}`;
  const file = fileURLToPath(new URL('bare-worker.ts', import.meta.url));
  const worker = fork(file, [info.temporal, info.namespace, taskQueue]);
  const gone = once(worker, 'exit');
  const ready = await Promise.race([once(worker, 'message').then(() => true), gone.then(() => false)]);
  if (!ready) throw new Error('the worker of the bare workflow did not start');
  return {
    start: async () => (await workflow.start('bareCase', { workflowId: randomUUID(), taskQueue, args: [] })).workflowId,
    startWith: async (completion) => {
      const workflowId = randomUUID();
      const updateId = randomUUID();
      await patiently(temporal, () => {
        const startWorkflowOperation = new WithStartWorkflowOperation<() => Promise<void>>('bareCase', {
          workflowId,
          taskQueue,
          workflowIdConflictPolicy: 'USE_EXISTING',
          staticSummary: '（2026）豫0823执1号 · 张某某 申请执行 李某某',
          memo: { caseNo: '（2026）豫0823执1号', parties: '张某某 申请执行 李某某' },
          args: [],
        });
        return workflow.executeUpdateWithStart<() => Promise<void>, object, [BareCompletion]>('complete', {
          startWorkflowOperation,
          updateId,
          args: [completion],
        });
      });
      return workflowId;
    },
    complete: async (id, completion) => {
      await workflow.getHandle(id).executeUpdate('complete', { updateId: randomUUID(), args: [completion] });
    },
    end: async (ids) => void (await Promise.all(ids.map((id) => workflow.getHandle(id).signal('end')))),
    stop: async () => {
      worker.disconnect();
      await gone;
    },
  };
}
