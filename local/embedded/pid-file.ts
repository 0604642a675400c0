// A pid alone does not name a process: pids are used again. Pid and start time together do.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { writeFileAtomic } from './files.ts';

/** One process, for ever: the kernel gives no other the same pid and the same start. */
export interface ProcessId {
  readonly pid: number;
  readonly started: string;
}

/** When a live process began, in the kernel's own words; undefined for one that is gone or a zombie. */
export function startedAt(pid: number): string | undefined {
  if (process.platform !== 'linux') return startedAtByPs(pid);
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the name in brackets may itself hold blanks and brackets: count from the last one
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function startedAtByPs(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** The process of this pid; undefined when there is none. */
export function processId(pid: number): ProcessId | undefined {
  const started = startedAt(pid);
  return started === undefined ? undefined : { pid, started };
}

/** Whether that very process still lives. */
export const isAlive = (p: ProcessId): boolean => startedAt(p.pid) === p.started;

/** The process that a pid file names, dead or alive; undefined when the file is missing or not whole. */
export function readPidFile(file: string): ProcessId | undefined {
  try {
    const p = JSON.parse(readFileSync(file, 'utf8')) as Partial<ProcessId>; // our own file; checked in the next line
    return typeof p.pid === 'number' && typeof p.started === 'string' ? { pid: p.pid, started: p.started } : undefined;
  } catch {
    return undefined;
  }
}

/** Notes a live process in a file; a process that is gone already leaves none. */
export function writePidFile(file: string, pid: number): void {
  const p = processId(pid);
  if (p === undefined) rmSync(file, { force: true });
  else writeFileAtomic(file, JSON.stringify(p));
}

/** Sends a signal, and does not mind when the process is gone. */
export function signalProcess(p: ProcessId, name: NodeJS.Signals): void {
  try {
    if (isAlive(p)) process.kill(p.pid, name);
  } catch {
    // gone between the two calls
  }
}

/** Waits until the process is gone; false when it still lives after `ms` milliseconds. */
export async function waitGone(p: ProcessId, ms: number): Promise<boolean> {
  const end = Date.now() + ms;
  while (isAlive(p)) {
    if (Date.now() > end) return false;
    await delay(20);
  }
  return true;
}
