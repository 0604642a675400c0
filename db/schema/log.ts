import { bigint, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { LogType } from '../../domain/engine/log.ts';
import type { Rung } from '../../domain/plan/ladder.ts';
import { cases } from './cases.ts';
import { instant } from './columns.ts';

/** What the engine concluded at the time, and why; one row for each fact too, so that the log reads in one order. */
export const caseLog = pgTable(
  'case_log',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    type: text().$type<LogType>().notNull(),
    /** When it happened: a fact's own instant, a deadline's opening, a discharge. */
    at: instant().notNull(),
    recordedAt: instant('recorded_at').notNull(),
    recordedReal: instant('recorded_real')
      .notNull()
      .default(sql`now()`),
    by: text().notNull(),
    /** The fact it shows, or that caused it. */
    fact: integer(),
    deadline: text(),
    rule: text(),
    rung: text().$type<Rung>(),
    /** The step of the ladder. */
    step: text(),
    /** A rung's own instant. */
    firesAt: instant('fires_at'),
    /** The due at which a rung stood. */
    dueAt: instant('due_at'),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    index('case_log_case').on(t.caseId, t.id),
    // a step fires once for each (deadline, step, due): the guard of last resort (plan §3)
    uniqueIndex('case_log_step')
      .on(t.caseId, t.deadline, t.step, t.dueAt)
      .where(sql`type = 'rung'`),
  ],
);
