import { sql } from 'drizzle-orm';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asProblem } from '../../api/http/errors.ts';
import { type Db, openStore, sqlState, type Store, withTx } from '../../db/client.ts';
import { makeDatabase } from '../support/database.ts';

let store: Store;
let owner: pg.Pool;
let drop: () => Promise<void>;
const heard: Error[] = [];
beforeAll(async () => {
  const database = await makeDatabase();
  store = openStore(database.url, 1, (error) => void heard.push(error));
  owner = new pg.Pool({ connectionString: database.url, max: 1 }); // the application itself may end nobody's connection
  drop = database.drop;
});
afterAll(async () => {
  await Promise.all([store.close(), owner.end()]);
  await drop();
});

const one = sql`select 1`;
async function endBackend(tx: Db): Promise<void> {
  const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  await owner.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  await delay(200); // the connection ends while nothing is asked of it: as under a computation
}
const failure = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => new Error('it went well'),
    (error: unknown) => error as Error, // whatever was thrown
  );

test('a backend ended in mid-transaction is that attempt’s error, with its cause, and the next attempt goes well', async () => {
  heard.length = 0;
  const error = await failure(
    withTx(store, async (tx) => {
      await endBackend(tx);
      await tx.execute(one);
    }),
  );
  expect(sqlState(error)).toBe('08006');
  expect(error.cause).toMatchObject({ code: '57P01' });
  expect(heard.length, 'the log hears of it').toBeGreaterThan(0);
  expect(asProblem(error).code).toBe('postgres-unavailable');
  await withTx(store, (tx) => tx.execute(one));
});

test('so is one that ends while nothing more is asked, at the commit', async () => {
  const error = await failure(withTx(store, endBackend));
  expect(sqlState(error)).toBe('08006');
  await withTx(store, (tx) => tx.execute(one));
});

test('so is one that Postgres ends because the transaction stood idle', async () => {
  const error = await failure(
    withTx(store, async (tx) => {
      await tx.execute(sql`set local idle_in_transaction_session_timeout = 50`);
      await delay(300);
      await tx.execute(one);
    }),
  );
  expect(sqlState(error)).toBe('08006');
  expect(error.cause).toMatchObject({ code: '25P03' });
  await withTx(store, (tx) => tx.execute(one));
});

test('so is one that ends in the middle of a query, in a transaction and outside of one', async () => {
  const slow = sql`select pg_backend_pid(), pg_sleep(30)`;
  const endAll = async () => {
    await delay(200);
    await owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
  };
  const [inside] = await Promise.all([failure(withTx(store, (tx) => tx.execute(slow))), endAll()]);
  expect(asProblem(inside).code).toBe('postgres-unavailable');
  const [outside] = await Promise.all([failure(store.db.execute(slow)), endAll()]);
  expect(asProblem(outside).code).toBe('postgres-unavailable');
  await store.db.execute(one);
});

test('no listener is left behind on a connection', async () => {
  const client = await store.pool.connect();
  const before = client.listenerCount('error');
  client.release();
  for (let i = 0; i < 20; i++) await withTx(store, (tx) => tx.execute(one));
  const again = await store.pool.connect();
  expect(again.listenerCount('error')).toBe(before);
  again.release();
});
