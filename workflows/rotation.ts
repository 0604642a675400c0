import { ApplicationFailure } from '@temporalio/common';
import { setCurrentDetails, setHandler, sleep, workflowInfo } from '@temporalio/workflow';
import { telling } from './activity-options.ts';
import { rotationProgress } from './definitions.ts';
import type { RotationInput, RotationOutcome, RotationProgress, RotationStep } from './rotation-messages.ts';

const AT_ONCE = 5; // records: completions by people go on meanwhile
const ROUNDS = 6; // over records that did not answer
const PAUSE_MS = 60_000; // before the second round; doubled each time

/**
 * Hands over record by record what somebody has in hand (docs/decisions/164): each through its own workflow, as whoever commands it. It
 * goes on after a crash where it was; a record that was told already answers as it did.
 */
export async function deskRotation(input: RotationInput): Promise<RotationProgress> {
  const startedAt = workflowInfo().startTime.getTime();
  await checkInput(input, startedAt);
  const { steps, id, by, role, from, reason, hash } = input;
  const outcomes: RotationOutcome[] = steps.map(({ refused }) =>
    refused === undefined ? { status: 'waiting' } : { status: 'refused', ...refused },
  );
  let status: RotationProgress['status'] = 'running';
  const progress = (): RotationProgress => ({
    ...{ id, by, role, from, reason, hash, status },
    items: steps.map(({ record, recordNo, to }, i) => ({ record, recordNo, to, ...outcomeAt(outcomes, i) })),
  });
  setHandler(rotationProgress, progress);
  const round = async (): Promise<boolean> => {
    const left = steps.flatMap((step, i) => (isOpen(outcomeAt(outcomes, i)) ? [{ step, i }] : []));
    for (let at = 0; at < left.length; at += AT_ONCE) {
      const some = left.slice(at, at + AT_ONCE);
      const made = await handed(input, some.map(({ step }) => step)); // prettier-ignore
      some.forEach(({ i }, n) => (outcomes[i] = made[n] ?? { status: 'unanswered' }));
      setCurrentDetails(details(progress()));
    }
    return outcomes.some(isOpen);
  };
  for (let n = 1; (await round()) && n < ROUNDS; n++)
    await sleep(PAUSE_MS * 2 ** (n - 1), { summary: '记录暂未答复，稍后再移交' });
  status = 'done';
  setCurrentDetails(details(progress()));
  return progress();
}

const outcomeAt = (all: readonly RotationOutcome[], i: number): RotationOutcome => all[i] ?? { status: 'waiting' };

const isOpen = ({ status }: RotationOutcome): boolean => status === 'waiting' || status === 'unanswered';

/** What became of some of them; where nobody can say, they are asked again. */
async function handed(
  { id, by, from, role }: RotationInput,
  steps: readonly RotationStep[],
): Promise<readonly RotationOutcome[]> {
  try {
    return await telling.handOver({ id, by, from, role, steps });
  } catch {
    return [];
  }
}

/** Anybody who reaches Temporal may start this: only what the API vouched for at that time goes on. */
async function checkInput(input: unknown, startedAt: number): Promise<void> {
  if (await telling.isVouchedFor({ input, startedAt })) return;
  throw ApplicationFailure.nonRetryable('移交不能直接经 Temporal 办理，请通过本系统的接口', 'seal-required');
}

/** What the Temporal UI shows of a rotation. */
function details({ status, items }: RotationProgress): string {
  const count = (one: RotationOutcome['status']) => items.filter((each) => each.status === one).length;
  return [
    `### ${status === 'done' ? '已逐件移交完毕' : '正在逐件移交'}`,
    '',
    `- 共：${items.length}`,
    `- 已移交：${count('recorded')}`,
    `- 未能移交、待人工处理：${count('refused')}`,
    `- 暂未答复：${count('unanswered')}`,
  ].join('\n');
}
