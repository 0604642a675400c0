// What is recorded is sealed once, in one order, whoever dies and however late it is committed (docs/decisions/130).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { unsealed } from '../../db/audit/seal.ts';
import { migrateDatabase } from '../../db/migration.ts';
import { auditFaultZh } from '../../domain/audit/fault.ts';
import { CASE, COURT, sealedCourt } from '../support/sealed-court.ts';

const court = sealedCourt();

test('what was there before the chain is its beginning: the law of the first day', async () => {
  await court.sealAll();
  const { faults, seen } = await court.verified();
  expect(faults.map(auditFaultZh)).toEqual([]);
  const { rows } = await court.owner.query<{ rules: string; years: string }>('select (select count(*) from rules) as rules, (select count(*) from calendar_years) as years'); // prettier-ignore
  expect(seen.byTable).toEqual({ rules: Number(rows[0]?.rules), calendar_years: Number(rows[0]?.years), court_settings: 1 }); // prettier-ignore
  expect(seen).toMatchObject({ court: COURT, waiting: 0, lastBatch: seen.batches, vouched: 0 });
});

test('a migration that runs again notes nothing twice', async () => {
  await migrateDatabase(court.url, { trial: true });
  expect((await unsealed(court.store.db)).statements).toBe(0);
});

test('a fact and its line are sealed; what is sealed waits no more', async () => {
  await court.recorded();
  expect((await unsealed(court.store.db)).statements).toBe(2);
  const done = await court.seal();
  expect(done).toMatchObject({ records: 2, isMore: false });
  expect(done?.waitedMs).toBeLessThan(60_000);
  expect(await court.seal()).toMatchObject({ records: 0 });
  const { faults, seen } = await court.verified();
  expect(faults).toEqual([]);
  expect(seen.byTable).toMatchObject({ facts: 1, case_log: 1 });
});

test('a transaction that is committed late is not passed over', async () => {
  const late = new pg.Client({ connectionString: court.url });
  await late.connect();
  const n = court.next();
  await late.query('begin');
  await late.query(...court.fact(n));
  await court.recorded();
  await court.recorded();
  expect(await court.sealAll(), 'those that came after it').toBe(4);
  await late.query('commit');
  await late.end();
  expect(await court.sealAll(), 'and then it').toBe(1);
  expect((await court.verified()).faults).toEqual([]);
});

test('what is rolled back was never there', async () => {
  await court.owner.query('begin');
  await court.owner.query(...court.fact(999));
  await court.owner.query('rollback');
  expect(await court.sealAll()).toBe(0);
});

test('a statement of many rows is sealed part by part: however many it wrote, none is longer to read than Postgres lets it', async () => {
  const from = court.next(3_000) - 1;
  await court.owner.query(`insert into facts (case_id, seq, node, payload, at, recorded_at, by, "as", via) select '${CASE}', ${from} + i, 'note', '{}', now(), now(), 'p-1', '{}', 'api' from generate_series(1, 2500) i`); // prettier-ignore
  for (let i = 2_501; i <= 3_000; i++) await court.owner.query(...court.fact(from + i));
  const sizes: number[] = [];
  for (let more = true; more;) {
    const done = await court.seal();
    sizes.push(done?.records ?? 0);
    more = done?.isMore ?? false;
  }
  expect(sizes.filter((size) => size > 0)).toEqual([1_000, 1_000, 999, 1]);
  expect((await court.verified()).faults).toEqual([]);
});

test('several workers at once: nothing twice, nothing left out', async () => {
  let working = true;
  const sealers = Array.from({ length: 4 }, async () => {
    while (working) await court.seal();
  });
  const before = (await court.verified()).seen.records;
  await Promise.all(Array.from({ length: 60 }, () => court.recorded()));
  working = false;
  await Promise.all(sealers);
  await court.sealAll();
  const { faults, seen } = await court.verified();
  expect(faults).toEqual([]);
  expect(seen.records - before).toBe(120);
});

test('a sealer that is killed, again and again, while it works', { timeout: 120_000 }, async () => {
  const before = (await court.verified()).seen.records;
  const file = new URL('../support/sealing-until-killed.ts', import.meta.url).pathname;
  let writing = true;
  let written = 0;
  const writer = (async () => {
    for (; writing; written += 1) {
      await court.recorded();
      await delay(2);
    }
  })();
  for (let kill = 0; kill < 4; kill++) {
    const child = spawn(process.execPath, [file, court.url, COURT], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data'); // it has begun
    await delay(Math.random() * 60);
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  writing = false;
  await writer;
  await court.sealAll();
  const { faults, seen } = await court.verified();
  expect(faults).toEqual([]);
  expect(seen.records - before).toBe(2 * written);
});
