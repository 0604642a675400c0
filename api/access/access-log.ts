import type { AccessNoted } from '../../db/access/log.ts';
import { kindOfFailure } from '../../db/failure.ts';

/** Where readings are noted, beside the answers that they are of. */
export interface AccessLog {
  /** Notes a reading; never throws, and nobody waits for it. */
  readonly note: (noted: Omit<AccessNoted, 'at' | 'times'>) => void;
  /** Writes what is noted, and takes no more. */
  readonly close: () => Promise<void>;
}

/** What it works with. */
export interface AccessStore {
  readonly insert: (noted: readonly AccessNoted[]) => Promise<void>;
  /** Takes what the store will not: readings are named there, so that none is lost. */
  readonly log: { readonly error: (what: object, text: string) => void };
}

const EVERY_MS = 200;
const MOST_AT_ONCE = 1_000; // in a statement
const MOST_WAITING = 20_000; // readings that wait for a store that does not answer; what comes beyond goes to the process's own log

/**
 * Notes readings and writes them a fifth of a second later, many in one statement; the same reading again in that time is counted. A store
 * that does not answer holds nobody up: they wait, up to a number, and are tried again; what is beyond it, or left when the process stops,
 * is named in the process's own log. A crash loses what was noted since the last writing (docs/decisions/139).
 */
export function accessLogOver({ insert, log }: AccessStore): AccessLog {
  const waiting = new Map<string, AccessNoted>();
  let writing: Promise<void> | undefined;
  const name = (noted: readonly AccessNoted[]): void => {
    if (noted.length > 0) log.error({ access: noted }, 'readings that the store did not take');
  };
  const write = async (): Promise<boolean> => {
    const batch = [...waiting].slice(0, MOST_AT_ONCE);
    for (const [key] of batch) waiting.delete(key);
    try {
      await insert(batch.map(([, noted]) => noted));
      return true;
    } catch (error) {
      const kind = kindOfFailure(error);
      if (kind === 'data' || kind === 'bug') {
        name(batch.map(([, noted]) => noted)); // no later try would take it, and the others wait
        return true;
      }
      for (const [key, noted] of batch) waiting.set(key, again(waiting.get(key), noted));
      return false;
    }
  };
  const writeAll = async (): Promise<void> => {
    while (waiting.size > 0 && (await write()));
  };
  const timer = setInterval(() => {
    writing ??= writeAll().finally(() => (writing = undefined));
  }, EVERY_MS).unref();
  return {
    note(noted) {
      const key = JSON.stringify(noted);
      const known = waiting.get(key);
      const entry = { ...noted, at: known?.at ?? Date.now(), times: (known?.times ?? 0) + 1 };
      if (known === undefined && waiting.size >= MOST_WAITING) name([entry]);
      else waiting.set(key, entry);
    },
    async close() {
      clearInterval(timer);
      await writing;
      await writeAll();
      name([...waiting.values()]);
      waiting.clear();
    },
  };
}

/** What was noted meanwhile, and what could not be written. */
const again = (since: AccessNoted | undefined, noted: AccessNoted): AccessNoted =>
  since === undefined ? noted : { ...noted, times: noted.times + since.times };
