import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Because, Status } from '../../domain/plan/derived.ts';
import type { Fired } from '../../domain/engine/climb.ts';
import type { RuleId } from '../../domain/plan/deadlines.ts';
import type { Rung } from '../../domain/plan/ladder.ts';
import type { Role } from '../../domain/nodes/roles.ts';
import { cases } from './cases.ts';
import { instant } from './columns.ts';

const isOpen = sql`status = 'open'`;

/** Read model: the deadlines of a case that have opened, as last derived, and which rungs have been dealt with. */
export const deadlines = pgTable(
  'deadlines',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    id: text().notNull(),
    rule: text().$type<RuleId>().notNull(),
    subject: text(),
    seq: integer().notNull(),
    /** What it is called, where that does not follow from its rule and subject. */
    title: text(),
    openedAt: instant('opened_at').notNull(),
    targetDue: text('target_due'),
    legalDue: text('legal_due'),
    dueAt: instant('due_at'),
    provisional: boolean().notNull(),
    status: text().$type<Status>().notNull(),
    /** The due that had passed before it stood still or ended unmet, where its status does not say so. */
    lateSince: instant('late_since'),
    /** The highest rung that fired for the present due. */
    rung: text().$type<Rung>(),
    endedAt: instant('ended_at'),
    endedBy: integer('ended_by'),
    ownerRole: text('owner_role').$type<Role>().notNull(),
    /** The person who answers for it, for one that has ended who did then (engine.md 20); null: whoever holds the role. */
    ownerPerson: text('owner_person'),
    because: jsonb().$type<readonly Because[]>().notNull(),
    fired: jsonb().$type<readonly Fired[]>().notNull(),
    /** No step of its ladder counts from before (engine.md 26). */
    since: instant(),
    rulesVersion: integer('rules_version').notNull(),
    calendarVersion: integer('calendar_version').notNull(),
    /** Of all else in the row: tells without reading it whether anything has changed; null: read it as changed. */
    digest: text(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.id] }),
    // the worklist is a stretch of one of these, in its own order
    index('deadlines_due').on(t.dueAt, t.caseId, t.id).where(isOpen),
    index('deadlines_role').on(t.ownerRole, t.dueAt, t.caseId, t.id).where(isOpen),
    index('deadlines_unnamed')
      .on(t.ownerRole, t.dueAt, t.caseId, t.id)
      .where(sql`status = 'open' and owner_person is null`),
    index('deadlines_person').on(t.ownerPerson, t.dueAt, t.caseId, t.id).where(isOpen),
  ],
);
