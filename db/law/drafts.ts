import { and, desc, eq, sql } from 'drizzle-orm';
import type { LawVersions } from '../../domain/plan/law.ts';
import type { LawDraft } from '../../domain/law/draft.ts';
import type { Preview } from '../../domain/law/preview.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Db } from '../client.ts';
import { timestamp } from '../keyset.ts';
import { lawDrafts } from '../schema/index.ts';

export type DraftRow = typeof lawDrafts.$inferSelect;

/** Writes a new draft. */
export async function insertDraft(db: Db, id: string, body: LawDraft, createdBy: string): Promise<DraftRow> {
  const [row] = await db.insert(lawDrafts).values({ id, body, createdBy }).returning();
  if (row === undefined) throw new Error('a draft was written and did not come back');
  return row;
}

/** A draft; undefined if there is none. */
export async function readDraft(db: Db, id: string): Promise<DraftRow | undefined> {
  const [row] = await db.select().from(lawDrafts).where(eq(lawDrafts.id, id));
  return row;
}

/** Where a page of drafts ended. */
export type DraftKey = readonly [createdAt: Instant, id: string];

/** A page of drafts, the newest first; of a preview only the counts: its list may be long. */
export const readDrafts = (
  db: Db,
  { after, limit }: { readonly after: DraftKey | undefined; readonly limit: number },
) =>
  db
    .select({
      id: lawDrafts.id,
      body: lawDrafts.body,
      status: lawDrafts.status,
      createdAt: lawDrafts.createdAt,
      createdBy: lawDrafts.createdBy,
      previewRules: lawDrafts.previewRules,
      previewCalendar: lawDrafts.previewCalendar,
      previewSettings: lawDrafts.previewSettings,
      preview: sql<Omit<Preview, 'shifts'> | null>`${lawDrafts.preview} - 'shifts'`,
      acknowledged: lawDrafts.acknowledged,
      version: lawDrafts.version,
      appliedAt: lawDrafts.appliedAt,
      appliedBy: lawDrafts.appliedBy,
    })
    .from(lawDrafts)
    .where(after && sql`(${lawDrafts.createdAt}, ${lawDrafts.id}) < (${timestamp(after[0])}, ${after[1]})`)
    .orderBy(desc(lawDrafts.createdAt), desc(lawDrafts.id))
    .limit(limit);

/** Stores what applying a draft would do, and the versions that this was worked out against; false if it is no draft any more. */
export async function storePreview(db: Db, id: string, preview: Preview, against: LawVersions): Promise<boolean> {
  const rows = await db
    .update(lawDrafts)
    .set({
      preview,
      previewRules: against.rules,
      previewCalendar: against.calendar,
      previewSettings: against.settings,
      acknowledged: null,
    })
    .where(and(eq(lawDrafts.id, id), eq(lawDrafts.status, 'draft')))
    .returning({ id: lawDrafts.id });
  return rows.length > 0;
}

/** Which warnings are said to be meant, by id, and the preview that they were looked at with. */
export interface Acknowledged {
  readonly ids: readonly string[];
  readonly seen: Pick<DraftRow, 'previewRules' | 'previewCalendar' | 'previewSettings'>;
}

/** Notes which warnings about a draft are said to be meant; of one that is none any more, or was previewed anew, nothing changes. */
export async function storeAcknowledged(db: Db, id: string, { ids, seen }: Acknowledged): Promise<void> {
  const { previewRules: rules, previewCalendar: calendar, previewSettings: settings } = seen;
  if (rules === null || calendar === null || settings === null) return;
  await db
    .update(lawDrafts)
    .set({ acknowledged: ids })
    .where(
      and(
        ...[eq(lawDrafts.id, id), eq(lawDrafts.status, 'draft')],
        ...[eq(lawDrafts.previewRules, rules), eq(lawDrafts.previewCalendar, calendar)],
        eq(lawDrafts.previewSettings, settings),
      ),
    );
}

/** Gives a draft up; false if it is none any more. */
export async function discardDraft(db: Db, id: string): Promise<boolean> {
  const rows = await db
    .update(lawDrafts)
    .set({ status: 'discarded' })
    .where(and(eq(lawDrafts.id, id), eq(lawDrafts.status, 'draft')))
    .returning({ id: lawDrafts.id });
  return rows.length > 0;
}
