import { bigint, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { SessionEnd, SessionEventKind, SessionVia } from '../../domain/people/session.ts';
import { instant } from './columns.ts';
import { people } from './people.ts';

/** A log-in of a person in a browser. The id that the cookie carries is kept as its hash alone: who reads this table cannot be anybody. */
export const sessions = pgTable(
  'sessions',
  {
    /** What it is called where people see it. */
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    hash: text().notNull().unique(),
    person: text()
      .notNull()
      .references(() => people.id),
    via: text().$type<SessionVia>().notNull(),
    createdAt: instant('created_at')
      .notNull()
      .default(sql`now()`),
    lastSeenAt: instant('last_seen_at')
      .notNull()
      .default(sql`now()`),
    /** Whatever is done in it, it ends then. */
    endsAt: instant('ends_at').notNull(),
    /** It ends then unless something is done in it. */
    idleEndsAt: instant('idle_ends_at').notNull(),
    endedAt: instant('ended_at'),
    ended: text().$type<SessionEnd>(),
  },
  (t) => [index('sessions_person').on(t.person, t.id)],
);

/** Who logged in, who was turned away, how sessions ended: added to, never changed, and sealed (db/audit/audited-tables.ts). */
export const sessionEvents = pgTable(
  'session_events',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** The wall clock. */
    at: instant()
      .notNull()
      .default(sql`now()`),
    kind: text().$type<SessionEventKind>().notNull(),
    /** Whom the login service vouched for, known here or not. */
    person: text().notNull(),
    session: integer(),
    /** Who ended it, where that was somebody else. */
    by: text(),
    /** Why they were turned away: a code of the API's. */
    code: text(),
    /** Where the request came from. */
    address: text(),
  },
  (t) => [index('session_events_person').on(t.person, t.id)],
);
