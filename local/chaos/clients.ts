// Clerks who do ordinary work in ordinary cases, each as fast as an answer and some thought allow.
import { setTimeout as delay } from 'node:timers/promises';
import type { Court } from '../bench/court.ts';
import { inParallel } from '../bench/site.ts';
import { complain, lineOf, within } from './life.ts';

const CLIENTS = 20;
const THINK_MS = 1_000; // they work, they do not saturate: what the machine cannot do says nothing of poison
const PATIENCE_MS = 40_000;

/** What they have met since they were last asked. */
export interface Met {
  /** Milliseconds of each answer. */
  readonly times: readonly number[];
  /** Refused, or without an answer. */
  readonly failed: number;
}

/** Twenty clients at work. */
export interface Clients {
  readonly soFar: () => Met;
  readonly stop: () => Promise<void>;
}

/** Sets twenty clients to work, each on a case of its own. */
export async function startClients(court: Court): Promise<Clients> {
  const ids: string[] = [];
  await inParallel(
    4,
    Array.from({ length: CLIENTS }, (_, i) => i),
    async () => void ids.push(await court.file()),
  );
  let [times, failed]: [number[], number] = [[], 0];
  let isOver = false;
  const work = async (id: string): Promise<void> => {
    await delay(THINK_MS * Math.random());
    while (!isOver) {
      const began = performance.now();
      try {
        await within(PATIENCE_MS, id, court.complete(id, { node: 'material.received' }));
        times.push(performance.now() - began);
      } catch (error) {
        failed += 1;
        complain(`clean client, ${id}: ${lineOf(error)}`);
      }
      await delay(THINK_MS * (0.5 + Math.random()));
    }
  };
  const working = Promise.all(ids.map(work));
  return {
    soFar: () => {
      const met = { times, failed };
      [times, failed] = [[], 0];
      return met;
    },
    stop: async () => {
      isOver = true;
      await working;
    },
  };
}
