// What it costs that all that travels through Temporal is encrypted: two courts that differ in nothing else, in turns.
import { atLeast, atMost, type Figure, percentile } from './figure.ts';
import { workedAtOnce } from './pace.ts';
import { openSite, type Site } from './site.ts';
import { firstDays } from './story.ts';

const WARM = 1; // rounds before any is counted
const ROUNDS = 5;
const PAIRS = 4; // cases of each court, one client, a round

/** Latency and throughput with the keys that an instance has, to those of one with `PAYLOAD_KEYS=none`. */
export async function benchCodec(): Promise<Figure[]> {
  const sealed = await openSite();
  try {
    const plain = await openSite({ ...process.env, PAYLOAD_KEYS: 'none' });
    try {
      return await inTurns(sealed.site, plain.site);
    } finally {
      await plain.close();
    }
  } finally {
    await sealed.close();
  }
}

async function inTurns(sealed: Site, plain: Site): Promise<Figure[]> {
  const times = new Map([sealed, plain].map((site) => [site, { one: [] as number[], sixty: [] as number[] }]));
  for (let round = 0; round < WARM + ROUNDS; round++) {
    for (const [site, { one, sixty }] of times) {
      const [alone, together] = [await workedAlone(site), await workedAtOnce(site)];
      if (round < WARM) continue;
      one.push(...alone);
      sixty.push(together);
    }
  }
  const ratio = (of: 'one' | 'sixty'): number => median(times.get(sealed)?.[of]) / median(times.get(plain)?.[of]);
  const [latency, throughput] = [ratio('one'), 1 / ratio('sixty')];
  return [
    atMost('codec: latency p50 encrypted to that in clear', latency, 1.1, { unit: '', digits: 2 }),
    atLeast('codec: throughput encrypted to that in clear', throughput, 0.9, { unit: '', digits: 2 }),
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
