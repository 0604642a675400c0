import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { caseLog, deadlines } from '../schema/index.ts';
import type { DeadlineRecord } from './deadlines.ts';

/** One deadline of a case; undefined if it has none of that id. */
export async function readDeadline(db: Db, caseId: string, id: string): Promise<DeadlineRecord | undefined> {
  const [row] = await db
    .select()
    .from(deadlines)
    .where(and(eq(deadlines.caseId, caseId), eq(deadlines.id, id)));
  return row;
}

/** When a deadline's date changed or became certain, oldest first, as it was noted at the time. */
export const readMoves = (db: Db, caseId: string, deadline: string) =>
  db
    .select({ type: caseLog.type, recordedAt: caseLog.recordedAt, fact: caseLog.fact, data: caseLog.data })
    .from(caseLog)
    .where(and(eq(caseLog.caseId, caseId), eq(caseLog.deadline, deadline), inArray(caseLog.type, ['moved', 'certain'])))
    .orderBy(asc(caseLog.id));

export type MoveRow = Awaited<ReturnType<typeof readMoves>>[number];
