// kill -9 of worker, API, Postgres and Temporal, twenty-five times each, under a load of work and of postings; then the reckoning.
import { setTimeout as delay } from 'node:timers/promises';
import { formatInstant } from '../../domain/time/instant.ts';
import { stopRemindedAt } from '../bench/clocks.ts';
import { wholeSetting } from '../command-line.ts';
import { atMost, type Figure } from '../bench/figure.ts';
import { inParallel } from '../bench/site.ts';
import { chanceOf } from './chance.ts';
import { killAll } from './killer.ts';
import { complain, inFolder, inLife, type Life } from './life.ts';
import { factsStand, moneyStands, outboxStands, storeStands, timersStand } from './reckoning.ts';
import { startSenders } from './senders.ts';

const CASES = 24;
const times = (): number => wholeSetting('CHAOS_KILLS', 25);
const DAY = 86_400_000;
const PER_KILL_MS = 2_500;
const SETTLE_MS = 40_000; // the sweeper looks at start and every minute, for what is 30 s late

/** On an instance of its own. The seed is printed; `CHAOS_SEED` has the same kills again. */
export function kills(): Promise<readonly Figure[]> {
  const seed = process.env['CHAOS_SEED'] ?? String(Date.now());
  process.stderr.write(`… CHAOS_SEED=${seed}\n`);
  const givenUp: string[] = [];
  const onGivenUp = ({ message }: Error) => {
    givenUp.push(message);
    complain(message);
  };
  return inFolder((dir) => inLife(dir, (life) => killing(life, seed, givenUp), { onGivenUp }));
}

async function killing(life: Life, seed: string, givenUp: readonly string[]): Promise<readonly Figure[]> {
  const chance = chanceOf(seed);
  const ids = await fileCases(life, chance);
  const senders = startSenders(life.court, ids);
  const { acknowledged } = senders;
  const killed = await killAll(life.info.dataDir, { times: times(), chance, acknowledged });
  const back = await comesBack(life);
  const sent = await senders.stop();
  await delay(SETTLE_MS);
  return [
    { name: 'kills', figure: `${killed.kills} in ${killed.rounds} rounds (CHAOS_SEED=${seed})` },
    atMost('rounds after which nothing was answered within 30 s', killed.dumb, 0, {
      unit: '',
      of: `the longest ${(killed.longestMs / 1_000).toFixed(1)} s`,
    }),
    atMost('processes given up', givenUp.length, 0, { unit: '' }),
    atMost('ready again after the last kill', back / 1_000, 60, { unit: 's', digits: 1 }),
    ...(await factsStand(life, sent)),
    ...(await moneyStands(life)),
    ...(await timersStand(life, ids)),
    ...(await outboxStands(life)),
    ...(await storeStands(life)),
  ];
}

/** Each case has a stop to look at again, of which the reminder falls due at some moment of the kills. */
async function fileCases({ court }: Life, chance: () => number): Promise<readonly string[]> {
  const ids: string[] = [];
  const start = Date.now() + 10_000;
  const instants = Array.from({ length: CASES }, () => start + chance() * 4 * times() * PER_KILL_MS);
  await inParallel(6, instants, async (instant) => {
    const at = Math.floor(instant);
    const stop = stopRemindedAt(at);
    const history = [{ node: 'exclusion.approved', at: formatInstant(stop.at), payload: stop.payload }];
    ids.push(await court.file(at - 9 * DAY, { history }));
  });
  const [id = ''] = ids;
  await court.complete(id, {
    node: 'material.received',
    payload: { items: ['whoever is asked for has his token by now'] },
  });
  await court.look(id);
  return ids;
}

/** Milliseconds until the instance is ready again. */
async function comesBack({ info }: Life): Promise<number> {
  const began = Date.now();
  for (;;) {
    const ready = await fetch(`${info.api}/healthz/ready`, { signal: AbortSignal.timeout(3_000) }).then(
      ({ status }) => status === 200,
      () => false,
    );
    if (ready || Date.now() - began > 120_000) return Date.now() - began;
    await delay(200);
  }
}
