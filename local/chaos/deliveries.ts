// A thousand messages to parties by a gateway that fails in twelve ways, and seven kill -9 of each process meanwhile; then the reckoning.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { atLeast, type Figure } from '../bench/figure.ts';
import { inParallel } from '../bench/site.ts';
import { chanceOf } from './chance.ts';
import { failings, type SmsGateway, startGateway } from './gateway.ts';
import { killAll } from './killer.ts';
import { complain, inFolder, inLife, type Life, within } from './life.ts';
import { toldStands } from './told.ts';

const [CASES, PARTIES, ROUNDS] = [10, 20, 6];
const KILLS_OF_EACH = 7; // of four processes: twenty-eight
const MESSAGES = 1_000;
const [LANES, ANSWER_MS, AGAIN_MS] = [4, 70_000, 300];
/** All of it, and so long for what is still on its way once the gateway is well. */
const [MOST_MS, REST_MS] = [420_000, 150_000];

/** On an instance of its own. The seed is printed; `CHAOS_SEED` has the same kills again. */
export async function deliveries(): Promise<readonly Figure[]> {
  const seed = process.env['CHAOS_SEED'] ?? String(Date.now());
  process.stderr.write(`… CHAOS_SEED=${seed}\n`);
  const gateway = await startGateway(chanceOf(`${seed}/gateway`));
  const env = { ...process.env, SMS_URL: gateway.url, MAIL_URL: '', MAIL_FROM: '', PARTY_QUIET: '00:00-00:00' };
  const onGivenUp = ({ message }: Error) => complain(message);
  const delivered = inFolder((dir) => inLife(dir, (life) => delivering(life, gateway, seed), { env, onGivenUp }));
  return delivered.finally(() => gateway.close());
}

async function delivering(life: Life, gateway: SmsGateway, seed: string): Promise<readonly Figure[]> {
  const { court } = life;
  const ids: string[] = [];
  const applicants = Array.from({ length: PARTIES }, (_, i) => ({ name: `申请人${i + 1}`, kind: 'person', phone: `1380000${String(i).padStart(4, '0')}` })); // prettier-ignore
  for (let i = 0; i < CASES; i += 1) ids.push(await court.file(undefined, { applicants }));
  await court.look(ids[0] ?? ''); // whoever is asked for has their token by now
  await court.send('p-finance-1', 'GET', '/api/me');

  const until = Date.now() + MOST_MS;
  let isKilling = true;
  const chance = chanceOf(seed);
  const killing = killAll(life.info.dataDir, { times: KILLS_OF_EACH, chance, acknowledged: () => gateway.taken.size });
  const over = killing.finally(() => (isKilling = false));
  over.catch(() => undefined); // heard below
  const goesOn = (round: number) => Date.now() < until && (round < ROUNDS || isKilling);
  await inParallel(LANES, ids, async (id) => {
    for (let round = 0; goesOn(round); round += 1) await tellMore(life, id, round);
  });
  const killed = await over;
  gateway.mend();
  await restIsTold(life, ids);
  const ways = [...gateway.failures.keys()];
  return [
    { name: 'kills', figure: `${killed.kills} in ${killed.rounds} rounds (CHAOS_SEED=${seed})` },
    atLeast('messages taken', gateway.taken.size, MESSAGES, { unit: '' }),
    atLeast('ways in which the gateway failed', ways.length, Object.keys(failings).length, {
      unit: '',
      of: `${[...gateway.failures.values()].reduce((sum, n) => sum + n, 0)} failures`,
    }),
    ...(await toldStands(life.store, gateway.taken)),
  ];
}

/** Something happens that all of them hear of, and its time to be told comes. */
async function tellMore({ court }: Life, id: string, round: number): Promise<void> {
  const key = randomUUID();
  const payload = { amountFen: 100, payer: '李卫东' };
  await again(() => court.complete(id, { node: 'funds.arrived', payload, subject: `r-${round}`, by: 'p-finance-1', key })); // prettier-ignore
  await once(() => court.advance(id, '1h'));
}

/** Until nothing waits to be told: a case that is behind is moved on, as its days would. */
async function restIsTold({ court, store }: Life, ids: readonly string[]): Promise<void> {
  for (const end = Date.now() + REST_MS; Date.now() < end; await delay(AGAIN_MS)) {
    const { rows } = await store.pool
      .query<{ id: string }>(
        `select distinct case_id as id from deadlines where rule = 'disclose' and status = 'open' and case_id = any ($1)
         union select case_id from outbox where sent_at is null`,
        [ids],
      )
      .catch(() => ({ rows: [{ id: '' }] })); // it may be starting
    if (rows.length === 0) return;
    await inParallel(LANES, rows, async ({ id }) => void (await once(() => court.advance(id, '1h'))));
  }
}

/** Asks until it is answered; what is refused for good would be asked for ever, and ends with the time that chaos has. */
async function again(work: () => Promise<unknown>): Promise<void> {
  for (const end = Date.now() + MOST_MS; Date.now() < end; await delay(AGAIN_MS)) {
    const done = await within(ANSWER_MS, 'a command', work()).then(
      () => true,
      () => false,
    );
    if (done) return;
  }
  complain('a command was not taken');
}

/** One try: a clock that is interrupted by a kill is moved on in the next round. */
const once = (work: () => Promise<unknown>): Promise<unknown> =>
  within(ANSWER_MS, 'the clock', work()).catch(() => undefined);
