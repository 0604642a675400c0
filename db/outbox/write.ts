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
