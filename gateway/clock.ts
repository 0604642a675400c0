import { randomUUID } from 'node:crypto';
import type { Instant } from '../domain/time/instant.ts';
import { Unanswered } from './unanswered.ts';
import { persist } from './persist.ts';
import { troubleOf } from './trouble.ts';
import type { TimeSkipping } from './time-skipping.ts';

/** Moves a case's own time forward (engine.md 16). */
export interface CaseClock {
  /**
   * Answers by how many milliseconds the case's time is ahead of the real one once it has come to `target`; `offset` is
   * by how many it is now. Throws Unanswered where the server cannot skip time, or another request came between.
   */
  readonly moveTo: (caseId: string, target: Instant, offset: number) => Promise<number>;
}

const LIMIT_MS = 300_000;

/** The clock over a Temporal server. A case whose workflow has ended has no timers left: its time is only a number. */
export function createCaseClock(server: TimeSkipping): CaseClock {
  return {
    async moveTo(caseId, target, offset) {
      const atTarget = () => Math.max(target - Date.now(), offset);
      const before = await persist(() => server.look(caseId));
      const ms = target - (Date.now() + offset);
      if (!before.isRunning || ms <= 0) return atTarget();
      const id = randomUUID();
      const hasEnded = await persist(() => server.fastForward(caseId, id, ms).then(() => false, endedOr));
      if (hasEnded || (await arrival(server, caseId, id)) === 'ended') return atTarget();
      const after = await persist(() => server.look(caseId));
      // a workflow that was started again has an offset of its own besides what its server skipped
      return Math.max(offset + after.ahead - before.ahead, atTarget());
    },
  };
}

function endedOr(error: unknown): true {
  if (troubleOf(error) === 'gone') return true;
  throw error;
}

/** Waits until a fast-forward has arrived, or the workflow has ended on the way. */
async function arrival(server: TimeSkipping, caseId: string, id: string): Promise<'arrived' | 'ended'> {
  const until = Date.now() + LIMIT_MS;
  while (Date.now() < until) {
    const result = await persist(() => server.poll(caseId, id).catch(lateIsWaiting));
    if (result === 'arrived') return 'arrived';
    const { isRunning, fastForward } = await persist(() => server.look(caseId));
    if (!isRunning) return 'ended';
    if (fastForward?.id !== id) throw new Unanswered('clock-interrupted');
    if (fastForward.hasArrived) return 'arrived';
  }
  throw new Unanswered('timeout', '时间还没有拨到：没有空闲的 worker，或者到期事项很多；请稍后查看本案现在的时间');
}

/** A poll that found no workflow or no answer says nothing yet: looking tells. */
function lateIsWaiting(error: unknown): 'waiting' {
  const trouble = troubleOf(error);
  if (trouble === 'late' || trouble === 'gone') return 'waiting';
  throw error;
}
