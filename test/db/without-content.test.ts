import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore, type Store, withoutContent } from '../../db/client.ts';
import { people } from '../../db/schema/index.ts';
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

const failure = async (work: Promise<unknown>): Promise<Error> => withoutContent(await work.catch((e: unknown) => e));

test('a failure of the store says which constraint, and nothing of the row', async () => {
  const error = await failure(store.db.insert(people).values({ id: 'p-filing-1', name: '证件号410823199001011234' }));
  expect(error.message).toBe('Postgres refused with 23505 (people_pkey of people)');
  expect(error.stack).toContain('at ');
  expect(JSON.stringify([error.message, error.stack, error.cause])).not.toContain('410823199001011234');
});

test('so does one straight from Postgres; other errors stay as they are', async () => {
  const error = await failure(store.pool.query(`select '410823199001011234x'::int`));
  expect(error.message).toBe('Postgres refused with 22003');
  expect(error.stack).not.toContain('410823199001011234');
  const own = new TypeError('a bug');
  expect(withoutContent(own)).toBe(own);
});
