import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Fact } from '../domain/case/fact.ts';
import type { RuleVersion } from '../domain/case/law.ts';
import type { CalendarDraft } from '../domain/law/draft.ts';
import { publicationOf } from '../domain/law/publication.ts';
import type { NodeId } from '../domain/plan/nodes/index.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Db } from './client.ts';
import { calendarYears, cases, deadlines, facts, lawDrafts, rules } from './schema/index.ts';

/** A draft, locked: two who apply at once come one after the other. */
export async function lockDraft(tx: Db, id: string) {
  const [draft] = await tx.select().from(lawDrafts).where(eq(lawDrafts.id, id)).for('update');
  return draft;
}

/** Another draft that is being applied now, if there is one. */
export async function applyingDraft(tx: Db): Promise<string | undefined> {
  const [draft] = await tx.select({ id: lawDrafts.id }).from(lawDrafts).where(eq(lawDrafts.status, 'applying'));
  return draft?.id;
}

/** Publishes a year, or the court's own days, as the calendar's next version. */
export async function insertCalendar(tx: Db, draft: CalendarDraft, version: number, by: string): Promise<void> {
  await tx.insert(calendarYears).values({ ...publicationOf(draft, version), publishedBy: by });
}

/** Publishes a rule's version as the rule book's next. */
export async function insertRule(tx: Db, version: RuleVersion, by: string): Promise<void> {
  await tx.insert(rules).values({ ...version, fromPlan: false, publishedBy: by });
}

export async function markApplying(tx: Db, id: string, version: number, by: string): Promise<void> {
  await tx.update(lawDrafts).set({ status: 'applying', version, appliedBy: by }).where(eq(lawDrafts.id, id));
}

export async function markApplied(tx: Db, id: string): Promise<void> {
  await tx
    .update(lawDrafts)
    .set({ status: 'applied', appliedAt: sql`now()` })
    .where(eq(lawDrafts.id, id));
}

/**
 * Leaves a case to the sweeper: it is nudged once its workflow listens again, and meets the law in force on waking.
 * `now` is the case's own time.
 */
export async function leaveToSweeper(db: Db, caseId: string, now: Instant): Promise<void> {
  await db
    .update(cases)
    .set({ nextWakeAt: sql`least(${cases.nextWakeAt}, ${new Date(now).toISOString()}::timestamptz)` })
    .where(eq(cases.id, caseId));
}

/** Cases with a deadline that is open or stands still: those that a change of law can reach. */
const isOpen = sql`exists (select 1 from ${deadlines} d where d.case_id = ${cases.id} and d.status in ('open', 'suspended'))`;

export async function countOpen(db: Db): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(*)`.mapWith(Number) })
    .from(cases)
    .where(isOpen);
  return row?.n ?? 0;
}

/** A case as a rollout looks at it: read without a lock, since the case itself decides again. */
export interface ReadCase {
  readonly caseId: string;
  readonly caseNo: string;
  readonly clockOffset: number;
  readonly record: readonly Fact[];
}

/** The next cases (open ones, or all) in order of their ids, with their records. */
export async function casesAfter(
  db: Db,
  after: string,
  limit: number,
  which: 'open' | 'all' = 'open',
): Promise<readonly ReadCase[]> {
  const page = await db
    .select({ caseId: cases.id, caseNo: cases.caseNo, clockOffset: cases.clockOffset })
    .from(cases)
    .where(and(gt(cases.id, after), which === 'open' ? isOpen : undefined))
    .orderBy(cases.id)
    .limit(limit);
  if (page.length === 0) return [];
  const ids = page.map((c) => c.caseId);
  const factRows = await db.select().from(facts).where(inArray(facts.caseId, ids)).orderBy(facts.seq);
  const records = Map.groupBy(factRows, (f) => f.caseId);
  return page.map((c) => ({
    ...c,
    record: (records.get(c.caseId) ?? []).map((f) => ({ ...f, node: f.node as NodeId })), // only nodes of the table are ever written
  }));
}
