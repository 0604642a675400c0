import { and, asc, eq, inArray, notInArray, sql } from 'drizzle-orm';
import { blameless, informing } from '../../domain/plan/light.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Db } from '../client.ts';
import { cases, deadlines } from '../schema/index.ts';
import { NEVER, timestamp } from '../keyset.ts';

export type DeadlineRecord = typeof deadlines.$inferSelect;

/** Where a deadline stands among those of its case: live before ended, by due or by ending. */
export type DeadlineKey = readonly [hasEnded: boolean, at: Instant, seq: number, id: string];

const hasEnded = sql<boolean>`(${deadlines.status} not in ('open', 'suspended'))`;
const sortedAt = sql<Instant>`coalesce(case when ${hasEnded} then coalesce(${deadlines.endedAt}, ${deadlines.openedAt})
  else ${deadlines.dueAt} end, ${timestamp(NEVER)})`.mapWith(deadlines.dueAt);

/** A page of a case's deadlines: live ones first, in order of due; then those that have ended, in order of ending. */
export async function readDeadlines(
  db: Db,
  caseId: string,
  page: { readonly after?: DeadlineKey | undefined; readonly limit: number },
): Promise<readonly { readonly deadline: DeadlineRecord; readonly key: DeadlineKey }[]> {
  const order = sql`(${hasEnded}, ${sortedAt}, ${deadlines.seq}, ${deadlines.id})`;
  const [ended, at, seq, id] = page.after ?? [];
  const beyond =
    at === undefined ? undefined : sql`${order} > (${ended}::boolean, ${timestamp(at)}, ${seq}::int, ${id})`;
  const rows = await db
    .select({ deadline: deadlines, hasEnded, sortedAt })
    .from(deadlines)
    .where(and(eq(deadlines.caseId, caseId), beyond))
    .orderBy(asc(hasEnded), asc(sortedAt), asc(deadlines.seq), asc(deadlines.id))
    .limit(page.limit);
  return rows.map((row) => ({
    deadline: row.deadline,
    key: [row.hasEnded, row.sortedAt, row.deadline.seq, row.deadline.id],
  }));
}

/** How many deadlines a case has. */
export interface DeadlineCounts {
  readonly all: number;
  /** Open ones and those that stand still. */
  readonly open: number;
  readonly overdue: number;
}

/** Counts all deadlines of a case. `now` is its own time. */
export async function countDeadlines(db: Db, caseId: string, now: Instant): Promise<DeadlineCounts> {
  const [row] = await db
    .select({
      all: sql<number>`count(*)`.mapWith(Number),
      open: sql<number>`count(*) filter (where not ${hasEnded})`.mapWith(Number),
      // on time means before the due (engine.md 2)
      overdue:
        sql<number>`count(*) filter (where ${isOpen} and ${makesLateSql} and ${deadlines.dueAt} <= ${timestamp(now)})`.mapWith(
          Number,
        ),
    })
    .from(deadlines)
    .where(eq(deadlines.caseId, caseId));
  return row ?? { all: 0, open: 0, overdue: 0 };
}

const isOpen = eq(deadlines.status, 'open');
/** What makes somebody late: domain/plan/light.ts. */
export const makesLateSql = and(
  notInArray(deadlines.ownerRole, [...blameless]),
  notInArray(deadlines.rule, [...informing]),
);

/** The next open deadline of each of several cases, and how many of its deadlines are overdue. `realNow`: the wall clock. */
export async function readNextDeadlines(db: Db, caseIds: readonly string[], realNow: Instant) {
  const ofCase = and(eq(deadlines.caseId, cases.id), isOpen);
  // a case's row says when its next one is due: of an index it is one entry
  const next = db
    .select()
    .from(deadlines)
    .where(and(ofCase, eq(deadlines.dueAt, cases.nextDueAt)))
    .orderBy(asc(deadlines.id))
    .limit(1)
    .as('next');
  const isPast = sql`${deadlines.dueAt} <= ${timestamp(realNow)} + ${cases.clockOffset} * interval '1 ms'`;
  const late = db
    .select({
      overdue: sql<number>`count(*) filter (where ${isPast} and ${makesLateSql})`.mapWith(Number).as('overdue'),
    })
    .from(deadlines)
    .where(ofCase)
    .as('late');
  const rows = await db
    .select({
      caseId: next.caseId,
      id: next.id,
      rule: next.rule,
      subject: next.subject,
      targetDue: next.targetDue,
      title: next.title,
      dueAt: next.dueAt,
      provisional: next.provisional,
      ownerRole: next.ownerRole,
      overdue: late.overdue,
    })
    .from(cases)
    .innerJoinLateral(next, sql`true`)
    .crossJoinLateral(late)
    .where(inArray(cases.id, [...caseIds]));
  return new Map(rows.map((row) => [row.caseId, row]));
}

export type NextDeadline = NonNullable<
  Awaited<ReturnType<typeof readNextDeadlines>> extends ReadonlyMap<string, infer R> ? R : never
>;
