// How many filings a second sixty clients get through over HTTP, against as many bare workflows that are started with an update.
import { nodeRow } from '../../domain/nodes/index.ts';
import { startBare } from './bare.ts';
import { atLeast, type Figure, percentile } from './figure.ts';
import { inParallel, type Site } from './site.ts';

const CLIENTS = 60;
const FILINGS = 600; // a round
const ROUNDS = 3;

/** Ours and the bare ones take turns; the first round of each only warms up. */
export async function benchFiling(site: Site): Promise<Figure[]> {
  const bare = await startBare(site);
  const message = { body: nodeRow('case.filed').example, by: 'p-filing-1' };
  const started: string[] = [];
  const [ours, theirs]: [number[], number[]] = [[], []];
  let [ourTime, theirTime] = [0, 0];
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      const counts = round > 0;
      const bareTime = await each(theirs, async () => {
        started.push(await bare.startWith({ message, timer: true, attributes: true }));
      });
      const time = await each(ours, () => site.court.file());
      if (!counts) ours.length = theirs.length = 0;
      else [ourTime, theirTime] = [ourTime + time, theirTime + bareTime];
      await bare.end(started.splice(0));
    }
  } finally {
    await bare.stop();
  }
  const perSecond = (ms: number) => (ROUNDS * FILINGS * 1_000) / ms;
  const of = `${perSecond(ourTime).toFixed(0)}/s to ${perSecond(theirTime).toFixed(0)}/s`;
  const name = `filing: ${CLIENTS} clients over HTTP to a bare update-with-start`;
  return [
    atLeast(name, theirTime / ourTime, 0.6, { unit: '', digits: 2, of }),
    { name: 'filing: p50 over HTTP', figure: `${percentile(ours, 0.5).toFixed(0)} ms` },
    { name: 'filing: p50 of a bare update-with-start', figure: `${percentile(theirs, 0.5).toFixed(0)} ms` },
  ];
}

/** Does something so many times, by so many clients; answers how long it took in all, and puts each time on a list. */
async function each(times: number[], work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await inParallel(CLIENTS, Array.from({ length: FILINGS }), async () => {
    const sent = performance.now();
    await work();
    times.push(performance.now() - sent);
  });
  return performance.now() - began;
}
