import { and, count, eq, isNull, sql } from 'drizzle-orm';
import type { Notice } from '../../domain/engine/notice.ts';
import type { Db } from '../client.ts';
import { notices } from '../schema/index.ts';

export interface Unsent {
  readonly id: number;
  readonly createdAt: number;
  readonly body: Notice;
}

/** A case's notices that wait to be sent, oldest first. */
export const unsentNotices = (db: Db, caseId: string): Promise<readonly Unsent[]> =>
  db
    .select({ id: notices.id, createdAt: notices.createdAt, body: notices.body })
    .from(notices)
    .where(and(eq(notices.caseId, caseId), isNull(notices.sentAt)))
    .orderBy(notices.id);

export async function countUnsent(db: Db, caseId: string): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(notices)
    .where(and(eq(notices.caseId, caseId), isNull(notices.sentAt)));
  return row?.n ?? 0;
}

export async function markSent(db: Db, id: number): Promise<void> {
  await db
    .update(notices)
    .set({ sentAt: sql`now()` })
    .where(eq(notices.id, id));
}
