import { eq, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { outbox } from '../schema/index.ts';

/** Its receiver has it. */
export async function markSent(db: Db, id: number): Promise<void> {
  await db
    .update(outbox)
    .set({ sentAt: sql`now()` })
    .where(eq(outbox.id, id));
}

/** What was to be told a record of unknown number is a fact for it from here on: it takes it as it takes any other (relaying.ts). */
export async function addressTo(db: Db, id: number, record: string): Promise<void> {
  await db.update(outbox).set({ effect: 'fact', to: { record } }).where(eq(outbox.id, id));
}

/** Why the store would refuse an effect; undefined: it takes it. Nothing is written. */
export async function refusedBy(tx: Db, row: typeof outbox.$inferInsert): Promise<Error | undefined> {
  await tx.execute(sql`savepoint effect`);
  const written = tx.insert(outbox).values(row).onConflictDoNothing();
  const error = await written.then(
    () => undefined,
    (refused: Error) => refused, // the driver throws nothing else
  );
  await tx.execute(sql`rollback to savepoint effect`);
  return error;
}
