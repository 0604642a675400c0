// Kills the processes of an instance, by chance and with kill -9.
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { places } from '../data-dir.ts';
import { isAlive, readPidFile, signal } from '../pid-file.ts';
import { shuffled } from './chance.ts';

const VICTIMS = ['worker', 'api', 'postgres', 'temporal'] as const;
const LONGEST_GAP_MS = 5_800;
const BACK_MS = 60_000;

/** Kills each of them so many times. Some come down in the same moment, some in mid-start. Throws where one does not come back. */
export async function killAll(dataDir: string, times: number, chance: () => number): Promise<number> {
  const order = shuffled(
    Array.from({ length: times }, () => VICTIMS).flatMap((v) => v),
    chance,
  );
  for (const [i, name] of order.entries()) {
    const isTogether = chance() < 0.15; // with the one before
    if (!isTogether) await delay(LONGEST_GAP_MS * chance());
    await killOnce(dataDir, name);
    if (process.env['CHAOS_VERBOSE'] === '1') process.stderr.write(`    ${new Date().toISOString()} ${name}\n`);
    if (i % 20 === 19) process.stderr.write(`… ${i + 1} of ${order.length} kills\n`);
  }
  return order.length;
}

async function killOnce(dataDir: string, name: string): Promise<void> {
  const file = join(places(dataDir).runDir, `${name}.pid`);
  for (const end = Date.now() + BACK_MS; Date.now() < end; await delay(50)) {
    const victim = readPidFile(file);
    if (victim === undefined || !isAlive(victim)) continue;
    signal(victim, 'SIGKILL');
    return;
  }
  throw new Error(`${name} did not come back within ${BACK_MS / 1_000} s`);
}
