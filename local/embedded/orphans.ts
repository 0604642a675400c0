// What a killed instance left running.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, type ProcessId, readPidFile, signalProcess, waitGone } from './pid-file.ts';

type Step = readonly [NodeJS.Signals, number];

const GENTLE: readonly Step[] = [
  ['SIGTERM', 2_000],
  ['SIGKILL', 2_000],
];
// INT is Postgres's fast shutdown, QUIT its immediate one: both end its backends, which KILL would leave
const POSTGRES: readonly Step[] = [
  ['SIGINT', 3_000],
  ['SIGQUIT', 2_000],
  ['SIGKILL', 2_000],
];

/** Ends one process, the gentlest way that works. */
export async function endProcess(p: ProcessId, steps: readonly Step[] = GENTLE): Promise<void> {
  for (const [name, ms] of steps) {
    signalProcess(p, name);
    if (await waitGone(p, ms)) return;
  }
}

/** Ends a Postgres server that is not our child. */
export const endPostgres = (p: ProcessId): Promise<void> => endProcess(p, POSTGRES);

/** Ends what an earlier, killed instance left; those that use a server before the servers. Answers their names. */
export async function reapOrphans(runDir: string): Promise<string[]> {
  const reaped: string[] = [];
  const reap = async (name: string) => {
    const file = join(runDir, `${name}.pid`);
    const p = readPidFile(file);
    if (p !== undefined && isAlive(p)) {
      reaped.push(name);
      await endProcess(p, name === 'postgres' ? POSTGRES : GENTLE);
    }
    rmSync(file, { force: true });
  };
  await Promise.all(['api', 'worker', 'migrate'].map(reap));
  await Promise.all(['temporal', 'postgres'].map(reap));
  return reaped;
}
