import type { Client } from '@temporalio/client';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '../../process/start-error.ts';
import { type EmbeddedOptions, type Instance, startEmbedded } from '../embedded/embedded.ts';
import type { InstanceInfo } from '../embedded/instance-file.ts';
import { connectTo } from '../embedded/temporal-client.ts';
import { type Court, courtAt } from './court.ts';

/** Where the figures are taken. */
export interface Site {
  readonly info: InstanceInfo;
  readonly court: Court;
  readonly temporal: Client;
}

/** A folder for an instance, and what takes it away again. */
export function temporaryFolder(): { readonly dir: string; readonly remove: () => void } {
  const dir = mkdtempSync(join(tmpdir(), 'zhixing-bench-'));
  chmodSync(dir, 0o755); // as root, Postgres runs as another user, who has to get in
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }) };
}

const TRIES = 3;

/** Starts an instance of its own on free ports, whatever the environment says; a port that somebody else took meanwhile is chosen anew. */
export async function startOwn(dataDir: string, more: EmbeddedOptions = {}): Promise<Instance> {
  for (let n = 1; ; n++) {
    try {
      return await startEmbedded({
        dataDir,
        ports: { api: 0, temporal: 0, temporalUi: 0, postgres: 0 },
        databaseUrl: undefined,
        temporalAddress: undefined,
        say: (line) => process.stderr.write(`${line}\n`),
        ...more,
      });
    } catch (err) {
      if (n === TRIES || !(err instanceof StartError) || !err.message.includes('EADDRINUSE')) throw err;
    }
  }
}

const open = new Set<() => Promise<void>>();

/** Ends every instance that is still there: a signal comes in the middle of a figure. */
export const closeSites = async (): Promise<void> => void (await Promise.all([...open].map((close) => close())));

/** An instance as in production: on a real disk, with a worker and an API of their own. `close` leaves nothing of it. */
export async function openSite(
  more: EmbeddedOptions = {},
): Promise<{ readonly site: Site; readonly close: () => Promise<void> }> {
  const { dir, remove } = temporaryFolder();
  const instance = await startOwn(dir, { env: process.env, ...more }).catch((err: unknown) => {
    remove();
    throw err;
  });
  const info = instance.info();
  const temporal = await connectTo(info);
  const close = async () => {
    if (!open.delete(close)) return;
    await temporal.connection.close();
    await instance.stop();
    remove();
  };
  open.add(close);
  return { site: { info, temporal, court: courtAt(info.api ?? '') }, close };
}

/** Does something for each item, so many at a time. */
export async function inParallel<T>(
  width: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const lane = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
}
