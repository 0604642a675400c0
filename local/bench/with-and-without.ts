// What one thing costs a court: two that differ in nothing else, in turns.
import type { EmbeddedOptions } from '../embedded/embedded.ts';
import { atLeast, atMost, type Figure, percentile } from './figure.ts';
import { workedAtOnce } from './pace.ts';
import { openSite, type Site } from './site.ts';
import { firstDays } from './story.ts';

const WARM = 1; // rounds before any is counted
const ROUNDS = 5;
const PAIRS = 4; // cases of each court, one client, a round

/** Latency and throughput of a court with it to those of one without. */
export async function benchWithAndWithout(
  name: string,
  withIt: EmbeddedOptions,
  without: EmbeddedOptions,
): Promise<Figure[]> {
  const one = await openSite(withIt);
  try {
    const other = await openSite(without);
    try {
      return await inTurns(name, one.site, other.site);
    } finally {
      await other.close();
    }
  } finally {
    await one.close();
  }
}

async function inTurns(name: string, withIt: Site, without: Site): Promise<Figure[]> {
  const times = new Map([withIt, without].map((site) => [site, { one: [] as number[], sixty: [] as number[] }]));
  for (let round = 0; round < WARM + ROUNDS; round++) {
    for (const [site, { one, sixty }] of times) {
      const [alone, together] = [await workedAlone(site), await workedAtOnce(site)];
      if (round < WARM) continue;
      one.push(...alone);
      sixty.push(together);
    }
  }
  const ratio = (of: 'one' | 'sixty'): number => median(times.get(withIt)?.[of]) / median(times.get(without)?.[of]);
  const [latency, throughput] = [ratio('one'), 1 / ratio('sixty')];
  return [
    atMost(`${name}: latency p50 with it to that without`, latency, 1.1, { unit: '', digits: 2 }),
    atLeast(`${name}: throughput with it to that without`, throughput, 0.9, { unit: '', digits: 2 }),
  ];
}

const median = (values: readonly number[] = []): number => percentile(values, 0.5);

/** How long each completion of some cases takes, one after the other (ms). */
async function workedAlone({ court }: Site): Promise<readonly number[]> {
  const times: number[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const id = await court.file();
    for (const step of firstDays) {
      const began = performance.now();
      await court.take(id, step);
      times.push(performance.now() - began);
    }
  }
  return times;
}
