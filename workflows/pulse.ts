import { allHandlersFinished, condition, makeContinueAsNewFunc, setHandler, workflowInfo } from '@temporalio/workflow';
import { tryOnce } from './activity-options.ts';
import { beat } from './definitions.ts';

const CONTINUE_AFTER = 1_000; // history events

/** Answers each `beat` by way of a worker and its database: whoever asks learns whether work is being done at all. */
export async function pulse(): Promise<void> {
  setHandler(beat, () => tryOnce.pulse());
  await condition(() => workflowInfo().historyLength >= CONTINUE_AFTER && allHandlersFinished());
  await makeContinueAsNewFunc<typeof pulse>()();
}
