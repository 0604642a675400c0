import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/common';
import type { CaseCommand } from '../activities/decided.ts';
import type { Refused } from '../domain/engine/answer.ts';

/** What may pass if tried again: the store is not there, or it broke this attempt off. */
export type Passing = 'store-away' | 'store-busy';

const SECOND = 1_000;
const WAITED_FOR = 5; // some fifteen seconds: whoever waits hears before they give up
const LONGEST_PAUSE = 30 * SECOND;
const LONGEST_SETTLE_PAUSE = 300 * SECOND;

/** How a try failed, if trying again may help; an activity that took too long counts as broken off. */
export function passingIn(error: unknown): Passing | undefined {
  // a local activity's last failure comes as it was thrown, an ordinary one's in an ActivityFailure
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof TimeoutFailure) return 'store-busy';
  const type = cause instanceof ApplicationFailure ? cause.type : undefined;
  return type === 'store-away' || type === 'store-busy' ? type : undefined;
}

/**
 * How often a command is tried. A message nobody waits for is kept through an outage however long: it is the same for all,
 * and ends. What the store breaks off again and again is set aside, so that the record goes on. A settling is tried once:
 * it comes again by itself, and commands must not wait behind it.
 */
export function patienceFor(command: CaseCommand, passing: Passing): number {
  if (command.kind !== 'complete' && command.kind !== 'file') return 1;
  const isKept = command.kind === 'complete' && !command.waits && passing === 'store-away';
  return isKept ? Number.POSITIVE_INFINITY : WAITED_FOR;
}

/** Milliseconds to sleep after so many tries of a command. */
export const pauseAfter = (tried: number): number => Math.min(2 ** (tried - 1) * SECOND, LONGEST_PAUSE);

/** Milliseconds until the next settling after so many have failed in a row. */
export const settlePauseAfter = (failures: number): number =>
  Math.min(5 * 2 ** (failures - 1) * SECOND, LONGEST_SETTLE_PAUSE);

const givenUp = {
  'store-away': '数据库暂时不可用，没有登记；请稍后用同一 Idempotency-Key 再发一次',
  'store-busy': '数据库没有及时办完，没有登记；请稍后用同一 Idempotency-Key 再发一次',
  'internal-law-error': '系统在处理时出错，没有登记；错误已记录，请联系系统管理员',
} as const;

/** The answer to a command on which patience has ended: nothing of it was recorded. */
export const asideFor = (code: keyof typeof givenUp): Refused => ({
  accepted: false,
  code,
  zh: givenUp[code],
  basis: null,
  missing: [],
});
