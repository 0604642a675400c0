// Child processes that outlive neither their parent nor its kill -9.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { makeDir } from './files.ts';
import { lastWords } from './log-tail.ts';
import { writePidFile } from './pid-file.ts';
import { StartError } from '../../process/start-error.ts';

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A running child process. */
export interface Child {
  readonly name: string;
  readonly proc: ChildProcess;
  readonly logFile: string;
  /** Settles when the process has ended; never rejects. */
  readonly exited: Promise<Exit>;
  /** Asks it to end, waits `stopMs`, then makes it. */
  stop(): Promise<void>;
}

/** What to start and how to end it. */
export interface ChildSpec {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** A command that changes user and then runs the rest; the kernel forgets the tie to the parent when the user changes. */
  readonly prefix?: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly runDir: string;
  readonly logFile: string;
  readonly stopSignal: NodeJS.Signals;
  /** Milliseconds it gets to end by itself. */
  readonly stopMs: number;
  /** SIGKILL, but for Postgres: SIGQUIT, which ends its backends too. */
  readonly forceSignal?: NodeJS.Signals;
  readonly uid?: number;
  readonly gid?: number;
}

const LOG_LIMIT = 10_000_000;
const isOver = (proc: ChildProcess) => proc.exitCode !== null || proc.signalCode !== null;

let deathSignal: boolean | undefined;
/** The kernel itself can end a child whose parent was killed, where util-linux is installed; busybox's setpriv cannot. */
function canTieToParent(): boolean {
  deathSignal ??=
    process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig', 'TERM', '--', 'true']).status === 0;
  return deathSignal;
}

function openLog(file: string): number {
  makeDir(dirname(file));
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600); // what is in it is for whoever runs this court
}

/** Starts a process in a session of its own, so that Ctrl-C reaches only the parent, which stops things in order. */
export function startChild(spec: ChildSpec): Child {
  const pidFile = join(spec.runDir, `${spec.name}.pid`);
  const tied = canTieToParent() ? ['setpriv', '--pdeathsig', spec.stopSignal.slice(3), '--'] : [];
  const [command = '', ...args] = [...(spec.prefix ?? []), ...tied, ...spec.command];
  const log = openLog(spec.logFile);
  const proc = spawn(command, args, {
    stdio: ['ignore', log, log],
    detached: true,
    env: spec.env,
    cwd: spec.cwd,
    ...(spec.uid === undefined ? {} : { uid: spec.uid }),
    ...(spec.gid === undefined ? {} : { gid: spec.gid }),
  });
  closeSync(log);
  const exited = new Promise<Exit>((resolve) => {
    const end = (exit: Exit) => {
      rmSync(pidFile, { force: true });
      resolve(exit);
    };
    proc.once('error', () => end({ code: 127, signal: null })); // it could not be started at all
    proc.once('exit', (code, signal) => end({ code, signal }));
  });
  if (proc.pid !== undefined) writePidFile(pidFile, proc.pid);
  return { name: spec.name, proc, logFile: spec.logFile, exited, stop: () => stop(proc, exited, spec) };
}

async function stop(proc: ChildProcess, exited: Promise<Exit>, spec: ChildSpec): Promise<void> {
  if (isOver(proc)) return;
  proc.kill(spec.stopSignal);
  const force = setTimeout(() => proc.kill(spec.forceSignal ?? 'SIGKILL'), spec.stopMs);
  const end = setTimeout(() => proc.kill('SIGKILL'), spec.stopMs + 1_000);
  await exited;
  clearTimeout(force);
  clearTimeout(end);
}

/** Asks `probe` until it says yes. Throws a StartError when the child ends first or `ms` milliseconds are over. */
export async function untilReady(child: Child, ms: number, probe: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + ms;
  while (Date.now() < end) {
    if (isOver(child.proc) || child.proc.pid === undefined) {
      const how = child.proc.signalCode ?? `exit code ${child.proc.exitCode ?? 127}`;
      throw new StartError(`${child.name} did not start (${how}). ${lastWords(child.logFile)}`);
    }
    if (await probe().catch(() => false)) return;
    await delay(30);
  }
  throw new StartError(`${child.name} is not ready after ${ms / 1000} s. ${lastWords(child.logFile)}`);
}
