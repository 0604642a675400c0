import { turns } from './turns.ts';
import { Unanswered } from './unanswered.ts';
import type { Gateway } from './cases.ts';

/** Commands of one record that may wait for their answer at once, in this process. */
const MOST_WAITING = 50;
/** A command that has waited so long (ms) may be stuck: one that comes through takes some hundredths of a second. */
const STUCK_MS = 15_000;
/** Of one record at once; a third of what Temporal bears, for there may be other APIs. */
const TURNS = { most: MOST_WAITING, mostBytes: 1024 * 1024, waitMs: 10_000 };

/** What the commands that were sent are doing. */
export interface Load {
  /** Commands that have not been answered yet. */
  readonly waiting: () => number;
  /** How long the oldest of them has waited (ms); null where none waits. */
  readonly oldestMs: () => number | null;
  /**
   * Nothing comes through any more: commands of several records have waited for 15 s, and none of any record was answered
   * meanwhile. One record that is stuck is not the others' trouble.
   */
  readonly isStuck: () => boolean;
}

/**
 * A gateway that sends no more to a record than may wait for it: beyond that the sender is told `busy`, and Temporal
 * hears nothing of it. `clock` in ms.
 */
export function bounded(
  gateway: Gateway,
  { most = MOST_WAITING, clock = Date.now }: { readonly most?: number; readonly clock?: () => number } = {},
): { readonly gateway: Gateway; readonly load: Load } {
  const waiting = new Map<string, Set<{ readonly since: number }>>();
  const inTurn = turns(TURNS);
  let answeredAt = clock();
  async function count<T>(record: string, send: () => Promise<T>): Promise<T> {
    const own = waiting.get(record) ?? new Set();
    if (own.size >= most) throw new Unanswered('busy');
    const command = { since: clock() };
    waiting.set(record, own.add(command));
    try {
      const answer = await send();
      answeredAt = clock();
      return answer;
    } finally {
      own.delete(command);
      if (own.size === 0) waiting.delete(record);
    }
  }
  // a set keeps its order: the first is the oldest
  const oldest = () => [...waiting.values()].flatMap((own) => [...own].slice(0, 1)).map(({ since }) => since);
  const load: Load = {
    waiting: () => [...waiting.values()].reduce((sum, own) => sum + own.size, 0),
    oldestMs: () => (waiting.size === 0 ? null : clock() - Math.min(...oldest())),
    isStuck: () => clock() - answeredAt > STUCK_MS && oldest().filter((since) => clock() - since > STUCK_MS).length > 1,
  };
  const counted: Gateway = {
    fileCase: (opening, message) => count(opening.caseId, () => gateway.fileCase(opening, message)),
    completeNode: (caseId, message, reopen) =>
      count(caseId, () => inTurn(caseId, sizeOf(message), () => gateway.completeNode(caseId, message, reopen))),
    settleNow: (caseId) => count(caseId, () => gateway.settleNow(caseId)),
  };
  return { gateway: counted, load };
}

const sizeOf = (message: object): number => Buffer.byteLength(JSON.stringify(message));
