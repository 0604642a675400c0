// How many filings a second sixty clients get through over HTTP, against as many bare workflows that are started with an update.
import { nodeRow } from '../../domain/nodes/index.ts';
import { startBare } from './bare.ts';
import { atLeast, type Figure, percentile } from './figure.ts';
import type { Site } from './site.ts';

const CLIENTS = 60;
const ROUND = 5_000; // ms, and what is under way then: however busy the machine is, it ends
const ROUNDS = 3;

/** Ours and the bare ones take turns; the first round of each only warms up. */
export async function benchFiling(site: Site): Promise<Figure[]> {
  const bare = await startBare(site);
  const message = { body: nodeRow('case.filed').example, by: 'p-filing-1' };
  const started: string[] = [];
  const [ours, theirs]: [Round[], Round[]] = [[], []];
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      theirs[round] = await filed(async () => {
        started.push(await bare.startWith({ message, timer: true, attributes: true }));
      });
      ours[round] = await filed(() => site.court.file());
      await bare.end(started.splice(0));
    }
  } finally {
    await bare.stop();
  }
  const [our, their] = [whole(ours.slice(1)), whole(theirs.slice(1))];
  const of = `${our.perSecond.toFixed(0)}/s to ${their.perSecond.toFixed(0)}/s`;
  const name = `filing: ${CLIENTS} clients over HTTP to a bare update-with-start`;
  return [
    atLeast(name, our.perSecond / their.perSecond, 0.6, { unit: '', digits: 2, of }),
    { name: 'filing: p50 over HTTP', figure: `${percentile(our.times, 0.5).toFixed(0)} ms` },
    { name: 'filing: p50 of a bare update-with-start', figure: `${percentile(their.times, 0.5).toFixed(0)} ms` },
  ];
}

/** How long each filing of a round took, and the round (ms). */
interface Round {
  readonly times: readonly number[];
  readonly took: number;
}

/** Files by so many clients, each one after the other, until the round is over. */
async function filed(file: () => Promise<unknown>): Promise<Round> {
  const times: number[] = [];
  const began = performance.now();
  const client = async () => {
    while (performance.now() - began < ROUND) {
      const sent = performance.now();
      await file();
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return { times, took: performance.now() - began };
}

function whole(rounds: readonly Round[]) {
  const times = rounds.flatMap((round) => round.times);
  return { times, perSecond: (times.length * 1_000) / rounds.reduce((sum, { took }) => sum + took, 0) };
}
