import { setTimeout as delay } from 'node:timers/promises';
import { Unanswered } from './unanswered.ts';
import { type Trouble, troubleOf } from './trouble.ts';

/** How long a command may be tried; it may wait for a worker that is just starting. */
const LIMIT_MS = 30_000;
/** How long to wait for a server that is not there. */
const DOWN_MS = 6_000;
/** All others are final. */
const patience: Partial<Record<Trouble, number>> = { again: LIMIT_MS, gone: LIMIT_MS, down: DOWN_MS };
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 1_000;

/**
 * Does something in Temporal, again while it meets what passes: commands carry an id, so that twice is once. `attempt`
 * gets the instant by which it must answer. Throws Unanswered that says whether to send again.
 */
export async function persist<T>(attempt: (deadline: number) => Promise<T>): Promise<T> {
  const begun = Date.now();
  let downSince: number | undefined;
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
    const tried = Date.now();
    try {
      return await attempt(begun + LIMIT_MS);
    } catch (error) {
      const trouble = troubleOf(error);
      const now = Date.now();
      // an attempt that waited a while had found a server: what it waited for is no part of the outage
      downSince = trouble === 'down' && now - tried < LONGEST_WAIT_MS ? (downSince ?? tried) : undefined;
      const since = trouble === 'down' ? (downSince ?? now) : begun;
      const isOver = now + wait - begun >= LIMIT_MS;
      if (isOver || now + wait - since >= (patience[trouble] ?? 0)) throw problemFor(trouble, error);
    }
    await delay(wait * (0.5 + Math.random() / 2));
  }
}

function problemFor(trouble: Trouble, error: unknown): unknown {
  switch (trouble) {
    case 'down':
      return new Unanswered('temporal-unavailable');
    case 'again':
    case 'gone':
    case 'late':
      return new Unanswered('timeout');
    case 'busy':
      return new Unanswered('busy');
    case 'unimplemented':
      return new Unanswered('time-skipping-unavailable');
    case 'bad-message':
      return new Unanswered('not-a-command');
    case 'unforeseen':
      return error;
  }
}
