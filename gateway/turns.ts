import { Unanswered } from './unanswered.ts';

/** What of one record is under way, and what waits for its turn. */
interface Lane {
  bytes: number;
  /** How many are under way. */
  count: number;
  readonly queue: { readonly bytes: number; readonly go: () => void }[];
}

/** How many messages to one record, and how much of them (bytes), may be under way at once, and how long another waits for its turn (ms). */
export interface TurnLimits {
  readonly most: number;
  readonly mostBytes: number;
  readonly waitMs: number;
}

/**
 * Lets messages to one record go only so many bytes at a time, in order; one alone may be of any size. Temporal's worker
 * answers all updates of a workflow task in one message, with what was asked in each, and a server takes no more than 4 MB:
 * ten large ones at once would be tried for ever. Throws Unanswered `busy` where the turn does not come.
 */
export function turns({ most, mostBytes, waitMs }: TurnLimits) {
  const lanes = new Map<string, Lane>();
  const fits = (lane: Lane, bytes: number): boolean =>
    lane.count === 0 || (lane.count < most && lane.bytes + bytes <= mostBytes);

  function callNext(lane: Lane): void {
    for (let [next] = lane.queue; next !== undefined && fits(lane, next.bytes); [next] = lane.queue) {
      lane.queue.shift();
      lane.bytes += next.bytes;
      lane.count += 1;
      next.go();
    }
  }

  function turn(lane: Lane, bytes: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const own = { bytes, go: resolve };
    const timer = setTimeout(() => {
      const place = lane.queue.indexOf(own);
      if (place < 0) return;
      lane.queue.splice(place, 1);
      callNext(lane); // a smaller one may have waited behind it
      reject(new Unanswered('busy'));
    }, waitMs);
    lane.queue.push(own);
    callNext(lane);
    return promise.finally(() => clearTimeout(timer));
  }

  return async <T>(record: string, bytes: number, send: () => Promise<T>): Promise<T> => {
    const lane = lanes.get(record) ?? { bytes: 0, count: 0, queue: [] };
    lanes.set(record, lane);
    await turn(lane, bytes);
    try {
      return await send();
    } finally {
      lane.bytes -= bytes;
      lane.count -= 1;
      callNext(lane);
      if (lane.count === 0 && lane.queue.length === 0) lanes.delete(record);
    }
  };
}
