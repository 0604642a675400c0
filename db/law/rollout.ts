import { and, asc, eq, gt, inArray, type SQL, sql } from 'drizzle-orm';
import { asFact, type Fact } from '../../domain/record/fact.ts';
import type { RuleVersion } from '../../domain/plan/law.ts';
import type { CalendarDraft, LawDraft, PlanDraft } from '../../domain/law/draft.ts';
import { publicationOf } from '../../domain/law/publication.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Db } from '../client.ts';
import { calendarYears, cases, courtSettings, deadlines, facts, lawDrafts, rules } from '../schema/index.ts';

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

/**
 * The rollout that has still to be done: of the draft that is being applied, whatever has become of its workflow; else the
 * oldest of a release's rules. Undefined where there is none.
 */
export async function draftToRollOut(db: Db): Promise<string | undefined> {
  const applying = await applyingDraft(db);
  if (applying !== undefined) return applying;
  const [draft] = await db
    .select({ id: lawDrafts.id })
    .from(lawDrafts)
    .where(and(sql`${lawDrafts.body} ->> 'kind' = 'plan'`, eq(lawDrafts.status, 'draft')))
    .orderBy(asc(lawDrafts.createdAt), asc(lawDrafts.id))
    .limit(1);
  return draft?.id;
}

/** Leaves the rollout of rules that a release has brought to be done (engine.md 4). */
export async function leavePlanRollout(db: Db, draft: PlanDraft): Promise<void> {
  const { version } = draft;
  await db
    .insert(lawDrafts)
    .values({ id: `plan-${version}`, body: draft, createdBy: 'system' })
    .onConflictDoNothing();
}

/** Publishes a year, or the court's own days, as the calendar's next version. */
export async function insertCalendar(tx: Db, draft: CalendarDraft, version: number, by: string): Promise<void> {
  await tx.insert(calendarYears).values({ ...publicationOf(draft, version), publishedBy: by });
}

/** Publishes a rule's version as the rule book's next. */
export async function insertRule(tx: Db, version: RuleVersion, by: string): Promise<void> {
  await tx.insert(rules).values({ ...version, fromPlan: false, publishedBy: by });
}

/** Publishes the court's settings as their next version. */
export async function insertSettings(tx: Db, version: typeof courtSettings.$inferInsert): Promise<void> {
  await tx.insert(courtSettings).values(version);
}

export async function markApplying(tx: Db, id: string, version: number, by: string): Promise<void> {
  await tx.update(lawDrafts).set({ status: 'applying', version, appliedBy: by }).where(eq(lawDrafts.id, id));
}

export async function markApplied(tx: Db, id: string): Promise<void> {
  await tx
    .update(lawDrafts)
    .set({ status: 'applied', appliedAt: sql`now()` })
    .where(and(eq(lawDrafts.id, id), eq(lawDrafts.status, 'applying')));
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

/**
 * Which cases: those with a deadline that is open or stands still; or also those that are not closed and have none, for
 * which rules that they have never met may open one (engine.md 4); or all.
 */
export type Which = 'open' | 'unclosed' | 'all';

const among: Readonly<Record<Which, SQL | undefined>> = {
  open: isOpen,
  unclosed: sql`(${cases.closedAt} is null or ${isOpen})`,
  all: undefined,
};

/** Which cases a change of law can reach. */
export const reachOf = ({ kind }: LawDraft): Which => (kind === 'plan' ? 'unclosed' : 'open');

/** The same by the draft's id. Throws if there is no such draft. */
export async function readReach(db: Db, draftId: string): Promise<Which> {
  const [draft] = await db.select({ body: lawDrafts.body }).from(lawDrafts).where(eq(lawDrafts.id, draftId));
  if (draft === undefined) throw new Error(`there is no draft ${draftId}`);
  return reachOf(draft.body);
}

export async function countCases(db: Db, which: Which): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(*)`.mapWith(Number) })
    .from(cases)
    .where(among[which]);
  return row?.n ?? 0;
}

/** A case as a rollout looks at it: read without a lock, since the case itself decides again. */
export interface ReadCase {
  readonly caseId: string;
  readonly caseNo: string;
  readonly clockOffset: number;
  readonly record: readonly Fact[];
}

/** The next cases in order of their ids, with their records. */
export async function casesAfter(
  db: Db,
  after: string,
  limit: number,
  which: Which = 'open',
): Promise<readonly ReadCase[]> {
  const page = await db
    .select({ caseId: cases.id, caseNo: cases.caseNo, clockOffset: cases.clockOffset })
    .from(cases)
    .where(and(gt(cases.id, after), among[which]))
    .orderBy(cases.id)
    .limit(limit);
  if (page.length === 0) return [];
  const ids = page.map((c) => c.caseId);
  const factRows = await db.select().from(facts).where(inArray(facts.caseId, ids)).orderBy(facts.seq);
  const records = Map.groupBy(factRows, (f) => f.caseId);
  return page.map((c) => ({
    ...c,
    record: (records.get(c.caseId) ?? []).map(asFact),
  }));
}
