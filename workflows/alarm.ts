import { CancellationScope, sleep } from '@temporalio/workflow';

/** An instant of the case to wake at (epoch ms), and what the timer is called in the Temporal UI. */
export interface Wake {
  readonly at: number;
  readonly summary: string;
}

/** One durable timer at a time. */
export interface Alarm {
  /** Has the timer go off at an instant instead of what it was set to before; null: no timer. The same instant again changes nothing. */
  readonly set: (wake: Wake | null) => void;
  /** The instant that it is set to; null: none. */
  readonly at: () => number | null;
  /** Whether it has gone off since it was set. */
  readonly rang: () => boolean;
}

/**
 * A timer beside whoever waits. `condition` with a timeout does the same with three times the promises, of each of which the
 * SDK keeps the stack: a fifth of what a sleeping case holds of a worker's memory (npm run bench -- heap).
 */
export function alarm(now: () => number): Alarm {
  let [at, rang]: [number | null, boolean] = [null, false];
  let timer: CancellationScope | undefined;

  function start({ at: wakeAt, summary }: Wake): void {
    const own = new CancellationScope();
    timer = own;
    const ring = (): void => {
      if (timer === own) rang = true;
    };
    const cancelled = (): void => undefined;
    void own.run(() => {
      sleep(Math.max(wakeAt - now(), 1), { summary }).then(ring, cancelled);
      return Promise.resolve(); // nobody waits for the sleep itself
    });
  }

  return {
    set(wake) {
      if (!rang && wake?.at === at && at !== null) return;
      if (!rang) timer?.cancel();
      timer = undefined;
      [at, rang] = [wake?.at ?? null, false];
      if (wake !== null) start(wake);
    },
    at: () => at,
    rang: () => rang,
  };
}
