import { asc, desc, inArray, sql } from 'drizzle-orm';
import { type AuditBatch, batchOf } from '../../domain/audit/chain.ts';
import { formatInstant, type Instant } from '../../domain/time/instant.ts';
import { type Db, leaveToCommit, type Store, withTx } from '../client.ts';
import { auditBatches, auditPending } from '../schema/index.ts';
import { audited } from './audited-tables.ts';
import { auditedRows } from './audited-rows.ts';

/** What a sealing did. */
export interface Sealing {
  readonly records: number;
  /** How long the first of them had waited (ms). */
  readonly waitedMs: number;
  /** There may be more to seal at once. */
  readonly isMore: boolean;
}

const LOCK = 0x61_75_64; // one sealer at a time in a database; Postgres gives the lock back with the transaction, however that ends
const STATEMENTS = 500;
const LONGEST = 2 ** 31 - 1; // that an integer of Postgres holds
const RECORDS = 1_000; // in a batch, as many as a note holds

/**
 * Seals what has been committed and not been sealed, as the batch behind the last; undefined while another process does. What waits is taken
 * off the list in the transaction that seals it: a crash leaves both or neither (docs/decisions/130).
 */
export const sealWhatWaits = (store: Pick<Store, 'pool'>, court: string): Promise<Sealing | undefined> =>
  withTx(store, async (tx) => {
    // statements that do not wait for one another share a trip; each sees what was committed when it begins
    const [isMine, waiting] = await Promise.all([isAlone(tx), waitingIn(tx)]);
    if (!isMine) return undefined;
    const taken = firstOf(waiting);
    if (taken.length === 0) return { records: 0, waitedMs: 0, isMore: false };
    const keys = taken.flatMap(({ ofTable, keys: of }) => of.map((key) => ({ table: ofTable, key })));
    const [rows, before, at] = await Promise.all([auditedRows(tx, keys), lastBatchOf(tx), clock(tx)]);
    const waitedMs = Math.min(Math.max(0, at - Math.min(...taken.map(({ notedAt }) => notedAt))), LONGEST);
    const { batch, records } = batchOf({ court, rows, before, at });
    const { n, from: firstRecord, to: lastRecord, previous, root, hash } = batch;
    const sealed = records.map((each) => ({ table: each.table, key: each.key, hash: each.hash }));
    const row = { n, court, firstRecord, lastRecord, previous, root, sealedAt: at, hash, records: sealed, waitedMs };
    const ids = taken.map(({ id }) => id);
    leaveToCommit(tx, tx.insert(auditBatches).values(row).execute());
    leaveToCommit(tx, tx.delete(auditPending).where(inArray(auditPending.id, ids)).execute());
    return {
      records: records.length,
      waitedMs,
      isMore: taken.length < waiting.length || waiting.length === STATEMENTS,
    };
  });

/** What waits, oldest first; what a newer release seals besides is left to its own workers. */
const waitingIn = (tx: Db) => {
  const isKnown = inArray(auditPending.ofTable, audited.map(({ name }) => name)); // prettier-ignore
  return tx.select().from(auditPending).where(isKnown).orderBy(asc(auditPending.id)).limit(STATEMENTS);
};

/** Whether this transaction alone works on the chain from here on. */
export async function isAlone(tx: Db): Promise<boolean> {
  const { rows } = await tx.execute<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(${LOCK}) as mine`);
  return rows[0]?.mine === true;
}

/** Whole notes up to so many rows: at least one. */
function firstOf(
  waiting: readonly (typeof auditPending.$inferSelect)[],
): readonly (typeof auditPending.$inferSelect)[] {
  let records = 0;
  const most = waiting.findIndex(({ keys }, i) => (records += keys.length) > RECORDS && i > 0);
  return most < 0 ? waiting : waiting.slice(0, most);
}

/** The last batch of the chain; undefined before the first. */
export async function lastBatchOf(tx: Db): Promise<AuditBatch | undefined> {
  const [row] = await tx.select(batchColumns).from(auditBatches).orderBy(desc(auditBatches.n)).limit(1);
  return row && asBatch(row);
}

/** The columns of a batch without its records. */
export const batchColumns = {
  n: auditBatches.n,
  court: auditBatches.court,
  from: auditBatches.firstRecord,
  to: auditBatches.lastRecord,
  previous: auditBatches.previous,
  root: auditBatches.root,
  sealedAt: auditBatches.sealedAt,
  hash: auditBatches.hash,
};

/** A batch as the chain says it. */
export const asBatch = (row: Omit<AuditBatch, 'sealedAt'> & { readonly sealedAt: Instant }): AuditBatch => ({
  ...row,
  sealedAt: formatInstant(row.sealedAt),
});

/** The clock of Postgres, in whole milliseconds: that of several workers is one. */
export async function clock(tx: Db): Promise<Instant> {
  const { rows } = await tx.execute<{ ms: string }>(
    sql`select floor(extract(epoch from clock_timestamp()) * 1000) as ms`,
  );
  return Number(rows[0]?.ms);
}

/** What waits to be sealed: statements, and for how long the first of them has (ms). */
export async function unsealed(db: Db): Promise<{ readonly statements: number; readonly oldestMs: number }> {
  const { rows } = await db.execute<{ statements: string; oldest: string | null }>(
    sql`select count(*) as statements, extract(epoch from clock_timestamp() - min(noted_at)) * 1000 as oldest from audit_pending`,
  );
  return { statements: Number(rows[0]?.statements ?? 0), oldestMs: Math.max(0, Number(rows[0]?.oldest ?? 0)) };
}
