// Our own processes: the migration, the worker and the API.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type Child, startChild, untilReady } from './child.ts';
import type { Places } from './data-dir.ts';
import { lastWords } from './log-tail.ts';
import { ROOT } from '../settings.ts';
import { StartError } from '../../process/start-error.ts';

const READY_MS = 60_000;
// with the servers' three and a half seconds at most all of it ends within ten
const STOP_MS = { api: 2_000, worker: 3_500, migrate: 1_000 };

/** The files to run. */
export interface Programs {
  readonly migrate: string;
  readonly worker: string;
  readonly api: string;
}

/** Those of this clone. */
export const PROGRAMS: Programs = {
  migrate: join(ROOT, 'db', 'migrate.ts'),
  worker: join(ROOT, 'worker.ts'),
  api: join(ROOT, 'api', 'server.ts'),
};

/** Most of what a completion allocates is dead when it is answered: a larger nursery lets it die there. In `package.json` too. */
const NURSERY = '--max-semi-space-size=64'; // MB

/** What the worker's threads run before Temporal's SDK. In `package.json` too. */
const PRELOADED = ['--import', pathToFileURL(join(ROOT, 'process', 'workflow-thread.ts')).href];

/** Where Node keeps what it has compiled: they start again some quarter sooner. A folder that cannot be written is no error. */
export const COMPILED = join(ROOT, '.cache', 'node');

/** Which program to run, where, and with which environment. */
export interface ProgramSpec {
  readonly file: string;
  readonly places: Places;
  readonly env: NodeJS.ProcessEnv;
  /** Told of the process as soon as it runs, so that a stop in mid-start ends it too. */
  readonly onChild: (child: Child) => void;
}

function run(name: keyof Programs, o: ProgramSpec): Child {
  const child = startChild({
    name,
    command: [process.execPath, NURSERY, ...(name === 'worker' ? PRELOADED : []), o.file],
    env: { NODE_COMPILE_CACHE: COMPILED, ...o.env },
    cwd: ROOT,
    runDir: o.places.runDir,
    logFile: join(o.places.logDir, `${name}.log`),
    stopSignal: 'SIGTERM',
    stopMs: STOP_MS[name],
  });
  o.onChild(child);
  return child;
}

/** Brings the database up to date. Throws a StartError when that fails. */
export async function migrate(o: ProgramSpec): Promise<void> {
  const child = run('migrate', o);
  const { code, signal } = await child.exited;
  if (code !== 0)
    throw new StartError(
      `The database cannot be brought up to date (${signal ?? `exit code ${code}`}). ${lastWords(child.logFile)}`,
    );
}

/** One that does not get ready in time may not go on beside the next. */
async function readyOrEnded(child: Child, probe: () => Promise<boolean>): Promise<void> {
  try {
    await untilReady(child, READY_MS, probe);
  } catch (err) {
    await child.stop();
    throw err;
  }
}

/** Starts the worker and waits until it takes work: then it makes the file READY_FILE. */
export async function startWorker(o: ProgramSpec): Promise<Child> {
  const readyFile = join(o.places.runDir, 'worker.ready');
  rmSync(readyFile, { force: true });
  const child = run('worker', { ...o, env: { ...o.env, READY_FILE: readyFile } });
  void child.exited.then(() => rmSync(readyFile, { force: true }));
  await readyOrEnded(child, () => Promise.resolve(existsSync(readyFile)));
  return child;
}

/** Starts the API and waits until it answers. Whether all that it needs is there too says `untilWorking`. */
export async function startApi(o: ProgramSpec, baseUrl: string): Promise<Child> {
  const child = run('api', o);
  await readyOrEnded(child, () => answers(`${baseUrl}/healthz/live`));
  return child;
}

/** Waits until the API at an address finds database, Temporal and a worker in order. Throws a StartError where it does not. */
export async function untilWorking(baseUrl: string): Promise<void> {
  const end = Date.now() + READY_MS;
  while (Date.now() < end) {
    if (await answers(`${baseUrl}/healthz/ready`).catch(() => false)) return;
    await delay(50);
  }
  throw new StartError(
    `The API is not ready after ${READY_MS / 1000} s: ${baseUrl}/healthz/ready says what is missing.`,
  );
}

async function answers(url: string): Promise<boolean> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(6_000) });
  await answer.body?.cancel();
  return answer.status === 200;
}
