import { bigint, index, pgTable, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { instant } from './columns.ts';
import { outbox } from './outbox.ts';

/** What was sent to each person: a row for each notice and everybody it goes to, written in the statement that writes the notice. */
export const inbox = pgTable(
  'inbox',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** Of those known when it was written: no reference, whose check would mark the row of whoever hears of everything in each command. */
    person: text().notNull(),
    notice: bigint({ mode: 'number' })
      .notNull()
      .references(() => outbox.id),
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
  ],
);
