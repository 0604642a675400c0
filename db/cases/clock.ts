import { eq } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { cases } from '../schema/index.ts';

/** Notes how far a case's own time is ahead of the real one, in milliseconds (engine.md 16). */
export async function writeClockOffset(db: Db, caseId: string, clockOffset: number): Promise<void> {
  await db
    .update(cases)
    .set({ clockOffset: Math.round(clockOffset) })
    .where(eq(cases.id, caseId));
}
