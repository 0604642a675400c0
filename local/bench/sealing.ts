// How soon what is recorded is sealed while sixty clients file and complete, and what noting it costs them.
import pg from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import { audited } from '../../db/audit/audited-tables.ts';
import { atLeast, atMost, type Figure, percentile } from './figure.ts';
import { workedAtOnce } from './pace.ts';
import type { Site } from './site.ts';

const ROUNDS = 3;

/** `npm run bench -- sealing` */
export async function benchSealing(site: Site): Promise<Figure[]> {
  const owner = new pg.Client({ connectionString: site.info.databaseUrl });
  await owner.connect();
  const set = async (state: 'enable' | 'disable') => {
    for (const { name } of audited) await owner.query(`alter table ${name} ${state} trigger audit_note`);
  };
  const sealed = async () => (await owner.query<{ n: string | null }>('select max(n) as n from audit_batches')).rows[0]?.n ?? '0'; // prettier-ignore
  try {
    await workedAtOnce(site); // warm
    await untilSealed(owner);
    const ratios: number[] = [];
    const lags: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const from = await sealed();
      const noted = await workedAtOnce(site);
      await untilSealed(owner);
      // of each row the wait of the first of its batch: the longest that it can have waited
      const { rows } = await owner.query<{ count: string; waited: number }>('select last_record - first_record + 1 as count, waited_ms as waited from audit_batches where n > $1', [from]); // prettier-ignore
      for (const { count, waited } of rows) lags.push(...Array.from({ length: Number(count) }, () => waited));
      await set('disable');
      const bare = await workedAtOnce(site);
      await set('enable');
      ratios.push(bare / noted);
    }
    const of = `${lags.length} rows, p50 ${percentile(lags, 0.5)} ms, most ${Math.max(...lags)} ms`;
    return [
      atMost('sealing: lag p99, 60 clients', percentile(lags, 0.99), 1_000, { unit: 'ms', of }),
      atLeast('sealing: throughput to that without noting', percentile(ratios, 0.5), 0.9, { unit: '', digits: 2 }),
    ];
  } finally {
    await owner.end();
  }
}

async function untilSealed(owner: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await owner.query('select 1 from audit_pending limit 1');
    if (rows.length === 0) return;
    await delay(100);
  }
}
