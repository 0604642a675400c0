// One Postgres and one Temporal dev server for all tests of the project `engine`, in a folder that goes with them.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../local/embedded/embedded.ts';
import { makeTemplate } from './template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A database from which others can be made: its user owns the server. */
    readonly postgresUrl: string;
    readonly temporalAddress: string;
    readonly temporalUi: string;
  }
}

/** Starts the servers, tells the tests where they are, and answers what ends them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhixing-test-'));
  chmodSync(dataDir, 0o755); // as root, Postgres runs as another user, who has to get in
  const remove = () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  const instance = await startEmbedded({
    dataDir,
    ports: { api: 0, temporal: 0, temporalUi: 0, postgres: 0 },
    databaseUrl: undefined,
    temporalAddress: undefined,
    withApi: false,
    withWorker: false,
    fsync: false,
    say: (line) => process.stderr.write(`${line}\n`),
  }).catch((err: unknown) => {
    remove();
    throw err;
  });
  const { databaseUrl, temporal, temporalUi } = instance.info();
  const stop = async () => {
    await instance.stop();
    remove();
  };
  await makeTemplate(databaseUrl).catch(async (err: unknown) => {
    await stop();
    throw err;
  });
  project.provide('postgresUrl', databaseUrl);
  project.provide('temporalAddress', temporal);
  project.provide('temporalUi', temporalUi);
  return stop;
}
