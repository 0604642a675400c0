import { allHandlersFinished, isCancellation, sleep, workflowInfo } from '@temporalio/workflow';
import type { BatchReport, CaseCommand, Decided, Dispatched } from '../activities/decided.ts';
import { local, remote } from './activity-options.ts';
import type { CarriedOver, CaseView } from './messages.ts';
import { asideFor, passingIn, patienceFor, pauseAfter, settlePauseAfter } from './patience.ts';
import { show } from './show.ts';
import { isSpent, spend, type SpentSeal } from './spent-seals.ts';

/** Runs a case's commands and holds what they answered. */
export interface Conductor {
  /** The case as last answered; undefined until something was. */
  readonly view: () => CaseView | undefined;
  /** The case's own time. */
  readonly now: () => number;
  /** Whether anybody has asked for anything in this run. */
  readonly asked: () => boolean;
  /** Nothing is running, nothing waits to be sent, every handler has answered. */
  readonly quiet: () => boolean;
  /** How many commands run or wait their turn. */
  readonly waiting: () => number;
  /** When to settle again, in the case's own time, if the last settling failed. */
  readonly settleAgainAt: () => number | undefined;
  /** Whether a message's seal was given to a command that was refused. */
  readonly isSpent: (message: unknown) => boolean;
  readonly run: (command: CaseCommand, summary: string) => Promise<Decided>;
  /** What the next run of this workflow has to know. */
  readonly carry: () => CarriedOver;
}

/** Commands of one case run one at a time, in order of arrival; what they send out goes beside them. */
export function conductor(carried: CarriedOver): Conductor {
  const { workflowId: caseId } = workflowInfo();
  let { view, clock = null } = carried;
  let spent: readonly SpentSeal[] = carried.spentSeals ?? [];
  let running = 0;
  let asked = false;
  let failed = { times: 0, at: 0 }; // settlings in a row
  let tail: Promise<unknown> = Promise.resolve();
  const now = (): number => Date.now() + (clock ?? 0);
  const outbox = sender(caseId, async (batches) => {
    await run({ kind: 'disclosed', batches }, '登记流程信息公开');
  });

  function take(command: CaseCommand, decided: Decided): void {
    clock ??= decided.clock ?? null;
    if (decided.failed) failed = { times: failed.times + 1, at: now() };
    else if (decided.view !== null) failed = { times: 0, at: 0 };
    if ('message' in command && decided.answer?.accepted === false) spent = spend(spent, command.message, Date.now());
    const next = decided.view;
    if (next === null || (view !== undefined && next.version < view.version)) return;
    show(view, next);
    view = next;
    if (next.unsent > 0) outbox.send(next.caseNo);
  }

  function run(command: CaseCommand, summary: string): Promise<Decided> {
    asked = true;
    running += 1;
    const done = tail.then(async () => {
      const decided = await untilDecided(command, (once) =>
        local.decideAndRecord.executeWithOptions({ summary }, [
          { caseId, time: Date.now(), clock, seen: view?.version ?? null, command: once },
        ]),
      );
      take(command, decided);
      return decided;
    });
    const release = () => {
      running -= 1;
    };
    tail = done.then(release, release);
    return done;
  }

  return {
    view: () => view,
    now,
    asked: () => asked,
    quiet: () => running === 0 && outbox.isIdle() && allHandlersFinished(),
    waiting: () => running,
    settleAgainAt: () => (failed.times === 0 ? undefined : failed.at + settlePauseAfter(failed.times)),
    isSpent: (message) => isSpent(spent, message),
    run,
    carry: () => ({ ...(view !== undefined && { view }), ...(clock !== null && { clock }), spentSeals: spent }),
  };
}

/** Tries a command until it is answered or patience ends. Between two tries it sleeps on a timer and holds no slot of the worker. */
async function untilDecided(
  command: CaseCommand,
  attempt: (command: CaseCommand) => Promise<Decided>,
): Promise<Decided> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt(command);
    } catch (error) {
      const passing = passingIn(error);
      if (isCancellation(error)) throw error;
      // an error thrown here would end the workflow, or be tried for ever
      if (passing === undefined || tried >= patienceFor(command, passing)) {
        const isSettling = command.kind === 'settle' || command.kind === 'law';
        return { answer: asideFor(passing ?? 'internal-law-error'), view: null, ...(isSettling && { failed: true }) };
      }
      await sleep(pauseAfter(tried), { summary: '数据库暂时不可用，稍后再办' });
    }
  }
}

/** Sends what waits in the outbox; asked again while it sends, it sends once more. `record`: what parties were told becomes a fact. */
function sender(caseId: string, record: (batches: readonly BatchReport[]) => Promise<void>) {
  let [waiting, sending] = [false, false];
  async function deliver(caseNo: string): Promise<void> {
    sending = true;
    try {
      while (waiting) {
        waiting = false;
        const sent: unknown = await remote.sendNotices.executeWithOptions({ summary: `发送通知 ${caseNo}` }, [
          { caseId },
        ]);
        const { batches = [] } = sent as Partial<Dispatched>; // of a worker of the release before it is a number: it has none
        if (batches.length > 0) await record(batches);
      }
    } finally {
      sending = false;
    }
  }
  return {
    send(caseNo: string): void {
      waiting = true;
      if (!sending) deliver(caseNo).catch(() => undefined); // only a cancellation gets here: the sweeper sees to the rest
    },
    isIdle: (): boolean => !sending && !waiting,
  };
}
