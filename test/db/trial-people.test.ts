// A trial court of an earlier release had one administrator: it gets the other two, and a court of its own nothing.
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrateDatabase } from '../../db/migration.ts';
import { makeDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await makeDatabase();
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const three = ['administrator', 'auditor', 'security-administrator'];
const held = async () =>
  (await owner.query<{ role: string }>('select role from assignments where role = any($1) order by role', [three])).rows.map(({ role }) => role); // prettier-ignore
const without = (...ids: string[]) =>
  owner.query(`with gone as (delete from assignments where person = any($1)) select`, [ids]);

test('the trial court of an earlier release', async () => {
  await without('p-security-1', 'p-auditor-1');
  await owner.query(`delete from people where id in ('p-security-1', 'p-auditor-1')`);
  expect(await held()).toEqual(['administrator']);
  await migrateDatabase(database.url, { trial: true });
  expect(await held()).toEqual(three);
  await migrateDatabase(database.url, { trial: true });
  expect(await held()).toEqual(three);
});

test('a court that has its own people keeps them', async () => {
  await owner.query('delete from assignments');
  await owner.query('delete from people');
  await owner.query(`insert into people values ('own', '本院人员')`);
  await migrateDatabase(database.url, { trial: true });
  expect(await held()).toEqual([]);
});
