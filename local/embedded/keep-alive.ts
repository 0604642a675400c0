import { setTimeout as delay } from 'node:timers/promises';
import type { Child } from './child.ts';
import { lastWords } from './log-tail.ts';
import { reasonOf, StartError } from '../../process/start-error.ts';

const BACKOFF_MS = 200;
const LONGEST_BACKOFF_MS = 2_000;
const STEADY_MS = 1_000;
const PATIENCE_MS = 120_000;

/** What a keeper needs of its surroundings. */
export interface KeepOptions {
  readonly say: (line: string) => void;
  readonly isStopping: () => boolean;
  /** Told of each new child that is ready, the first one too. */
  readonly onReady: (child: Child) => void;
  /** How long to wait before the first new start; doubled for each further one, up to two seconds. 200 when left out. */
  readonly backoffMs?: number;
  /** How long it may go on without having run for a second. Two minutes when left out. */
  readonly patienceMs?: number;
  /** Called once, when it is given up. */
  readonly giveUp: (err: StartError) => void;
}

/**
 * Starts something and starts it again whenever it ends by itself. What has been ready for a second is sound, however
 * often it is killed; what has not been so for two minutes is given up. Rejects when the first start fails.
 */
export async function keepAlive(start: () => Promise<Child>, o: KeepOptions): Promise<void> {
  const first = await start();
  o.onReady(first);
  void watch(first, start, o);
}

async function watch(first: Child, start: () => Promise<Child>, o: KeepOptions): Promise<void> {
  let child = first;
  let upSince = Date.now();
  let sound = upSince; // when it was last known to be
  let restarts = 0;
  for (;;) {
    const { code, signal } = await child.exited;
    if (o.isStopping()) return;
    if (Date.now() - upSince >= STEADY_MS) [sound, restarts] = [Date.now(), 0];
    o.say(`${child.name} ended by itself (${signal ?? `exit code ${code}`}); it is started again.`);
    for (;;) {
      const patience = o.patienceMs ?? PATIENCE_MS;
      if (Date.now() - sound >= patience) {
        const seconds = patience / 1_000;
        o.giveUp(
          new StartError(`${child.name} did not keep running for ${seconds} s: given up. ${lastWords(child.logFile)}`),
        );
        return;
      }
      await delay(Math.min((o.backoffMs ?? BACKOFF_MS) * 2 ** restarts, LONGEST_BACKOFF_MS));
      if (o.isStopping()) return;
      restarts += 1;
      const next = await start().catch((err: unknown) => {
        if (!o.isStopping()) o.say(reasonOf(err));
        return undefined;
      });
      if (next === undefined) continue;
      child = next;
      upSince = Date.now();
      o.onReady(next);
      break;
    }
  }
}
