import {
  boolean,
  char,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { AccountId, EntrySide } from '../../domain/money/ledger/accounts.ts';
import type { Duty } from '../../domain/plan/money/form-persons.ts';
import type { CivilDate } from '../../domain/time/civil-date.ts';
import { cases } from './cases.ts';
import { fen, instant } from './columns.ts';

/**
 * The ledger (docs/spec/money.md 1): entries, each of a fact, written in the statement that records it. The application's role
 * may add and read them, never change or delete them (db/roles.ts); that an entry balances, and that no lot falls below zero, its
 * triggers see to, which stand in the migration.
 */
export const ledgerEntries = pgTable(
  'ledger_entries',
  {
    record: text()
      .notNull()
      .references(() => cases.id),
    /** The fact that made it, and which of that fact's entries it is: so no fact posts twice. */
    fact: integer().notNull(),
    n: smallint().notNull(),
    postedAt: instant('posted_at').notNull(),
    /** The bank's day. */
    valueOn: date('value_on').$type<CivilDate>().notNull(),
    /** The entry of the same record that it takes back. */
    reversesFact: integer('reverses_fact'),
    reversesN: smallint('reverses_n'),
    /** Posted by a migration, of a fact that was recorded before there was a ledger. */
    opening: boolean(),
  },
  (t) => [
    primaryKey({ columns: [t.record, t.fact, t.n] }),
    uniqueIndex('ledger_reversed_once')
      .on(t.record, t.reversesFact, t.reversesN)
      .where(sql`reverses_fact is not null`),
  ],
);

/** Its lines. `posted_at` and `value_on` are its entry's: a trial balance reads lines alone. */
export const ledgerLines = pgTable(
  'ledger_lines',
  {
    record: text().notNull(),
    fact: integer().notNull(),
    n: smallint().notNull(),
    line: smallint().notNull(),
    account: text().$type<AccountId>().notNull(),
    key: text().notNull(),
    lot: text().notNull(),
    side: char({ length: 1 }).$type<'d' | 'c'>().notNull(),
    fen: fen().notNull(),
    postedAt: instant('posted_at').notNull(),
    valueOn: date('value_on').$type<CivilDate>().notNull(),
  },
  // the last line of an entry looks at all of them: none stands outside their count
  (t) => [
    primaryKey({ columns: [t.record, t.fact, t.n, t.line] }),
    check('ledger_line_counts', sql`line >= 1`),
    // what moved at the bank on a day; what the court has to get back, of which no balance is kept
    index('ledger_lines_bank')
      .on(t.valueOn)
      .where(sql`account = 'bank'`),
    index('ledger_lines_owed')
      .on(t.account, t.key)
      .where(sql`account in ('charges', 'recoverable', 'difference')`),
  ],
);

/** How a side is stored. */
export const storedSide: Readonly<Record<EntrySide, 'd' | 'c'>> = { debit: 'd', credit: 'c' };

/** What stands in each account that is owed to somebody, by key and lot: kept by a trigger on the lines alone. */
export const ledgerBalances = pgTable(
  'ledger_balances',
  {
    account: text().$type<AccountId>().notNull(),
    key: text().notNull(),
    lot: text().notNull(),
    fen: fen().notNull(),
  },
  (t) => [primaryKey({ columns: [t.account, t.key, t.lot] })],
);

/** Who has had which part in a form: a person has one (docs/spec/money.md 4). */
export const formPersons = pgTable(
  'form_persons',
  {
    record: text()
      .notNull()
      .references(() => cases.id),
    form: text().notNull(),
    duty: text().$type<Duty>().notNull(),
    person: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.record, t.form, t.duty, t.person] }),
    unique('form_persons_differ').on(t.record, t.form, t.person),
  ],
);

/** Records whose facts of money are still to be posted: a migration leaves them, the one after it is done with them. */
export const ledgerLeft = pgTable('ledger_left', {
  record: text()
    .primaryKey()
    .references(() => cases.id),
  since: instant()
    .notNull()
    .default(sql`now()`),
});
