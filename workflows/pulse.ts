import { allHandlersFinished, condition, makeContinueAsNewFunc, setHandler, workflowInfo } from '@temporalio/workflow';
import { tryOnce } from './activity-options.ts';
import { beat } from './definitions.ts';

const CONTINUE_AFTER = 1_000; // history events
const LEAST = 20; // with fewer it would do nothing but continue

/**
 * Answers each `beat` by way of a worker and its database: whoever asks learns whether work is being done at all. It
 * continues as new after so many events, as a run can be started with.
 */
export async function pulse(continueAfter: unknown = CONTINUE_AFTER): Promise<void> {
  const most = typeof continueAfter === 'number' && continueAfter >= LEAST ? continueAfter : CONTINUE_AFTER; // whoever started it
  setHandler(beat, () => tryOnce.pulse.executeWithOptions({ summary: '查询数据库' }, []));
  await condition(() => workflowInfo().historyLength >= most && allHandlersFinished());
  await makeContinueAsNewFunc<typeof pulse>()(most);
}
