import { and, desc, eq, getTableColumns, gte, lt, type SQL, sql } from 'drizzle-orm';
import type { AccessOutcome } from '../../domain/access/outcomes.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Db } from '../client.ts';
import { timestamp } from '../keyset.ts';
import { accessLog } from '../schema/index.ts';

/** One reading, before the store has it. */
export type AccessNoted = Omit<typeof accessLog.$inferInsert, 'id'>;

/** Adds readings, as one statement: one row is noted for the audit chain, however many they are. */
export async function insertAccess(db: Db, noted: readonly AccessNoted[]): Promise<void> {
  if (noted.length > 0) await db.insert(accessLog).values([...noted]);
}

/** Which readings. */
export interface AccessAsked {
  readonly person?: string | undefined;
  readonly record?: string | undefined;
  readonly outcome?: AccessOutcome | undefined;
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  /** The last entry of the page before. */
  readonly after?: number | undefined;
  readonly limit: number;
}

/** Of what kinds the auditor does not learn that there is a record (engine.md 23): that somebody read is told, of what is not. */
const untold = sql`${accessLog.kind} in ('dual-check', 'petition')`;
const kindTold = sql<string | null>`case when ${untold} then null else ${accessLog.kind} end`;

/** A page of readings, the latest first. */
export const readAccess = (db: Db, { person, record, outcome, from, to, after, limit }: AccessAsked) =>
  db
    .select({
      ...getTableColumns(accessLog),
      record: sql<string | null>`case when ${untold} then null else ${accessLog.record} end`,
      kind: kindTold,
    })
    .from(accessLog)
    .where(
      and(
        person === undefined ? undefined : eq(accessLog.person, person),
        record === undefined ? undefined : and(eq(accessLog.record, record), sql`${untold} is not true`),
        outcome && eq(accessLog.outcome, outcome),
        ...between(from, to),
        after === undefined ? undefined : lt(accessLog.id, after),
      ),
    )
    .orderBy(desc(accessLog.id))
    .limit(limit);

export type AccessRow = Awaited<ReturnType<typeof readAccess>>[number];

const between = (from: Instant | undefined, to: Instant | undefined): (SQL | undefined)[] => [
  from === undefined ? undefined : gte(accessLog.at, from),
  to === undefined ? undefined : lt(accessLog.at, to),
];

const howOften = (outcome: AccessOutcome) => sql<number>`coalesce(sum(${accessLog.times}) filter (where ${accessLog.outcome} = ${outcome}), 0)::float8`; // prettier-ignore

/** How often each person read records of each kind in a span, who read most first; a kind is null where there was no record. */
export const readAccessReport = (db: Db, span: { readonly from: Instant; readonly to: Instant }) =>
  db
    .select({
      person: accessLog.person,
      kind: kindTold,
      records: sql<number>`count(distinct ${accessLog.record})::int`,
      read: howOften('read'),
      revealed: howOften('revealed'),
      sought: howOften('sought'),
      opened: howOften('opened'),
      denied: howOften('denied'),
    })
    .from(accessLog)
    .where(sql`${accessLog.at} >= ${timestamp(span.from)} and ${accessLog.at} < ${timestamp(span.to)}`)
    .groupBy(accessLog.person, sql`2`)
    .orderBy(desc(sql`sum(${accessLog.times})`), accessLog.person, sql`2`);

export type AccessReportRow = Awaited<ReturnType<typeof readAccessReport>>[number];
