// One run of an instance on a data folder. Chaos starts several on the same: what it broke must not come back with a restart.
import { connectTo } from '../embedded/temporal-client.ts';
import { openStore, type Store } from '../../db/client.ts';
import { courtAt } from '../bench/court.ts';
import { type Site, startOwn, temporaryFolder } from '../bench/site.ts';
import type { EmbeddedOptions } from '../embedded/embedded.ts';

/** A site, and its records seen behind everybody's back. */
export interface Life extends Site {
  readonly store: Store;
  /** Stops the instance; its data folder stays. */
  readonly close: () => Promise<void>;
}

/** What has to be done before this process may end: the newest first. */
const open = new Set<() => Promise<void>>();

/** Ends what runs and removes what was made, also when somebody breaks chaos off. */
export async function endAll(): Promise<void> {
  for (const close of [...open].toReversed()) await close();
}

/** A data folder for the time of some work. */
export async function inFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const { dir, remove } = temporaryFolder();
  const close = () => {
    open.delete(close);
    return Promise.resolve(remove());
  };
  open.add(close);
  return work(dir).finally(close);
}

/** Does some work on an instance, which is stopped afterwards; its data folder stays. */
export async function inLife<T>(dir: string, work: (life: Life) => Promise<T>, more: EmbeddedOptions = {}): Promise<T> {
  const life = await startLife(dir, more);
  const close = async () => {
    if (!open.delete(close)) return;
    await life.close();
  };
  open.add(close);
  return work(life).finally(close);
}

async function startLife(dataDir: string, more: EmbeddedOptions): Promise<Life> {
  const instance = await startOwn(dataDir, more);
  const info = instance.info();
  const temporal = await connectTo(info);
  const store = openStore(info.databaseUrl, 4);
  return {
    info,
    store,
    court: courtAt(info.api ?? ''),
    temporal,
    close: async () => {
      await Promise.all([temporal.connection.close(), store.close()]);
      await instance.stop();
    },
  };
}

/** Waits for something at most so long. Throws where it takes longer. */
export async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`${what}: no answer within ${ms / 1_000} s`)), ms);
  work.catch(() => undefined); // if it fails after we have gone, nobody has to know
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}

/** Says on stderr what went wrong: a figure only counts it. */
export const complain = (line: string): void => void process.stderr.write(`  ✗ ${line}\n`);

/** An error in one line. */
export const lineOf = (error: unknown): string => String(error instanceof Error ? error.message : error).slice(0, 300);
