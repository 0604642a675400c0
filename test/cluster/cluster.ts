// One Postgres, one Temporal server, and of API and worker as many as wanted, each a process of its own.
import type { Client } from '@temporalio/client';
import { connectTo } from '../../local/embedded/temporal-client.ts';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Child } from '../../local/embedded/child.ts';
import { childEnv } from '../../local/embedded/child-env.ts';
import { openDataDir, type Places } from '../../local/embedded/data-dir.ts';
import { ensureKeys } from '../../local/embedded/keys.ts';
import { freePort } from '../../local/embedded/ports.ts';
import { postgresUrl, startPostgres } from '../../local/embedded/postgres.ts';
import { migrate, PROGRAMS, startApi, startWorker } from '../../local/embedded/programs.ts';
import { readSettings } from '../../local/settings.ts';
import { ensureServer, startServer } from './temporal-server.ts';

/** A running API or worker. */
export interface Member {
  readonly name: string;
  readonly pid: number;
  /** Ends it as a power cut would. */
  readonly kill: () => Promise<void>;
}

/** An API, and where it is. */
export interface ApiMember extends Member {
  readonly url: string;
}

/** What the test works with. */
export interface Cluster {
  readonly apis: readonly ApiMember[];
  readonly workers: readonly Member[];
  readonly temporal: Client;
  readonly databaseUrl: string;
  readonly outboxDir: string;
}

/** The folder of everything, and what has been started, in order. */
export interface Ground {
  readonly dir: string;
  readonly children: Child[];
  readonly say: (line: string) => void;
}

/** A folder for a cluster. */
export function makeGround(say: (line: string) => void): Ground {
  const dir = mkdtempSync(join(tmpdir(), 'zhixing-cluster-'));
  chmodSync(dir, 0o755); // as root, Postgres runs as another user, who has to get in
  return { dir, children: [], say };
}

/** Ends everything, what was started last first, and removes the folder. */
export async function clear({ dir, children }: Ground): Promise<void> {
  for (const child of children.toReversed()) await child.stop();
  rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

/** Brings all of it up. */
export async function startCluster(ground: Ground, apis: number, workers: number): Promise<Cluster> {
  const { dir, say } = ground;
  const onChild = (child: Child) => void ground.children.push(child);
  const places = openDataDir(dir);
  const keys = await ensureKeys(places.keyDir);
  const bin = await ensureServer(readSettings(process.env).cacheDir, say);
  const spec = { port: await freePort(), password: keys.postgresPassword, database: 'zhixing' };
  await startPostgres({ ...spec, places, fsync: true, signal: new AbortController().signal, onChild });
  const databaseUrl = postgresUrl(spec);
  say(`Postgres on port ${spec.port}`);
  const { address, namespace } = await startServer({ bin, postgresUrl: databaseUrl, runDir: places.runDir, onChild });
  say(`Temporal server on ${address}, its history and visibility in the same Postgres`);
  const program = (name: string, port = 0) => {
    const temporal = { address, ui: 'http://127.0.0.1:8233' };
    const surroundings = {
      databaseUrl,
      temporal,
      host: '127.0.0.1',
      port,
      outboxDir: places.outboxDir,
      auditDir: places.auditDir,
      keys,
    };
    return { places: placesOf(dir, name), env: childEnv(process.env, surroundings), onChild };
  };
  await migrate({ ...program('migration'), file: PROGRAMS.migrate });
  const members = await Promise.all([
    Promise.all(Array.from({ length: apis }, (_, i) => api(`API ${i + 1}`, program))),
    Promise.all(
      Array.from({ length: workers }, async (_, i) => {
        const name = `worker ${i + 1}`;
        return member(name, await startWorker({ ...program(name), file: PROGRAMS.worker }));
      }),
    ),
  ]);
  for (const { name, pid } of members.flat()) say(`${name} is ready (process ${pid})`);
  const temporal = await connectTo({ temporal: address, namespace, payloadKeys: keys.payloadKeys });
  return { apis: members[0], workers: members[1], temporal, databaseUrl, outboxDir: places.outboxDir };
}

type Program = (name: string, port: number) => Omit<Parameters<typeof startApi>[0], 'file'>;

async function api(name: string, program: Program): Promise<ApiMember> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  return { ...member(name, await startApi({ ...program(name, port), file: PROGRAMS.api }, url)), url };
}

const member = (name: string, { proc, exited }: Child): Member => ({
  name,
  pid: proc.pid ?? 0,
  kill: async () => {
    proc.kill('SIGKILL');
    await exited;
  },
});

/** Each process has pid file and log of its own. */
const placesOf = (dir: string, name: string): Places => openDataDir(join(dir, name.replace(' ', '-')));
