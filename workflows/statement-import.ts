import { ApplicationFailure, defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import {
  condition,
  makeContinueAsNewFunc,
  setCurrentDetails,
  setHandler,
  sleep,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { batch as batches, remote } from './activity-options.ts';
import { importProgress, pause, resume } from './definitions.ts';
import { importId, type ImportInput, type ImportProgress } from './messages.ts';

const BATCH = 50; // lines: facts follow at the pace of commands
const CONTINUE_AFTER = 1_000; // history events
const ROUNDS = 6; // over lines whose case did not answer
const PAUSE_MS = 60_000; // before the second round; doubled each time
const LONGEST_ID = 200;
const MOST = 10_000;

const fresh: ImportProgress = { status: 'running', paused: false, total: 0, recorded: 0, refused: 0, unanswered: 0 };
const stage = defineSearchAttributeKey('Stage', SearchAttributeType.KEYWORD);

/**
 * Makes of each line of a stored statement what its fate asks for: a fact in its case, a record of its own. It can be paused,
 * goes on after a crash where it was, and does no line twice: a line's state stands in Postgres, its fact has the line's key.
 */
export async function statementImport(input: ImportInput): Promise<ImportProgress> {
  checkInput(input, workflowInfo().workflowId);
  const { statementId, continueAfter = CONTINUE_AFTER, batchSize: limit = BATCH } = input;
  const carried = workflowInfo().continuedFromExecutionRunId === undefined ? undefined : input.carried;
  let { after, round, progress } = carried ?? { after: 0, round: 1, progress: fresh };
  const report = (change: Partial<ImportProgress>): void => {
    const was = stageOf(progress);
    progress = { ...progress, ...change };
    setCurrentDetails(details(statementId, progress));
    if (stageOf(progress) !== was) upsertSearchAttributes([{ key: stage, value: stageOf(progress) }]);
  };
  setHandler(importProgress, () => progress);
  setHandler(pause, () => report({ paused: true }));
  setHandler(resume, () => report({ paused: false }));

  if (carried === undefined) {
    const total = await remote.countLinesLeft.executeWithOptions({ summary: '清点待登记的流水' }, [{ statementId }]);
    upsertSearchAttributes([{ key: stage, value: stageOf(progress) }]);
    report({ total });
  } else report({});
  for (;;) {
    await condition(() => !progress.paused);
    const summary = `逐笔登记，第 ${after + 1} 行起`;
    const made = await batches.importLines.executeWithOptions({ summary }, [{ statementId, after, limit }]);
    report({
      recorded: progress.recorded + made.recorded,
      refused: progress.refused + made.refused,
      unanswered: progress.unanswered + made.unanswered,
    });
    if (made.last !== null) after = made.last;
    else if (progress.unanswered === 0 || round >= ROUNDS) break;
    else {
      await sleep(PAUSE_MS * 2 ** (round - 1), { summary: '案件暂未答复，稍后再登记' });
      round += 1;
      after = 0;
      report({ unanswered: 0 });
    }
    if (workflowInfo().historyLength < continueAfter) continue;
    await makeContinueAsNewFunc<typeof statementImport>()({ ...input, carried: { after, round, progress } });
  }
  await remote.finishImport.executeWithOptions({ summary: '记下已登记完毕' }, [{ statementId }]);
  report({ status: 'done' });
  return progress;
}

/** Anybody who reaches Temporal may start this: what makes no sense fails at once. What is imported, the store alone says. */
function checkInput(input: unknown, id: string): void {
  const { statementId, continueAfter, batchSize } = (input ?? {}) as Record<string, unknown>; // read only
  const isCount = (value: unknown): boolean =>
    value === undefined || (Number.isInteger(value) && Number(value) > 0 && Number(value) <= MOST);
  const isOwn = typeof statementId === 'string' && statementId.length <= LONGEST_ID && id === importId(statementId);
  if (isOwn && isCount(continueAfter) && isCount(batchSize)) return;
  throw ApplicationFailure.nonRetryable('请在 statementId 写明流水文件的编号', 'bad-message');
}

const stageOf = ({ status, paused }: ImportProgress): string => {
  if (status === 'done') return '流水已登记';
  return paused ? '流水登记已暂停' : '正在登记流水';
};

/** What the Temporal UI shows of an import. */
const details = (statementId: string, progress: ImportProgress): string =>
  [
    `### 银行流水 ${statementId}`,
    '',
    stageOf(progress),
    '',
    `- 待登记：${progress.total}`,
    `- 已登记：${progress.recorded}`,
    `- 未能登记、待人工处理：${progress.refused}`,
    `- 案件暂未答复：${progress.unanswered}`,
  ].join('\n');
