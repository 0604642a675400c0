import { asc, eq, sql } from 'drizzle-orm';
import type { FactOf } from '../../domain/case/fact.ts';
import type { Db } from '../client.ts';
import { prepared } from '../prepared.ts';
import { cases, deadlines } from '../schema/index.ts';
import { readFilings } from '../search.ts';

export type CaseRow = typeof cases.$inferSelect;
export type DeadlineRecord = typeof deadlines.$inferSelect;

const rowOf = prepared((db) =>
  db
    .select()
    .from(cases)
    .where(eq(cases.id, sql.placeholder('id')))
    .prepare('api_case'),
);

/** A case's row, or undefined. */
export async function readCaseRow(db: Db, id: string): Promise<CaseRow | undefined> {
  const [row] = await rowOf(db).execute({ id });
  return row;
}

const clockOf = prepared((db) =>
  db
    .select({ clockOffset: cases.clockOffset })
    .from(cases)
    .where(eq(cases.id, sql.placeholder('id')))
    .prepare('api_case_clock'),
);

/** What commands and the clock need to know of a case; undefined if there is none. */
export async function readCaseClock(db: Db, id: string): Promise<{ readonly clockOffset: number } | undefined> {
  const [row] = await clockOf(db).execute({ id });
  return row;
}

/** With what body a case was filed; undefined if there is no such case. */
export async function readFilingHash(db: Db, id: string): Promise<string | undefined> {
  const [row] = await db.select({ hash: cases.filingHash }).from(cases).where(eq(cases.id, id));
  return row?.hash;
}

/** A case's deadlines, open and past, in order of opening. */
export const readDeadlines = (db: Db, caseId: string): Promise<readonly DeadlineRecord[]> =>
  db
    .select()
    .from(deadlines)
    .where(eq(deadlines.caseId, sql.placeholder('id')))
    .orderBy(asc(deadlines.openedAt), asc(deadlines.seq), asc(deadlines.id))
    .prepare('api_deadlines')
    .execute({ id: caseId });

/** What a case was filed for, as corrected since. Throws if nothing was filed: then there is no case. */
export async function readFiled(db: Db, caseId: string): Promise<FactOf<'case.filed'>['payload']> {
  const filed = (await readFilings(db, [caseId])).get(caseId);
  if (filed === undefined) throw new Error(`case ${caseId} has no case.filed`);
  return filed;
}
