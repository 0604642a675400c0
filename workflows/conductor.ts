import { allHandlersFinished } from '@temporalio/workflow';
import type { CaseCommand, Decided } from '../activities/decide-and-record.ts';
import { local, remote } from './activity-options.ts';
import type { CaseInput, CaseView } from './messages.ts';
import { show } from './show.ts';

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
  readonly run: (command: CaseCommand, summary: string) => Promise<Decided>;
}

/** Commands of one case run one at a time, in order of arrival; notices are sent beside them. */
export function conductor({ caseId, clockOffset = 0, view: carried }: CaseInput): Conductor {
  let view = carried;
  let running = 0;
  let asked = false;
  let tail: Promise<unknown> = Promise.resolve();
  let [outbox, sending] = [false, false];
  const now = (): number => Date.now() + clockOffset;

  /** Sends what waits in the outbox; asked again while it sends, it sends once more. */
  async function deliver(caseNo: string): Promise<void> {
    outbox = true;
    if (sending) return;
    sending = true;
    try {
      while (outbox) {
        outbox = false;
        await remote.sendNotices.executeWithOptions({ summary: `发送通知 ${caseNo}` }, [{ caseId }]);
      }
    } finally {
      sending = false;
    }
  }

  function take(next: CaseView | null): void {
    if (next === null || (view !== undefined && next.version < view.version)) return;
    show(view, next);
    view = next;
    if (next.unsent > 0) deliver(next.caseNo).catch(() => undefined); // only a cancellation gets here: the sweeper sees to the rest
  }

  function run(command: CaseCommand, summary: string): Promise<Decided> {
    asked = true;
    running += 1;
    const done = tail.then(async () => {
      const args = { caseId, now: now(), command };
      const decided = await local.decideAndRecord.executeWithOptions({ summary }, [args]);
      take(decided.view);
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
    quiet: () => running === 0 && !sending && !outbox && allHandlersFinished(),
    run,
  };
}
