import { ApplicationFailure } from '@temporalio/common';
import {
  setDefaultSignalHandler,
  setDefaultUpdateHandler,
  setHandler,
  uuid4,
  workflowInfo,
} from '@temporalio/workflow';
import type { Conductor } from './conductor.ts';
import {
  applyLawUpdate,
  caseQuery,
  completeNodeUpdate,
  deadlinesQuery,
  fileCaseUpdate,
  foundMatterUpdate,
  nextDeadlineQuery,
  nodeCompleted,
  refresh,
  settleNow,
} from './definitions.ts';
import { type CompleteNode, type FileCase, signalId } from './messages.ts';

const MOST_WAITING = 200; // of one case: each API lets fewer through
const BAD_MESSAGE =
  '请发送一个对象，并在 by 写明经办人编号，如 {"node":"reception.waived","by":"p-reception-1","payload":{"reason":"…"}}';

/**
 * The command id of a signal that brings none: its run and its place there, or the one it had in an earlier run
 * (gateway/carry-over.ts). What a run had begun to do when it was cut off the next does not do again.
 */
function signalIds(): (carried: unknown) => string {
  let count = 0;
  return (carried) => {
    count += 1;
    return typeof carried === 'string' && /^[\x21-\x7e]{1,200}$/.test(carried)
      ? carried
      : signalId(workflowInfo().runId, count);
  };
}

/** Everything that a case's workflow can be told and asked. */
export function listen({ run, view, waiting, isSpent }: Conductor): void {
  const idOfSignal = signalIds();
  /** `named`: what the update or signal is called, where that says which node it completes. */
  const complete = async (
    message: CompleteNode,
    { waits, named, id: own = uuid4() }: { readonly waits: boolean; readonly named?: string; readonly id?: string },
  ) => {
    const sent: unknown = message ?? {}; // whatever came
    const { node, commandId } = sent as Readonly<Record<string, unknown>>; // absent fields are undefined, of a text too
    const id = typeof commandId === 'string' ? commandId : own;
    const spent = isSpent(message);
    const command = { kind: 'complete', message, commandId: id, waits, spent, ...(named !== undefined && { named }) } as const; // prettier-ignore
    const what = named ?? node;
    return (await run(command, typeof what === 'string' ? `办理 ${what.slice(0, 60)}` : '办理')).answer;
  };

  /** Runs before anything is written to history; the form itself is judged with the law, by the activity. */
  const takes = (message: CompleteNode | FileCase): void => {
    if (waiting() >= MOST_WAITING) throw ApplicationFailure.nonRetryable('本案有过多请求在等待，请稍后再发', 'busy');
    const given: unknown = message; // from whoever sends an update
    if (typeof given === 'object' && given !== null && 'by' in given && typeof given.by === 'string') return;
    throw ApplicationFailure.nonRetryable(BAD_MESSAGE, 'bad-message');
  };

  const file = (summary: string) => async (message: FileCase) =>
    (await run({ kind: 'file', message, spent: isSpent(message) }, summary)).answer;
  setHandler(fileCaseUpdate, file('立案'), { validator: takes });
  setHandler(foundMatterUpdate, file('登记事项'), { validator: takes });
  setHandler(completeNodeUpdate, (message: CompleteNode) => complete(message, { waits: true }), {
    validator: takes,
  });
  setHandler(settleNow, async () => {
    await run({ kind: 'settle' }, '核对期限');
    return view() ?? null;
  });
  setHandler(applyLawUpdate, async (rollout) => {
    const command = { kind: 'law', ...(typeof rollout === 'string' && { rollout }) } as const;
    const { law, failed } = await run(command, '适用新的规则或日历');
    return failed ? 'deferred' : (law ?? 'untouched');
  });
  // a signal has nobody to tell: what it gets wrong is kept in the case's log, and nothing that it carries may throw
  setHandler(nodeCompleted, async (message: CompleteNode, id?: unknown) => {
    await complete(message, { waits: false, id: idOfSignal(id) }).catch(() => undefined);
  });
  setHandler(refresh, async () => {
    await run({ kind: 'settle' }, '核对期限').catch(() => undefined);
  });
  // last of all: what came along with the start waits for a handler, and these would take all of it
  // no validator is asked before this one: what it turns away is written to history as failed
  setDefaultUpdateHandler(async (named, sent) => {
    const message = sent as CompleteNode; // whatever came: the activity judges it
    takes(message);
    return complete(message, { waits: true, named });
  });
  setDefaultSignalHandler(async (named, sent, id) => {
    await complete(sent as CompleteNode, { waits: false, named, id: idOfSignal(id) }).catch(() => undefined); // as above
  });
  setHandler(caseQuery, () => view() ?? null);
  setHandler(deadlinesQuery, () => view()?.deadlines ?? []);
  setHandler(nextDeadlineQuery, () => view()?.deadlines.find((d) => d.dueAt !== null) ?? null);
}
