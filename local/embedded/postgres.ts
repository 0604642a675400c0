import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type Child, startChild, untilReady } from './child.ts';
import type { Places } from './data-dir.ts';
import { tail } from './log-tail.ts';
import { clearPostmaster, ensureCluster, postgresBinaries, postgresEnv, POSTGRES_USER } from './postgres-cluster.ts';
import { commandPrefix, postgresUser } from './postgres-user.ts';
import { reasonOf, StartError } from '../../process/start-error.ts';

const READY_MS = 30_000;
const BACKENDS_GONE_MS = 10_000;

/** An embedded Postgres server. */
export interface PostgresSpec {
  readonly places: Places;
  readonly port: number;
  readonly password: string;
  /** Made if it is not there. */
  readonly database: string;
  /** False trades safety against power cuts for speed: for tests alone. */
  readonly fsync: boolean;
  /** Breaks the making of a cluster off. */
  readonly signal: AbortSignal;
  /** Told of the process as soon as it runs, so that a stop in mid-start ends it too. */
  readonly onChild: (child: Child) => void;
}

/** The address of a database of an embedded server. */
export const postgresUrl = (o: Pick<PostgresSpec, 'port' | 'password' | 'database'>): string =>
  `postgres://${POSTGRES_USER}:${o.password}@127.0.0.1:${o.port}/${o.database}`;

/** Makes the cluster if need be, starts the server on it, and waits until it answers. */
export async function startPostgres(o: PostgresSpec): Promise<Child> {
  const bin = await postgresBinaries();
  const dir = o.places.postgresDir;
  await ensureCluster(dir, o.password, { bin, as: postgresUser(dir), signal: o.signal });
  const end = Date.now() + BACKENDS_GONE_MS;
  for (;;) {
    await clearPostmaster(dir);
    const child = spawnServer(o, bin.postgres);
    try {
      await untilReady(child, READY_MS, () => answers(o));
      return child;
    } catch (err) {
      await child.stop();
      // backends of a server that was killed take a moment to notice
      if (!stillInUse(child.logFile) || Date.now() > end) throw err;
      await delay(200);
    }
  }
}

const stillInUse = (logFile: string): boolean =>
  tail(logFile, 3).some((line) => /shared memory block .* is still in use|lock file .* already exists/.test(line));

function spawnServer(o: PostgresSpec, binary: string): Child {
  const dir = o.places.postgresDir;
  const as = postgresUser(dir);
  const prefix = commandPrefix([binary, dir], as);
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'log_min_messages=warning'];
  settings.push('log_error_verbosity=terse'); // its details are rows of cases
  if (!o.fsync) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  const command = [binary, '-D', dir, '-p', String(o.port), ...settings.flatMap((s) => ['-c', s])] as const;
  const child = startChild({
    name: 'postgres',
    command,
    prefix,
    env: postgresEnv(),
    cwd: '/',
    runDir: o.places.runDir,
    logFile: `${o.places.logDir}/postgres.log`,
    stopSignal: 'SIGINT',
    stopMs: 2_500,
    forceSignal: 'SIGQUIT',
    ...(prefix.length === 0 ? as : {}),
  });
  o.onChild(child);
  return child;
}

/** Asks the server, and makes the database on the way. */
async function answers(o: PostgresSpec): Promise<boolean> {
  const client = new pg.Client({ connectionString: postgresUrl({ ...o, database: 'postgres' }) });
  try {
    await client.connect();
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [o.database]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(o.database)}`);
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Answers the address of a database that was given, once it has let us in. Throws a StartError when it does not. */
export async function checkDatabase(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return url;
  } catch (err) {
    // the address holds a password: it is not repeated
    throw new StartError(
      `The database of DATABASE_URL does not answer (${reasonOf(err)}): start it, or correct DATABASE_URL.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
