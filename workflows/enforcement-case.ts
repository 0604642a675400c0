import { condition, makeContinueAsNewFunc, workflowInfo } from '@temporalio/workflow';
import { alarm, type Wake } from './alarm.ts';
import { type Conductor, conductor } from './conductor.ts';
import { listen } from './listen.ts';
import type { CarriedOver, CaseInput } from './messages.ts';
import { show } from './show.ts';

const CONTINUE_AFTER = 1_000; // history events: updates get slower with their number in one run
const LEAST = 20; // a run needs some to begin: with fewer it would do nothing but continue

/**
 * One case, from filing until its last clock has stopped. It holds a view of the case, takes its commands one at a time,
 * sleeps until the earliest instant at which anything falls due, wakes, and asks. It computes no legal fact: all law is
 * in `decideAndRecord`, so that law can change without touching replay. The workflow's id is the case's: nothing in its
 * input says whose case it is, or what time it is there.
 */
export async function enforcementCase(input?: CaseInput): Promise<void> {
  const cond = conductor(carriedOver(input));
  listen(cond);
  const carried = cond.view();
  if (carried === undefined) await condition(cond.asked, '10 seconds', { summary: '等待第一项请求' });
  else show(undefined, carried); // details do not survive a continue-as-new
  if (!cond.asked()) await cond.run({ kind: 'settle' }, '核对期限');

  const most = continueAfter(input);
  const full = (): boolean => workflowInfo().historyLength >= most || workflowInfo().continueAsNewSuggested;
  const ended = (): boolean => cond.settleAgainAt() === undefined && cond.view()?.ended !== false;
  const over = (): boolean => cond.quiet() && (ended() || full());

  // one timer to the earliest instant: 30 timers side by side would cost 13 times the heap
  const { set, at, rang } = alarm(cond.now);
  while (!over()) {
    set(nextWake(cond));
    await condition(() => rang() || over() || (nextWake(cond)?.at ?? null) !== at());
    if (rang()) await cond.run({ kind: 'settle' }, cond.view()?.nextWake?.summary ?? '核对期限');
  }
  set(null);
  if (ended()) return; // nothing was filed, or no clock runs any more
  const { memo = {} } = workflowInfo(); // survives only if passed on
  await makeContinueAsNewFunc<typeof enforcementCase>({ memo })({ continueAfter: most, ...cond.carry() });
}

/** What an earlier run handed over: believed only from this workflow itself. Anybody may start one with any input. */
function carriedOver(input: CaseInput | undefined): CarriedOver {
  return workflowInfo().continuedFromExecutionRunId === undefined ? {} : (input ?? {});
}

function continueAfter(input: CaseInput | undefined): number {
  const wanted: unknown = (input as CaseInput | null | undefined)?.continueAfter; // see above
  return typeof wanted === 'number' && wanted > 0 ? Math.max(wanted, LEAST) : CONTINUE_AFTER;
}

/** The next instant of the case; after a settling that failed, when to try again. */
function nextWake(cond: Conductor): Wake | null {
  const again = cond.settleAgainAt();
  return again === undefined ? (cond.view()?.nextWake ?? null) : { at: again, summary: '上次核对未成，再次核对期限' };
}
