// One run of an instance on a data folder. Chaos starts several on the same: what it broke must not come back with a restart.
import { Client, Connection } from '@temporalio/client';
import { openStore, type Store } from '../../db/client.ts';
import { courtAt } from '../bench/court.ts';
import { type Site, startOwn } from '../bench/site.ts';
import type { EmbeddedOptions } from '../embedded.ts';

/** A site, and its records seen behind everybody's back. */
export interface Life extends Site {
  readonly store: Store;
  /** Stops the instance; its data folder stays. */
  readonly close: () => Promise<void>;
}

/** Starts an instance on a folder. */
export async function startLife(dataDir: string, more: EmbeddedOptions = {}): Promise<Life> {
  const instance = await startOwn(dataDir, more);
  const info = instance.info();
  const connection = await Connection.connect({ address: info.temporal });
  const store = openStore(info.databaseUrl, 4);
  return {
    info,
    store,
    court: courtAt(info.api ?? ''),
    temporal: new Client({ connection, namespace: info.namespace }),
    close: async () => {
      await Promise.all([connection.close(), store.close()]);
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
