import { asc, desc, gt } from 'drizzle-orm';
import type { AuditCheckpoint } from '../../domain/audit/checkpoint.ts';
import { formatInstant, type Instant } from '../../domain/time/instant.ts';
import { type Db, type Store, withTx } from '../client.ts';
import { auditCheckpoints } from '../schema/index.ts';
import { clock, isAlone, lastBatchOf } from './seal.ts';

/** Signs what it is given, with the key that it has. */
export type SignCheckpoint = (said: Omit<AuditCheckpoint, 'key' | 'signature'>) => AuditCheckpoint;

/**
 * Signs how far the chain has come, where the last time is `everyMs` ago and longer, also if nothing was sealed since: then that is what it
 * says. Undefined where it is not due, the chain has not begun, or another process is at it.
 */
export const signWhereDue = (
  store: Pick<Store, 'pool'>,
  sign: SignCheckpoint,
  everyMs: number,
): Promise<AuditCheckpoint | undefined> =>
  withTx(store, async (tx) => {
    if (!(await isAlone(tx))) return undefined;
    const [last] = await tx.select({ n: auditCheckpoints.n, at: auditCheckpoints.at }).from(auditCheckpoints).orderBy(desc(auditCheckpoints.n)).limit(1); // prettier-ignore
    const [at, batch] = [await clock(tx), await lastBatchOf(tx)];
    if (batch === undefined || (last !== undefined && at - last.at < everyMs)) return undefined;
    const checkpoint = sign({ court: batch.court, n: (last?.n ?? 0) + 1, batch: batch.n, hash: batch.hash, records: batch.to, at: formatInstant(at) }); // prettier-ignore
    await tx.insert(auditCheckpoints).values({ ...checkpoint, at });
    return checkpoint;
  });

/** Checkpoints behind a number, the first of them first. */
export async function checkpointsAfter(db: Db, n: number, limit: number): Promise<readonly AuditCheckpoint[]> {
  const rows = await db.select().from(auditCheckpoints).where(gt(auditCheckpoints.n, n)).orderBy(asc(auditCheckpoints.n)).limit(limit); // prettier-ignore
  return rows.map(asCheckpoint);
}

const asCheckpoint = (row: Omit<AuditCheckpoint, 'at'> & { readonly at: Instant }): AuditCheckpoint => ({
  ...row,
  at: formatInstant(row.at),
});
