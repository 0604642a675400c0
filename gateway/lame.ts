import { carryOver } from './carry-over.ts';
import { troubleOf } from './trouble.ts';
import type { CaseStart, CaseWorkflows } from './start.ts';
import { ENFORCEMENT_CASE } from '../workflows/messages.ts';

const FAILED_TRIES = 3; // of one workflow task: what comes in between passes sooner
const CALL_MS = 5_000;
/** A run that ended so had no say in it: what it had not read yet is still to be done. */
const CUT_OFF = ['TERMINATED', 'TIMED_OUT'];

/**
 * Makes way for a new run of a case. Ends what runs under its id and cannot be its workflow: one of another type or task
 * queue, which anybody who reaches Temporal may have started there, or one whose workflow task fails again and again.
 * Nothing is lost with it, nor with a run that somebody else has cut off: the case is in Postgres, and signals that nobody
 * has read yet go to the next run. Answers whether it ended something.
 */
export async function makeWay(at: CaseWorkflows, caseId: string): Promise<boolean> {
  const { client, taskQueue } = at;
  const within = <T>(call: () => Promise<T>) => client.withDeadline(Date.now() + CALL_MS, call).catch(noneIfGone);
  const found = await within(() => client.workflow.getHandle(caseId).describe());
  if (found === undefined) return false;
  const { runId, memo } = found;
  const isOurs = found.type === ENFORCEMENT_CASE && found.taskQueue === taskQueue;
  const tries = found.raw.pendingWorkflowTask?.attempt ?? 0;
  const isLame = found.status.name === 'RUNNING' && (!isOurs || tries >= FAILED_TRIES);
  if (!isLame && !CUT_OFF.includes(found.status.name)) return false;
  if (isLame)
    await within(() => client.workflow.getHandle(caseId, runId).terminate('不能作为本案的流程运行，另行启动'));
  await carryOver(at, { ...startLike(caseId, memo), runId });
  return isLame;
}

/** What somebody else has ended in the meantime need not be ended. */
function noneIfGone(error: unknown): undefined {
  if (troubleOf(error) === 'gone') return undefined;
  throw error;
}

/** What the run that was cut off was called: anybody may have started it. */
function startLike(caseId: string, memo: Readonly<Record<string, unknown>> = {}): CaseStart {
  const { caseNo, parties } = memo;
  return {
    caseId,
    caseNo: typeof caseNo === 'string' ? caseNo : caseId,
    title: typeof parties === 'string' ? parties : '',
  };
}
