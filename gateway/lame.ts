import { troubleOf } from './trouble.ts';
import type { CaseWorkflows } from './start.ts';
import { ENFORCEMENT_CASE } from '../workflows/messages.ts';

const FAILED_TRIES = 3; // of one workflow task: what comes in between passes sooner
const CALL_MS = 5_000;

/**
 * Ends what runs under a case's id and cannot be its workflow: one of another type or task queue, which anybody who
 * reaches Temporal may have started there, or one whose workflow task fails again and again. Nothing is lost with it: the
 * case is in Postgres, and whoever asks next starts it again. Answers whether there was one.
 */
export async function endIfLame({ client, taskQueue }: CaseWorkflows, caseId: string): Promise<boolean> {
  const within = <T>(call: () => Promise<T>) => client.withDeadline(Date.now() + CALL_MS, call);
  try {
    const found = await within(() => client.workflow.getHandle(caseId).describe());
    const tries = found.raw.pendingWorkflowTask?.attempt ?? 0;
    const isOurs = found.type === ENFORCEMENT_CASE && found.taskQueue === taskQueue;
    if (found.status.name !== 'RUNNING' || (isOurs && tries < FAILED_TRIES)) return false;
    await within(() => client.workflow.getHandle(caseId, found.runId).terminate('不能作为本案的流程运行，另行启动'));
    return true;
  } catch (error) {
    if (troubleOf(error) === 'gone') return false;
    throw error;
  }
}
