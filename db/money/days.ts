import { and, eq, isNotNull } from 'drizzle-orm';
import { bankDayId } from '../../domain/plan/money/bank-days.ts';
import type { CivilDate } from '../../domain/time/civil-date.ts';
import type { Db } from '../client.ts';
import { cases } from '../schema/index.ts';

/** Whether an account's day has been reconciled. */
export async function isDayClosed(db: Db, account: string, day: CivilDate): Promise<boolean> {
  const isIt = and(eq(cases.id, bankDayId(account, day)), isNotNull(cases.closedAt));
  const [row] = await db.select({ id: cases.id }).from(cases).where(isIt);
  return row !== undefined;
}
