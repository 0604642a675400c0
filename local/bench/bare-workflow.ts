// The least that Temporal asks of a workflow that does for a case what ours does: the yardstick of ours.
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import {
  condition,
  defineSignal,
  defineUpdate,
  proxyLocalActivities,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { BareActivities } from './bare-worker.ts';

/** A completion, and what ours does with it: start its timer anew, write search attributes. */
export interface BareCompletion {
  readonly message: object;
  readonly timer: boolean;
  readonly attributes: boolean;
}

export const complete = defineUpdate<object, [BareCompletion]>('complete');
export const end = defineSignal('end');

const { nothing } = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '35 seconds' });
const keyword = (name: string) => defineSearchAttributeKey(name, SearchAttributeType.KEYWORD);
const words = [
  'CaseNo',
  'Stage',
  'Team',
  'Officer',
  'OfficerId',
  'Court',
  'NextDeadline',
  'NextDue',
  'UpcomingDue',
].map(keyword);
const parties = defineSearchAttributeKey('Parties', SearchAttributeType.TEXT);
const overdue = defineSearchAttributeKey('OverdueCount', SearchAttributeType.INT);

const HOUR = 3_600_000;

/** Takes completions and sleeps between them. */
export async function bareCase(): Promise<void> {
  const state = { wake: 24 * HOUR, over: false };
  setHandler(complete, async ({ message, timer, attributes }) => {
    const answer = await nothing.executeWithOptions({ summary: '办理' }, [message]);
    if (attributes) {
      const pairs = words.map((key) => ({ key, value: `word ${state.wake}` }));
      upsertSearchAttributes([...pairs, { key: parties, value: '张×国 申请执行 李×东' }, { key: overdue, value: 0 }]);
    }
    if (timer) state.wake += HOUR;
    return answer;
  });
  setHandler(end, () => {
    state.over = true;
  });
  while (!state.over) {
    const { wake } = state;
    await condition(() => state.over || state.wake !== wake, wake, { summary: '提醒 办理结案手续 · 2026-02-24' });
  }
}
