import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { Role } from '../../domain/nodes/roles.ts';
import { instant } from './columns.ts';

/** Everybody who may act, by the `sub` of their token. */
export const people = pgTable('people', {
  id: text().primaryKey(),
  name: text().notNull(),
});

/** A role for a time: people rotate (plan 第二章). Real time, not a case's. */
export const assignments = pgTable(
  'assignments',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    person: text()
      .notNull()
      .references(() => people.id),
    role: text().$type<Role>().notNull(),
    from: instant('valid_from')
      .notNull()
      .default(sql`now()`),
    to: instant('valid_to'),
  },
  (t) => [index('assignments_person').on(t.person), index('assignments_role').on(t.role)],
);
