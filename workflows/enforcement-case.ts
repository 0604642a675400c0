import { condition, makeContinueAsNewFunc, workflowInfo } from '@temporalio/workflow';
import { type Conductor, conductor } from './conductor.ts';
import { listen } from './listen.ts';
import type { CaseInput } from './messages.ts';
import { show } from './show.ts';

const CONTINUE_AFTER = 1_000; // history events: updates get slower with their number in one run

/**
 * One case, from filing until its last clock has stopped. It holds a view of the case, takes its commands one at a time,
 * sleeps until the earliest instant at which anything falls due, wakes, and asks. It computes no legal fact: all law is
 * in `decideAndRecord`, so that law can change without touching replay.
 */
export async function enforcementCase(input: CaseInput): Promise<void> {
  const cond = conductor(input);
  listen(cond);
  const carried = cond.view();
  if (carried === undefined) await condition(cond.asked, '10 seconds');
  else show(undefined, carried); // details do not survive a continue-as-new
  if (!cond.asked()) await cond.run({ kind: 'settle' }, '核对期限');

  const full = (): boolean =>
    workflowInfo().historyLength >= (input.continueAfter ?? CONTINUE_AFTER) || workflowInfo().continueAsNewSuggested;
  const over = (): boolean => cond.quiet() && (cond.view()?.ended !== false || full());

  while (!over()) {
    if (await fallsDue(cond, over)) await cond.run({ kind: 'settle' }, cond.view()?.nextWake?.summary ?? '核对期限');
  }
  const view = cond.view();
  if (view === undefined || view.ended) return; // nothing was filed, or no clock runs any more
  const { memo = {} } = workflowInfo(); // survives only if passed on
  await makeContinueAsNewFunc<typeof enforcementCase>({ memo })({ ...input, view });
}

/**
 * Sleeps on one durable timer until the earliest instant, named for the Temporal UI; true when it has come. False when
 * another instant has become the earliest, or the run is over. 30 timers side by side would cost 13 times the heap.
 */
async function fallsDue(cond: Conductor, over: () => boolean): Promise<boolean> {
  const wake = cond.view()?.nextWake ?? null;
  const changed = (): boolean => over() || cond.view()?.nextWake?.at !== wake?.at;
  if (wake === null) {
    await condition(changed);
    return false;
  }
  const ms = Math.max(wake.at - cond.now(), 1);
  return !(await condition(changed, ms, { summary: wake.summary }));
}
