import { and, eq, getTableColumns, lt, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/time/instant.ts';
import type { Db } from '../client.ts';
import { prepared } from '../prepared.ts';
import { cases } from '../schema/index.ts';

// what it was filed with, a whole history perhaps, is long, and nobody reads it here
const withoutFiling = ({ filing: _, ...rest }: typeof cases._.columns) => rest;
export type CaseRow = Omit<typeof cases.$inferSelect, 'filing'>;

const rowOf = prepared((db) =>
  db
    .select(withoutFiling(getTableColumns(cases)))
    .from(cases)
    .where(eq(cases.id, sql.placeholder('id')))
    .prepare('api_case'),
);

/** A case's row, or undefined. */
export async function readCaseRow(db: Db, id: string): Promise<CaseRow | undefined> {
  const [row] = await rowOf(db).execute({ id });
  return row;
}

const headOf = prepared((db) =>
  db
    .select({ clockOffset: cases.clockOffset, kind: cases.kind, barred: cases.barred, readers: cases.readers })
    .from(cases)
    .where(eq(cases.id, sql.placeholder('id')))
    .prepare('api_record_head'),
);

/** A record's clock, and who may read it; undefined if there is none. */
export async function readRecordHead(db: Db, id: string) {
  const [row] = await headOf(db).execute({ id });
  return row;
}

/** With what body a case was filed; undefined if there is no such case. */
export async function readFilingHash(db: Db, id: string): Promise<string | undefined> {
  const [row] = await db.select({ hash: cases.filingHash }).from(cases).where(eq(cases.id, id));
  return row?.hash;
}

/** Whether any case had entered the system by then. */
export async function anyCaseBefore(db: Db, at: Instant): Promise<boolean> {
  const [row] = await db
    .select({ id: cases.id })
    .from(cases)
    .where(and(eq(cases.kind, 'case'), lt(cases.enteredAt, at)))
    .limit(1);
  return row !== undefined;
}
