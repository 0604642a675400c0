import { setTimeout as delay } from 'node:timers/promises';
import type { Child } from './child.ts';
import { lastWords } from './log-tail.ts';
import { explain, StartError } from './start-error.ts';

const WINDOW_MS = 60_000;
const MOST_IN_WINDOW = 5;
const BACKOFF_MS = 200;

/** What a keeper needs of its surroundings. */
export interface KeepOptions {
  readonly say: (line: string) => void;
  readonly isStopping: () => boolean;
  /** Told of each new child that is ready, the first one too. */
  readonly onReady: (child: Child) => void;
  /** How long to wait before the first new start; doubled for each further one. 200 when left out. */
  readonly backoffMs?: number;
  /** Called once, when it is given up. */
  readonly giveUp: (err: StartError) => void;
}

/** Starts something and starts it again whenever it ends by itself, at most five times a minute. Rejects when the first start fails. */
export async function keepAlive(start: () => Promise<Child>, o: KeepOptions): Promise<void> {
  const first = await start();
  o.onReady(first);
  void watch(first, start, o);
}

async function watch(first: Child, start: () => Promise<Child>, o: KeepOptions): Promise<void> {
  let child = first;
  let restarts: number[] = [];
  for (;;) {
    const { code, signal } = await child.exited;
    if (o.isStopping()) return;
    o.say(`${child.name} ended by itself (${signal ?? `exit code ${code}`}); it is started again.`);
    for (;;) {
      restarts = restarts.filter((at) => at > Date.now() - WINDOW_MS);
      if (restarts.length >= MOST_IN_WINDOW) {
        o.giveUp(
          new StartError(
            `${child.name} ended ${MOST_IN_WINDOW + 1} times in a minute: given up. ${lastWords(child.logFile)}`,
          ),
        );
        return;
      }
      await delay((o.backoffMs ?? BACKOFF_MS) * 2 ** restarts.length);
      if (o.isStopping()) return;
      restarts.push(Date.now());
      const next = await start().catch((err: unknown) => {
        if (!o.isStopping()) o.say(explain(err));
        return undefined;
      });
      if (next === undefined) continue;
      child = next;
      o.onReady(next);
      break;
    }
  }
}
