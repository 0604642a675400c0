import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { effectiveFacts } from '../../domain/case/effective.ts';
import type { Fact, FactOf } from '../../domain/case/fact.ts';
import type { NodeId } from '../../domain/plan/nodes/index.ts';
import type { Db } from '../client.ts';
import { prepared } from '../prepared.ts';
import { cases, deadlines, facts } from '../schema/index.ts';

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

const aboutFiling: readonly NodeId[] = ['case.filed', 'fact.corrected', 'fact.withdrawn'];

/** What a case was filed for, as corrected since. Throws if nothing was filed: then there is no case. */
export async function readFiled(db: Db, caseId: string): Promise<FactOf<'case.filed'>['payload']> {
  const rows = await db
    .select()
    .from(facts)
    .where(and(eq(facts.caseId, caseId), inArray(facts.node, [...aboutFiling])))
    .orderBy(asc(facts.seq));
  const record = rows.map((row): Fact => ({ ...row, node: row.node as NodeId })); // only nodes of the table are ever written
  const filed = effectiveFacts(record).find((f) => f.node === 'case.filed');
  if (filed === undefined) throw new Error(`case ${caseId} has no case.filed`);
  return filed.payload as FactOf<'case.filed'>['payload']; // checked by that node's schema when it was recorded
}
