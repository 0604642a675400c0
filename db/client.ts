import { DrizzleQueryError, sql } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import { askedBy } from './reader.ts';
import * as schema from './schema/index.ts';

export type Db = NodePgDatabase<typeof schema>;

/** As whom worker and API work in the database, whoever they log in as: this role owns nothing and has no login of its own. */
export const APPLICATION = 'zhixing_app';

/** As whom the API does: it reads what the wall lets pass (db/record-walls.ts), and adds nothing to any record. */
export const READING = 'zhixing_api';

export interface Store {
  readonly db: Db;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** Opens a pool of connections. `onError` hears of each that is lost, idle or in mid-transaction. */
export const openStore = (url: string, poolSize: number, onError: (error: Error) => void = () => undefined): Store =>
  storeOver(poolAs(APPLICATION, url, poolSize), onError); // who may add to the ledger, and change nothing in it

/** The same for the API: each connection says for whom it asks. */
export const openReadingStore = (url: string, poolSize: number, onError: (error: Error) => void = () => undefined): Store =>
  storeOver(saysForWhom(poolAs(READING, url, poolSize)), onError); // prettier-ignore

function storeOver(pool: pg.Pool, onError: (error: Error) => void): Store {
  pool.on('error', onError); // without a listener the process would end
  return { db: drizzle(pool, { schema }), pool, close: () => pool.end() };
}

const poolAs = (role: string, url: string, poolSize: number): pg.Pool =>
  new pg.Pool({
    connectionString: url,
    options: `-c role=${role}`,
    max: poolSize,
    pipeline: true, // statements that do not wait for each other share a trip
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 30_000,
  });

type Taken = (error: Error | undefined, client: pg.PoolClient | undefined, release: (error?: Error | boolean) => void) => void; // prettier-ignore

/** Tells each connection, as it is taken from the pool, for whom it will ask, where that is somebody else than before: on the trip of what is asked. */
function saysForWhom(pool: pg.Pool): pg.Pool {
  const said = new WeakMap<pg.PoolClient, string>();
  const tell = (client: pg.PoolClient, who: string): void => {
    if (said.get(client) === who) return;
    said.set(client, who);
    client.query(`select set_config('zhixing.reads_as', $1, false)`, [who]).catch(() => said.delete(client)); // what follows on it fails too
  };
  const connect = pool.connect.bind(pool);
  const taken = (then?: Taken) => {
    const who = askedBy(); // now: a connection that is waited for comes while somebody else's request gives it back
    if (then === undefined) return connect().then((client) => (tell(client, who), client));
    connect((error, client, release) => {
      if (client !== undefined) tell(client, who);
      then(error, client, release);
    });
    return undefined;
  };
  return Object.assign(pool, { connect: taken });
}

const clients = new WeakMap<pg.PoolClient, Db>();

/** The same for the same connection, so that what was built for it can be used again. */
function dbOf(client: pg.PoolClient): Db {
  const db = clients.get(client) ?? drizzle(client, { schema });
  clients.set(client, db);
  return db;
}

const retryable = new Set(['40001', '40P01']); // serialization failure, deadlock

const unawaited = new WeakMap<Db, Promise<unknown>[]>();
const afterwards = new WeakMap<Db, (() => void)[]>();

/** Does something once a transaction has been committed; where it is broken off, never. */
export function afterCommit(tx: Db, work: () => void): void {
  afterwards.get(tx)?.push(work);
}

/**
 * Leaves a statement of a transaction to its end: nobody needs its answer, so COMMIT travels with it. If it fails the
 * transaction fails with its error.
 */
export function leaveToCommit(tx: Db, statement: Promise<unknown>): void {
  statement.catch(() => undefined); // it is looked at before the transaction ends
  unawaited.get(tx)?.push(statement);
}

/**
 * Runs `work` in one transaction, again if Postgres had to break it off for another. The client goes back to the pool
 * whatever happens (drizzle's own `transaction` leaks it when BEGIN fails), and out of it if it may be broken.
 */
export async function withTx<T>(store: Pick<Store, 'pool'>, work: (tx: Db) => Promise<T>, tries = 3): Promise<T> {
  const client = await store.pool.connect();
  let [broken, lost]: [boolean, Error | undefined] = [false, undefined];
  const left: Promise<unknown>[] = [];
  const then: (() => void)[] = [];
  // the pool listens only while a connection is idle; an error that nobody listens to ends the process
  const onLost = (error: Error) => {
    if (lost === undefined) store.pool.emit('error', error, client); // so that its listener logs it
    lost ??= error;
  };
  client.on('error', onLost);
  try {
    const tx = dbOf(client);
    unawaited.set(tx, left);
    afterwards.set(tx, then);
    const begun = client.query('BEGIN'); // travels with the first statement
    begun.catch(() => undefined); // if the connection is gone that one fails too
    const result = await work(tx);
    await begun;
    const ends = await Promise.allSettled([...left, client.query('COMMIT')]);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    for (const each of then) each();
    return result;
  } catch (thrown) {
    broken = await client.query('ROLLBACK').then(
      () => false,
      () => true,
    );
    if (lost !== undefined) throw connectionLost(lost);
    const error = (await firstFailure(left)) ?? thrown; // what came behind it only says that the transaction is broken
    if (tries <= 1 || !retryable.has(sqlState(error))) throw error;
  } finally {
    client.release(broken);
    client.off('error', onLost);
  }
  await delay(20 * Math.random());
  return withTx(store, work, tries - 1);
}

/** Of statements that were left to the end of a transaction. */
async function firstFailure(left: readonly Promise<unknown>[]): Promise<unknown> {
  const ends = await Promise.allSettled(left);
  return ends.find((end) => end.status === 'rejected')?.reason;
}

/** Only this attempt failed: under a code of Postgres's own for it, whatever ended the connection. */
const connectionLost = (cause: Error): Error =>
  Object.assign(new Error('Connection terminated in mid-transaction', { cause }), { code: '08006' });

/** Postgres's error code, also out of drizzle's wrapping. */
export function sqlState(error: unknown): string {
  const { cause, code } = error as { cause?: { code?: string }; code?: string }; // read only, absent fields are undefined
  return code ?? cause?.code ?? '';
}

/** The constraint that Postgres saw broken, also out of drizzle's wrapping; empty: none. */
export function constraintOf(error: unknown): string {
  const { cause, constraint } = error as { cause?: { constraint?: string }; constraint?: string }; // read only, absent fields are undefined
  return constraint ?? cause?.constraint ?? '';
}

/**
 * A failure of the store without what was in it: the texts of drizzle and Postgres hold parameters and rows, ID numbers
 * among them, and whoever fails an activity writes them into logs and histories.
 */
export function withoutContent(error: unknown): Error {
  const { cause = error, stack = '' } = error as { cause?: unknown; stack?: string }; // read only, absent fields are undefined
  const { code, constraint, table } = cause as { code?: string; constraint?: string; table?: string }; // Postgres's own fields
  if (!(error instanceof DrizzleQueryError) && !(cause instanceof pg.DatabaseError)) return error as Error; // not the store's
  const where = [constraint, table].filter((name) => name !== undefined).join(' of ');
  const scrubbed = new Error(`Postgres refused with ${code ?? 'no code'}${where === '' ? '' : ` (${where})`}`);
  scrubbed.stack = `${scrubbed.message}\n${stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')}`;
  return scrubbed;
}

/** Reads everything as it stood at one moment: what is recorded meanwhile is in all of it or in none. */
export const atOneMoment = <T>(store: Pick<Store, 'pool'>, read: (tx: Db) => Promise<T>): Promise<T> =>
  withTx(store, async (tx) => {
    await tx.execute(sql`set transaction isolation level repeatable read, read only`);
    return read(tx);
  });
