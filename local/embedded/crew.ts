// Everything that an instance has started, and how it ends.
import type { Child } from './child.ts';
import { keepAlive } from './keep-alive.ts';
import type { StartError } from '../../process/start-error.ts';

// those that use a server end before the servers; the API before the worker, which answers what the API still waits for
const ORDER: readonly (readonly string[])[] = [['migrate', 'api'], ['worker'], ['temporal', 'postgres']];

/** The processes of one instance. */
export interface Crew {
  /** Counts a new process in; after `stop` it is ended at once. */
  readonly enlist: (child: Child) => void;
  /** Has something closed when the instance ends, after its processes. */
  readonly atEnd: (close: () => Promise<void>) => void;
  /** Starts something that has to live as long as the instance. */
  readonly keep: (start: () => Promise<Child>) => Promise<void>;
  /** The process of each name that is ready. */
  readonly pids: () => Record<string, number>;
  readonly stop: () => Promise<void>;
}

/** What a crew tells its instance. */
export interface CrewEvents {
  readonly say: (line: string) => void;
  readonly onChange: () => void;
  readonly giveUp: (err: StartError) => void;
}

/** A crew without members. */
export function assembleCrew(events: CrewEvents): Crew {
  const living = new Set<Child>();
  const closing: (() => Promise<void>)[] = [];
  const ready = new Map<string, number>();
  let stopping = false;
  const onReady = (child: Child) => {
    ready.set(child.name, child.proc.pid ?? 0);
    events.onChange();
  };
  return {
    enlist(child) {
      living.add(child);
      void child.exited.then(() => living.delete(child));
      if (stopping) void child.stop();
    },
    atEnd(close) {
      if (stopping) void close();
      else closing.push(close);
    },
    keep: (start) => keepAlive(start, { ...events, isStopping: () => stopping, onReady }),
    pids: () => Object.fromEntries(ready),
    async stop() {
      stopping = true;
      for (const names of ORDER)
        await Promise.all([...living].filter((c) => names.includes(c.name)).map((child) => child.stop()));
      await Promise.all([...living].map((child) => child.stop()));
      await Promise.all(closing.splice(0).map((close) => close()));
    },
  };
}
