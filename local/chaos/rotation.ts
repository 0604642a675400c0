// A desk of a hundred records goes over while the worker is killed in the midst of it; then each record is counted.
import { setTimeout as delay } from 'node:timers/promises';
import { sleptThrough } from '../../db/cases/sweep.ts';
import { wanted } from '../bench/court.ts';
import type { Reply } from '../bench/http.ts';
import { atLeast, atMost, type Figure } from '../bench/figure.ts';
import { inParallel } from '../bench/site.ts';
import { killOnce } from './killer.ts';
import { complain, inFolder, inLife, type Life, within } from './life.ts';
import { outboxStands, storeStands, wrongOf } from './reckoning.ts';

const [RECORDS, KILLS] = [100, 3];
/** A worker that is killed is missed after ten seconds; a record that did not answer is asked again a minute later. */
const MOST_MS = 110_000;
const SETTLED_MS = 150_000; // all of it, with the sweeper's look
const [LOOK_MS, ANSWER_MS] = [20, 10_000];
const [from, to, by] = ['p-control-1', 'p-control-2', 'p-command-1'];
const desk = '/api/desks/property-control/rotation';

/** On an instance of its own, three minutes at most. */
export function rotations(): Promise<readonly Figure[]> {
  return inFolder((dir) => inLife(dir, rotating, { onGivenUp: ({ message }) => complain(message) }));
}

interface Progress {
  readonly status: string;
  readonly counts: Readonly<Record<string, number>>;
}

async function rotating(life: Life): Promise<readonly Figure[]> {
  const { court, info } = life;
  const ids: string[] = [];
  await inParallel(6, Array.from({ length: RECORDS }), async () => {
    const id = await court.file();
    await court.complete(id, { node: 'desk.assigned', payload: { role: 'property-control', person: from }, by });
    ids.push(id);
  });
  const body = { from, to, reason: '岗位轮换' };
  const { digest } = wanted(200, await court.send<{ digest: string }>(by, 'POST', `${desk}?dryRun=true`, body));
  /** Sets it off, and asked again under the same key says how far it is: the answer waits for the worker, the kills do not. */
  const asked = () => within(ANSWER_MS, 'the rotation', court.send<Progress>(by, 'POST', desk, { ...body, digest }, 'rotation')).catch(() => undefined); // prettier-ignore
  const begun = asked();
  const began = Date.now();
  const until = began + MOST_MS;
  let midst = 0;
  for (let n = 1; n <= KILLS; n += 1) {
    while ((await moved(life)) < (n * RECORDS) / (KILLS + 1) && Date.now() < until) await delay(LOOK_MS);
    await killOnce(info.dataDir, 'worker');
    if ((await moved(life)) < RECORDS) midst += 1;
  }
  await begun;
  const end = await isDone(asked, until);
  await settled(life, began + SETTLED_MS);
  return [
    atLeast('kill -9 of the worker in the midst of it', midst, KILLS, { unit: '' }),
    atMost('gone over, from the start on', (Date.now() - began) / 1_000, MOST_MS / 1_000, { unit: 's', digits: 1 }),
    atLeast('records said to have gone over', end?.counts['recorded'] ?? 0, RECORDS, { unit: '' }),
    await movedOnce(life, ids),
    ...(await outboxStands(life)),
    ...(await storeStands(life)),
  ];
}

/** How many records the new person has. */
async function moved({ store }: Life): Promise<number> {
  const { rows } = await store.pool.query<{ n: number }>(
    `select count(distinct case_id)::int as n from facts where node = 'desk.assigned' and payload ->> 'person' = $1`,
    [to],
  );
  return rows[0]?.n ?? 0;
}

/** Its progress once it is done; undefined: it is not in time. */
async function isDone(asked: () => Promise<Reply<Progress> | undefined>, until: number): Promise<Progress | undefined> {
  for (; Date.now() < until; await delay(500)) {
    const reply = await asked(); // none while the worker starts
    if (reply?.status === 202 && reply.body.status === 'done') return reply.body;
  }
  return undefined;
}

/** Until nothing waits for the sweeper, which looks every minute for what is thirty seconds late. */
async function settled({ store }: Life, end: number): Promise<void> {
  for (; Date.now() < end; await delay(1_000)) {
    const { rows } = await store.pool.query('select 1 from outbox where sent_at is null limit 1');
    if (rows.length === 0 && (await sleptThrough(store.db, 1)).length === 0) return;
  }
}

/** Each record was given once to the new person, with one handover of what ran in it. */
async function movedOnce({ store }: Life, ids: readonly string[]): Promise<Figure> {
  const { rows } = await store.pool.query<{ id: string; given: number; passed: number }>(
    `select c.id,
            (select count(*) from facts f where f.case_id = c.id and f.node = 'desk.assigned' and f.payload ->> 'person' = $2)::int as given,
            (select count(*) from facts f where f.case_id = c.id and f.node = 'case.handed-over' and f.payload ->> 'to' = $2)::int as passed
       from cases c where c.id = any ($1)`,
    [ids, to],
  );
  const wrong = rows.filter(({ given, passed }) => given !== 1 || passed !== 1);
  return wrongOf('records lost or moved twice', wrong.map(({ id, given, passed }) => `${id}: given ${given} times, handed over ${passed} times`), `${rows.length} records`); // prettier-ignore
}
