import { index, integer, json, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { PeopleChanged } from '../../domain/people/change.ts';
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

/** Every command that changed the register, once under its Idempotency-Key: added to, never changed. */
export const peopleCommands = pgTable(
  'people_commands',
  {
    by: text().notNull(),
    id: text().notNull(),
    /** What was asked, to be compared with what comes under the same key. */
    hash: text().notNull(),
    answer: json().notNull(), // not jsonb: the same answer again, letter for letter
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.by, t.id] })],
);

/** Every change of the register: who, when, why, before and after. Added to, never changed; one after the other, as they were committed. */
export const peopleChanged = pgTable(
  'people_changes',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** The wall clock. */
    at: instant().notNull(),
    by: text().notNull(),
    command: text().notNull(),
    reason: text().notNull(),
    kind: text().$type<PeopleChanged['kind']>().notNull(),
    /** Whose name or role it is about. */
    person: text()
      .notNull()
      .references(() => people.id),
    before: jsonb().$type<PeopleChanged['before']>(),
    after: jsonb().$type<PeopleChanged['after']>().notNull(),
  },
  (t) => [index('people_changes_person').on(t.person, t.id)],
);
