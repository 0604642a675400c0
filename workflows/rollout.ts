import { ApplicationFailure } from '@temporalio/common';
import {
  allHandlersFinished,
  condition,
  makeContinueAsNewFunc,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { batch as batches, remote } from './activity-options.ts';
import { begin, pause, progressQuery, resume } from './definitions.ts';
import { rolloutId } from './messages.ts';
import type { BeginRollout, BegunRollout, RolloutAnswer, RolloutInput, RolloutProgress } from './messages.ts';

const BATCH = 100;
const CONTINUE_AFTER = 1_000; // history events
const LONGEST_ID = 200; // characters
const MOST = 10_000; // cases a batch, events a run

const fresh: RolloutProgress = {
  status: 'publishing',
  paused: false,
  total: 0,
  done: 0,
  moved: 0,
  skipped: 0,
  deferred: 0,
};

/**
 * Applies a change of law: publishes it, then goes through the cases in batches and has each derive again that it
 * touches. It can be paused, goes on after a crash where it was, and does no case twice: a case knows the law it has met.
 */
export async function rollout(input: RolloutInput): Promise<RolloutProgress> {
  checkInput(input, workflowInfo().workflowId);
  const { draftId, by, continueAfter = CONTINUE_AFTER, batchSize: limit = BATCH } = input;
  // from anybody else it would be a claim that something has been published
  const carried = workflowInfo().continuedFromExecutionRunId === undefined ? undefined : input.carried;
  let progress = { ...fresh, ...carried?.progress };
  let begun: RolloutAnswer | undefined = carried?.begun;
  let after = carried?.after ?? '';
  const report = (change: Partial<RolloutProgress>): void => {
    progress = { ...progress, ...change };
    setCurrentDetails(details(progress, begun));
  };

  setHandler(begin, async (asked?: BeginRollout) => {
    const sent = { by, ...asked, draftId }; // whoever sends it: the activity looks at it
    if (begun?.accepted === true) return begun;
    const answer = await remote.publishLaw.executeWithOptions({ summary: '公布规则或日历的新版本' }, [sent]);
    begun = accepted(begun) ?? answer; // a refusal of one is no answer to another
    return answer;
  });
  setHandler(progressQuery, () => progress);
  setHandler(pause, () => report({ paused: true }));
  setHandler(resume, () => report({ paused: false }));

  await condition(() => begun !== undefined);
  if (accepted(begun) === undefined) {
    report({ status: 'refused' });
    await condition(allHandlersFinished);
  }
  const published = accepted(begun); // whoever asked meanwhile may have been heard
  if (published === undefined) return progress;
  // details do not survive a continue-as-new
  report(
    carried === undefined
      ? {
          status: 'running',
          total: await remote.countOpenCases.executeWithOptions({ summary: '清点未结案件' }, [{ draftId }]),
        }
      : {},
  );
  for (;;) {
    await condition(() => !progress.paused);
    const summary = `逐案适用，第 ${progress.done + 1} 件起`;
    const batch = await batches.rollOut.executeWithOptions({ summary }, [{ draftId, after, limit }]);
    report({
      done: progress.done + batch.looked,
      moved: progress.moved + batch.moved,
      skipped: progress.skipped + batch.skipped,
      deferred: progress.deferred + batch.deferred,
    });
    if (batch.last === null) break;
    after = batch.last;
    if (workflowInfo().historyLength < continueAfter) continue;
    await condition(allHandlersFinished);
    await makeContinueAsNewFunc<typeof rollout>()({ ...input, carried: { begun: published, after, progress } });
  }
  await remote.finishLaw.executeWithOptions({ summary: '记下已适用完毕' }, [{ draftId }]);
  report({ status: 'done', total: progress.done });
  await condition(allHandlersFinished);
  return progress;
}

/** Anybody who reaches Temporal may start this: what makes no sense fails at once, instead of its tasks without end. */
function checkInput(input: unknown, id: string): void {
  const { draftId, by, continueAfter, batchSize } = (input ?? {}) as Record<string, unknown>; // read only
  const isText = (value: unknown): boolean => typeof value === 'string' && value !== '' && value.length <= LONGEST_ID;
  const isCount = (value: unknown): boolean =>
    value === undefined || (Number.isInteger(value) && Number(value) > 0 && Number(value) <= MOST);
  const isOwn = typeof draftId === 'string' && id === rolloutId(draftId); // under another's id it would keep that one away
  if (isOwn && isText(draftId) && isText(by) && isCount(continueAfter) && isCount(batchSize)) return;
  throw ApplicationFailure.nonRetryable(
    '请在 draftId 写明草案编号，在 by 写明系统管理员的编号，如 {"draftId":"2027-1f0c22e6","by":"p-administrator-1"}',
    'bad-message',
  );
}

const accepted = (answer: RolloutAnswer | undefined): BegunRollout | undefined =>
  answer?.accepted === true ? answer : undefined;

const states = { publishing: '正在公布', running: '正在逐案适用', done: '已逐案适用完毕', refused: '未公布' } as const;

/** What the Temporal UI shows of a rollout. */
function details(
  { status, paused, total, done, moved, skipped, deferred }: RolloutProgress,
  begun: RolloutAnswer | undefined,
): string {
  const what = begun === undefined ? '' : begun.zh;
  return [
    `### ${what}`,
    '',
    `${states[status]}${paused ? '（已暂停）' : ''}`,
    '',
    `- 未结案件：${total}`,
    `- 已核对：${done}`,
    `- 有期限变动的案件：${moved}`,
    `- 已自行适用：${skipped}`,
    `- 暂未答复、留待自动补做：${deferred}`,
  ].join('\n');
}
