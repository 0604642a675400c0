import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
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
      overdue: sql<number>`count(*) filter (where ${isOpen} and ${deadlines.dueAt} <= ${timestamp(now)})`.mapWith(
        Number,
      ),
    })
    .from(deadlines)
    .where(eq(deadlines.caseId, caseId));
  return row ?? { all: 0, open: 0, overdue: 0 };
}

const isOpen = eq(deadlines.status, 'open');

/** The next open deadline of each of several cases, and how many of its deadlines are overdue. `realNow`: the wall clock. */
export async function readNextDeadlines(db: Db, caseIds: readonly string[], realNow: Instant) {
  const ranked = db
    .select({
      caseId: deadlines.caseId,
      id: deadlines.id,
      rule: deadlines.rule,
      subject: deadlines.subject,
      title: deadlines.title,
      dueAt: deadlines.dueAt,
      provisional: deadlines.provisional,
      ownerRole: deadlines.ownerRole,
      overdue:
        sql<number>`count(*) filter (where ${deadlines.dueAt} <= ${timestamp(realNow)} + ${cases.clockOffset} * interval '1 ms')
        over (partition by ${deadlines.caseId})`
          .mapWith(Number)
          .as('overdue'),
      place:
        sql<number>`row_number() over (partition by ${deadlines.caseId} order by ${deadlines.dueAt}, ${deadlines.id})`.as(
          'place',
        ),
    })
    .from(deadlines)
    .innerJoin(cases, eq(cases.id, deadlines.caseId))
    .where(and(inArray(deadlines.caseId, [...caseIds]), isOpen, isNotNull(deadlines.dueAt)))
    .as('ranked');
  const rows = await db.select().from(ranked).where(eq(ranked.place, 1));
  return new Map(rows.map((row) => [row.caseId, row]));
}

export type NextDeadline = NonNullable<
  Awaited<ReturnType<typeof readNextDeadlines>> extends ReadonlyMap<string, infer R> ? R : never
>;
