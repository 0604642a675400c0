import { PgDialect } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore, type Store } from '../../db/client.ts';
import { cases } from '../../db/schema/index.ts';
import { updateUnfolded } from '../../db/unfold.ts';
import { makeDatabase } from '../support/database.ts';

let store: Store;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await makeDatabase();
  store = openStore(database.url, 1);
  drop = database.drop;
});
afterAll(async () => {
  await store.close();
  await drop();
});

test('a case’s row is found by its id, however many cases there are', async () => {
  const { sql: text } = new PgDialect().sqlToQuery(updateUnfolded(cases, ['version']));
  const { rows } = await store.pool.query<{ 'QUERY PLAN': string }>(`explain (generic_plan) ${text}`);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('Index Scan using cases_pkey on cases');
});
