import { carryOver } from './carry-over.ts';
import { evict, mustGo, occupantOf, type Whom } from './place.ts';
import type { CaseStart, CaseWorkflows } from './start.ts';
import { ENFORCEMENT_CASE } from '../workflows/messages.ts';

/** A run that ended so had no say in it: what it had not read yet is still to be done. */
const CUT_OFF = ['TERMINATED', 'TIMED_OUT'];

/**
 * Makes way for a new run of a case. Ends what runs under its id and cannot be its workflow: one of another type or task
 * queue, which anybody who reaches Temporal may have started there, or one whose workflow task fails again and again.
 * Nothing is lost with it, nor with a run that somebody else has cut off: the case is in Postgres, and signals that nobody
 * has read yet go to the next run; a stranger has read none. Answers whether it ended something.
 */
export async function makeWay(at: CaseWorkflows, caseId: string, whom: Whom = 'failing-too'): Promise<boolean> {
  const { client, taskQueue } = at;
  const found = await occupantOf(client, { workflowId: caseId, type: ENFORCEMENT_CASE, taskQueue });
  if (found === undefined) return false;
  const { runId, memo, status, isForeign, isRunning } = found;
  const isLame = mustGo(found, whom);
  if (isRunning ? !isLame : !isForeign && !CUT_OFF.includes(status)) return false;
  if (isLame) {
    await evict(client, caseId, found);
    at.log?.warn({ caseId, runId }, 'ended what could not run as this case');
  }
  await carryOver(at, { ...startLike(caseId, memo), runId, isForeign });
  return isLame;
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
