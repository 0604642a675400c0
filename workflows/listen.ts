import { ApplicationFailure } from '@temporalio/common';
import { setHandler, uuid4 } from '@temporalio/workflow';
import type { Conductor } from './conductor.ts';
import {
  applyLaw,
  caseQuery,
  completeNode,
  deadlinesQuery,
  fileCase,
  nextDeadlineQuery,
  nodeCompleted,
  refresh,
  settleNow,
} from './definitions.ts';
import type { CompleteNode, FileCase } from './messages.ts';

/** Everything that a case's workflow can be told and asked. */
export function listen({ run, view }: Conductor): void {
  const complete = async (message: CompleteNode, waits: boolean) => {
    const command = { kind: 'complete', message, commandId: message.commandId ?? uuid4(), waits } as const;
    return (await run(command, `办理 ${message.node}`)).answer;
  };

  setHandler(fileCase, async (message: FileCase) => (await run({ kind: 'file', message }, '立案')).answer, {
    validator: isMessage,
  });
  setHandler(completeNode, (message: CompleteNode) => complete(message, true), { validator: isMessage });
  setHandler(settleNow, async () => {
    await run({ kind: 'settle' }, '核对期限');
    return view() ?? null;
  });
  setHandler(applyLaw, async (rollout) => {
    const command = { kind: 'law', ...(rollout !== undefined && { rollout }) } as const;
    return (await run(command, '适用新的规则或日历')).law ?? 'untouched';
  });
  // a signal has nobody to tell: what it gets wrong is kept in the case's log, and nothing that it carries may throw
  setHandler(nodeCompleted, async (message: CompleteNode) => {
    const sent = typeof message === 'object' && message !== null ? message : ({} as CompleteNode); // whatever came
    await complete(sent, false).catch(() => undefined);
  });
  setHandler(refresh, async () => {
    await run({ kind: 'settle' }, '核对期限').catch(() => undefined);
  });
  setHandler(caseQuery, () => view() ?? null);
  setHandler(deadlinesQuery, () => view()?.deadlines ?? []);
  setHandler(nextDeadlineQuery, () => view()?.deadlines.find((d) => d.dueAt !== null) ?? null);
}

/** Runs before anything is written to history; the form itself is judged with the law, by the activity. */
function isMessage(message: CompleteNode | FileCase): void {
  const given: unknown = message; // from whoever sends an update
  if (typeof given === 'object' && given !== null && 'by' in given && typeof given.by === 'string') return;
  throw ApplicationFailure.nonRetryable(
    '请发送一个对象，并在 by 写明经办人编号，如 {"node":"reception.waived","by":"p-reception-1","payload":{"reason":"…"}}',
    'bad-message',
  );
}
