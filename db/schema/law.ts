import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { DraftStatus, LawDraft } from '../../domain/law/draft.ts';
import type { Preview } from '../../domain/law/preview.ts';
import type { Basis } from '../../domain/nodes/basis.ts';
import type { CourtSettings } from '../../domain/plan/court-settings.ts';
import type { RuleId } from '../../domain/plan/deadlines.ts';
import type { Ladder } from '../../domain/plan/ladder.ts';
import type { Roll } from '../../domain/time/period.ts';
import { instant } from './columns.ts';

/** The court calendar: each publication of a year is a version of the whole; append-only. */
export const calendarYears = pgTable(
  'calendar_years',
  {
    /** The calendar's version that this publication made. */
    version: integer().primaryKey(),
    year: integer().notNull(),
    /** A closing day of this court alone (snow, say), not a notice of the State Council. */
    local: boolean().notNull().default(false),
    source: text().notNull(),
    notices: jsonb().$type<readonly string[]>().notNull(),
    rest: jsonb().$type<Record<string, string>>().notNull(),
    work: jsonb().$type<Record<string, string>>().notNull(),
    publishedAt: instant('published_at')
      .notNull()
      .default(sql`now()`),
    publishedBy: text('published_by').notNull().default('system'),
  },
  (t) => [index('calendar_years_year').on(t.year, t.version)],
);

/** What the court sets for itself: each version is the whole; append-only. */
export const courtSettings = pgTable('court_settings', {
  version: integer().primaryKey(),
  body: jsonb().$type<CourtSettings>().notNull(),
  /** The document that the court sets it by; null for the first version. */
  basis: text(),
  publishedAt: instant('published_at')
    .notNull()
    .default(sql`now()`),
  publishedBy: text('published_by').notNull().default('system'),
});

/** A change of calendar, rules or settings on its way: written, previewed, applied by a rollout. */
export const lawDrafts = pgTable(
  'law_drafts',
  {
    /** Also the id of the rollout's workflow. */
    id: text().primaryKey(),
    body: jsonb().$type<LawDraft>().notNull(),
    status: text().$type<DraftStatus>().notNull().default('draft'),
    createdAt: instant('created_at')
      .notNull()
      .default(sql`now()`),
    createdBy: text('created_by').notNull(),
    /** What the preview was made against: it is stale once one of them has moved on. */
    previewRules: integer('preview_rules'),
    previewCalendar: integer('preview_calendar'),
    previewSettings: integer('preview_settings'),
    preview: jsonb().$type<Preview>(),
    /** The warnings that were said to be meant when it was last to be applied, by id. */
    acknowledged: jsonb().$type<readonly string[]>(),
    /** The version that applying made. */
    version: integer(),
    appliedAt: instant('applied_at'),
    appliedBy: text('applied_by'),
  },
  // one change at a time: the guard of last resort
  (t) => [
    uniqueIndex('law_drafts_applying')
      .on(t.status)
      .where(sql`status = 'applying'`),
  ],
);

/** The rule book: dated versions of each deadline rule's settings; append-only. */
export const rules = pgTable(
  'rules',
  {
    /** The book's version that brought it. */
    version: integer().notNull(),
    rule: text().$type<RuleId>().notNull(),
    /** Deadlines that open from here on; null: from the beginning. */
    effectiveFrom: instant('effective_from'),
    within: text().notNull(),
    roll: text().$type<Roll>(),
    ladder: jsonb().$type<Ladder>(),
    basis: jsonb().$type<Basis>().notNull(),
    /** Reaches deadlines that are open already. */
    reachesOpen: boolean('reaches_open').notNull().default(false),
    /** Written by the plan's table itself, not by the court. */
    fromPlan: boolean('from_plan').notNull(),
    publishedAt: instant('published_at')
      .notNull()
      .default(sql`now()`),
    publishedBy: text('published_by').notNull().default('system'),
  },
  (t) => [primaryKey({ columns: [t.version, t.rule] })],
);
