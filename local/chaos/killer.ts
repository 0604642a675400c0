// Kills the processes of an instance, by chance and with kill -9.
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { places } from '../embedded/data-dir.ts';
import { isAlive, readPidFile, signalProcess } from '../embedded/pid-file.ts';
import { shuffled } from './chance.ts';

const VICTIMS = ['worker', 'api', 'postgres', 'temporal'] as const;
const MOST_AT_ONCE = 7;
const LONGEST_GAP_MS = 1_500;
const LONGEST_WORK_MS = 3_000;
const ANSWER_MS = 30_000;
const BACK_MS = 60_000;

/** How a round of kills is given, and how one is told that work went on after it. */
export interface Killing {
  readonly times: number;
  readonly chance: () => number;
  /** How many commands have been acknowledged so far. */
  readonly acknowledged: () => number;
}

/** What came of it. */
export interface Killed {
  readonly kills: number;
  readonly rounds: number;
  /** After which nobody got an answer in time. */
  readonly dumb: number;
  /** The longest from the last kill of a round to the next answer. */
  readonly longestMs: number;
}

/**
 * Kills each of them so many times, in rounds of one to seven: some in the same moment, some in mid-start. Each round waits
 * for an answer, or nobody would be working when the next one comes. Throws where a process does not come back.
 */
export async function killAll(dataDir: string, { times, chance, acknowledged }: Killing): Promise<Killed> {
  const order = shuffled(
    Array.from({ length: times }, () => VICTIMS).flatMap((v) => v),
    chance,
  );
  let [kills, rounds, dumb, longestMs] = [0, 0, 0, 0];
  while (kills < order.length) {
    const victims = order.slice(kills, kills + 1 + Math.floor(MOST_AT_ONCE * chance()));
    for (const name of victims) {
      if (chance() < 0.7) await delay(LONGEST_GAP_MS * chance());
      await killOnce(dataDir, name);
    }
    kills += victims.length;
    rounds += 1;
    const began = Date.now();
    const before = acknowledged();
    while (acknowledged() === before && Date.now() - began < ANSWER_MS) await delay(50);
    if (acknowledged() === before) dumb += 1;
    longestMs = Math.max(longestMs, Date.now() - began);
    process.stderr.write(`… ${kills} of ${order.length} kills, ${acknowledged()} acknowledged\n`);
    await delay(LONGEST_WORK_MS * chance());
  }
  return { kills, rounds, dumb, longestMs };
}

/** Kills one of them as soon as it runs. Throws where it does not come back. */
export async function killOnce(dataDir: string, name: string): Promise<void> {
  const file = join(places(dataDir).runDir, `${name}.pid`);
  for (const end = Date.now() + BACK_MS; Date.now() < end; await delay(50)) {
    const victim = readPidFile(file);
    if (victim === undefined || !isAlive(victim)) continue;
    signalProcess(victim, 'SIGKILL');
    return;
  }
  throw new Error(`${name} did not come back within ${BACK_MS / 1_000} s`);
}
