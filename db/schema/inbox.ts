import { type AnyPgColumn, bigint, index, pgTable, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { instant } from './columns.ts';
import type { Pace } from '../../domain/engine/staff-hours.ts';
import { outbox } from './outbox.ts';
import { people } from './people.ts';

/** What was sent to each person: a row for each notice and everybody it goes to, written in the statement that writes the notice. */
export const inbox = pgTable(
  'inbox',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** Of those known when it was written: no reference, whose check would mark the row of whoever hears of everything in each command. */
    person: text().notNull(),
    /** Null: a day's digest of notices, the `message`. */
    notice: bigint({ mode: 'number' }).references(() => outbox.id),
    /** With which mail or short message it went out; null: it waits, or its person has no such way. */
    message: bigint({ mode: 'number' }).references((): AnyPgColumn => staffMessages.id),
    /** The wall clock. */
    at: instant()
      .notNull()
      .default(sql`now()`),
    readAt: instant('read_at'),
    /**
     * Its place in the order in which notices came to be seen; null: it waits for one (docs/decisions/145). An id is given before the
     * commit: who asked for all above the last would pass over one that is committed late.
     */
    n: bigint({ mode: 'number' }),
  },
  (t) => [
    index('inbox_person').on(t.person, t.id),
    index('inbox_told')
      .on(t.person, t.n)
      .where(sql`n is not null`),
    index('inbox_last')
      .on(t.n)
      .where(sql`n is not null`),
    index('inbox_untold')
      .on(t.id)
      .where(sql`n is null`),
    index('inbox_waiting')
      .on(t.person, t.at)
      .where(sql`message is null`),
    index('inbox_message')
      .on(t.message)
      .where(sql`message is not null`),
  ],
);

/** Where the court's own people are told of what comes into their inboxes, and how: their own word. Who has no row is told nowhere else. */
export const staffContacts = pgTable('staff_contacts', {
  person: text()
    .primaryKey()
    .references(() => people.id),
  mail: text(),
  phone: text(),
  pace: text().$type<Pace>().notNull(),
  /** What came before is told nowhere else. The wall clock. */
  since: instant()
    .notNull()
    .default(sql`now()`),
});

/** A mail or short message to one of them about rows of their inbox: which those are is settled before it is sent, so that what is sent again is the same. */
export const staffMessages = pgTable(
  'staff_messages',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    person: text().notNull(),
    pace: text().$type<Pace>().notNull(),
    /** The wall clock. */
    at: instant()
      .notNull()
      .default(sql`now()`),
    sentAt: instant('sent_at'),
    /** By which way it went; null: it waits, or no way took it. */
    way: text().$type<'mail' | 'sms'>(),
    /** Why it was given up: no way of theirs takes it. It stands in the inbox all the same. */
    refused: text(),
  },
  (t) => [
    index('staff_messages_unsent')
      .on(t.id)
      .where(sql`sent_at is null and refused is null`),
    index('staff_messages_person').on(t.person, t.at),
  ],
);
