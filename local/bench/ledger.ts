// What the ledger costs: postings a second against a bare transaction of two rows on the same disk in the same run, and the trial
// balance of a million entries.
import pg from 'pg';
import { openStore, type Store, withTx } from '../../db/client.ts';
import { appendEntries } from '../../db/ledger/write.ts';
import { readTrialBalance } from '../../db/ledger/read.ts';
import { moved } from '../../domain/money/ledger/entry.ts';
import { atLeast, atMost, type Figure, percentile } from './figure.ts';
import { inParallel, type Site } from './site.ts';

const WIDTH = 4;
const EACH = 500; // transactions of a round
const ROUNDS = 7;
const ENTRIES = 1_000_000;
const CASES = 64; // that post at once: those of one case wait for one another anyway
const caseOf = (i: number): string => `2026-ha0823-zhi-${900_000 + (i % CASES)}`;
const CASE = caseOf(0);

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

/** As the owner: makes a table, and a case that entries may be of. */
async function furnish(owner: pg.Client): Promise<void> {
  await owner.query('create table if not exists bare (id bigint generated always as identity primary key, a text not null, fen bigint not null)'); // prettier-ignore
  await owner.query('grant select, insert on bare to zhixing_app');
  for (const i of numbers(CASES))
    await owner.query(
      `insert into cases (id, case_no, court, filing, filing_hash, version, stage, filed_at, entered_at, next_due_at, snapshot)
       values ($1, $1, '豫0823', '{}', '', 1, 'intake', now(), now(), '9999-01-01', '{}') on conflict do nothing`,
      [caseOf(i)],
    );
}

async function perSecond(work: (i: number) => Promise<unknown>, from: number): Promise<number> {
  const began = performance.now();
  await inParallel(WIDTH, numbers(EACH), async (i) => void (await work(from + i)));
  return EACH / ((performance.now() - began) / 1_000);
}

const bare = (store: Store) => (): Promise<unknown> =>
  withTx(store, (tx) => tx.execute(`insert into bare (a, fen) values ('bank', 100), ('case.arrived', 100)`));

const posting = (store: Store) => (i: number): Promise<unknown> =>
  withTx(store, (tx) =>
    appendEntries(tx, caseOf(i), [
      {
        ...{ fact: i, n: 1, postedAt: Date.UTC(2026, 1, 6), valueOn: '2026-02-06' as const },
        lines: moved({ account: 'bank', key: '' }, { account: 'case.arrived', key: caseOf(i) }, `${caseOf(i)}/r-${i}`, 100n),
      },
    ]),
  ); // prettier-ignore

/** `npm run bench -- posting` */
export async function benchPosting({ info }: Site): Promise<Figure[]> {
  const store = openStore(info.databaseUrl, WIDTH);
  const owner = new pg.Client({ connectionString: info.databaseUrl });
  await owner.connect();
  try {
    await furnish(owner);
    const ratios: number[] = [];
    const speeds: number[] = [];
    for (const round of numbers(ROUNDS)) {
      const bareSpeed = await perSecond(bare(store), 0);
      const speed = await perSecond(posting(store), round * EACH);
      if (round === 1) continue; // warm
      speeds.push(speed);
      ratios.push(speed / bareSpeed);
    }
    const of = `${Math.round(percentile(speeds, 0.5))} postings a second`;
    return [atLeast('posting: against a bare two-row transaction', percentile(ratios, 0.5), 0.5, { unit: 'times', digits: 2, of })]; // prettier-ignore
  } finally {
    await owner.end();
    await store.close();
  }
}

/** `npm run bench -- trial-balance` */
export async function benchTrialBalance({ info }: Site): Promise<Figure[]> {
  const store = openStore(info.databaseUrl, 1);
  const owner = new pg.Client({ connectionString: info.databaseUrl });
  await owner.connect();
  try {
    await furnish(owner);
    // a million entries at once, past the triggers: they are looked at one by one elsewhere
    await owner.query(`set session_replication_role = replica`);
    await owner.query(`insert into ledger_entries (record, fact, n, posted_at, value_on) select '${CASE}', 1000000 + i, 1, timestamptz '2026-01-01' + i * interval '10 seconds', date '2026-01-01' + i / 8640 from generate_series(1, ${ENTRIES}) i`); // prettier-ignore
    await owner.query(`insert into ledger_lines select '${CASE}', 1000000 + i, 1, n, case n when 1 then 'bank' else 'case.arrived' end, '', 'l-' || i, case n when 1 then 'd' else 'c' end, i, timestamptz '2026-01-01' + i * interval '10 seconds', date '2026-01-01' + i / 8640 from generate_series(1, ${ENTRIES}) i, generate_series(1, 2) n`); // prettier-ignore
    await owner.query('vacuum analyze ledger_lines');
    const times: number[] = [];
    for (const i of numbers(8)) {
      const began = performance.now();
      const { debitFen, creditFen } = await readTrialBalance(store.db, i % 2 === 0 ? { valueOn: '2026-04-01' } : { postedAt: Date.now() + 1e11 }); // prettier-ignore
      if (debitFen !== creditFen) throw new Error('the trial balance does not balance');
      times.push(performance.now() - began);
    }
    return [atMost('trial-balance: of 1,000,000 entries', percentile(times, 0.5), 1_000, { unit: 'ms' })];
  } finally {
    await owner.end();
    await store.close();
  }
}
