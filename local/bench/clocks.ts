// Whether time is kept: real timers under load, and months that are skipped.
import pg from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import { dateOf, formatInstant, HOUR, type Instant, startOfDay } from '../../domain/time/instant.ts';
import { atMost, type Figure, percentile } from './figure.ts';
import { inParallel, type Site } from './site.ts';

const CASES = 500;
const MINUTE = 60_000;
const DAY = 24 * HOUR;
const AHEAD = 1.5 * MINUTE; // enough to file all of them in
const GRACE = 20_000;

/** A stop without an end, the reminder of whose review falls at an instant, to the millisecond: when it was approved, and how. */
export function stopRemindedAt(instant: Instant) {
  const due = startOfDay(dateOf(instant)) + 2 * DAY;
  const at = due - 5 * (due - instant); // it falls when a fifth of the time is left
  const payload = {
    ground: 'suspension',
    from: dateOf(at),
    review: dateOf(due - 1),
    document: '中止执行裁定书',
  } as const;
  return { at, payload };
}

/** Five hundred cases with a reminder within the same minute: how late the record of each is, by the wall clock. */
export async function benchTimers({ court, info }: Site): Promise<Figure[]> {
  const start = Date.now() + AHEAD;
  const instants = Array.from({ length: CASES }, (_, i) => start + Math.floor((i * MINUTE) / CASES));
  const ids: string[] = [];
  await inParallel(16, instants, async (at) => {
    const stop = stopRemindedAt(at);
    const history = [{ node: 'exclusion.approved', at: formatInstant(stop.at), payload: stop.payload }];
    ids.push(await court.file(at - 9 * DAY, { history }));
  });
  const filed = Date.now();
  if (filed > start) throw new Error(`${CASES} cases took more than ${AHEAD / 1_000} s to file: no timer was awaited`);
  await delay(start + MINUTE + GRACE - filed);
  const late = await lateness(info.databaseUrl, ids);
  if (late.length !== CASES) throw new Error(`${late.length} reminders of ${CASES} fired`);
  const name = (share: number) => `timers: ${CASES} due in one minute, lateness p${share * 100}`;
  return [
    atMost(name(0.99), percentile(late, 0.99), 1_000, { unit: 'ms' }),
    { name: name(0.5), figure: `${percentile(late, 0.5).toFixed(0)} ms` },
  ];
}

/** Milliseconds from each reminder's own instant to its record. */
async function lateness(databaseUrl: string, ids: readonly string[]): Promise<number[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ late: number }>(
      `select extract(epoch from recorded_real - fires_at)::float * 1000 as late from case_log
       where case_id = any($1) and rule = 'stop-review' and rung = 'remind'`,
      [ids],
    );
    return rows.map(({ late }) => late);
  } finally {
    await client.end();
  }
}

/** Seven months in which nobody does anything: every rung of every deadline fires on the way. */
export async function benchSkipping({ court }: Site): Promise<Figure[]> {
  const times: number[] = [];
  for (let i = 0; i < 3; i++) {
    const id = await court.file();
    const began = performance.now();
    await court.advance(id, '7m');
    times.push((performance.now() - began) / 1_000);
  }
  return [
    atMost('skipping: seven months of a case, the slowest of 3', Math.max(...times), 15, { unit: 's', digits: 1 }),
  ];
}
