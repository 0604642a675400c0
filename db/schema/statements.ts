import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { LineFate } from '../../domain/plan/money/line-fate.ts';
import type { LineState } from '../../domain/plan/money/line-outcome.ts';
import type { IgnoredWhy, Statement, StatementLine } from '../../domain/money/statement/line.ts';
import { instant } from './columns.ts';

/** A bank statement as it was imported: one row a file. */
export const bankStatements = pgTable(
  'bank_statements',
  {
    /** Made of the file's bytes: the same file is the same statement. */
    id: text().primaryKey(),
    account: text().notNull(),
    /** The bank's day; of several, the last. */
    day: date().notNull(),
    layout: text().$type<Statement['layout']>().notNull(),
    openingFen: bigint('opening_fen', { mode: 'bigint' }),
    closingFen: bigint('closing_fen', { mode: 'bigint' }),
    /** Closing less opening less what its readable lines moved; null where the file does not say. */
    differenceFen: bigint('difference_fen', { mode: 'bigint' }),
    lines: integer().notNull(),
    ignored: jsonb().$type<readonly { readonly row: number; readonly why: IgnoredWhy }[]>().notNull(),
    /** The rows at which a balance does not follow from the one before. */
    breaks: jsonb().$type<readonly number[]>().notNull(),
    by: text().notNull(),
    at: instant().notNull(),
    /** All that can follow from its lines has been recorded. */
    doneAt: instant('done_at'),
  },
  (t) => [
    index('bank_statements_at').on(t.at, t.id),
    index('bank_statements_day').on(t.account, t.day),
    index('bank_statements_left')
      .on(t.at)
      .where(sql`done_at is null`),
  ],
);

/** The lines of statements: every row of a file that is one, with what became of it. */
export const bankStatementLines = pgTable(
  'bank_statement_lines',
  {
    statementId: text('statement_id')
      .notNull()
      .references(() => bankStatements.id),
    /** Its row in the file. */
    row: integer().notNull(),
    account: text().notNull(),
    serial: text().notNull(),
    bookedAt: instant('booked_at'),
    direction: text().$type<'credit' | 'debit'>(),
    amountFen: bigint('amount_fen', { mode: 'bigint' }),
    balanceFen: bigint('balance_fen', { mode: 'bigint' }),
    subAccount: text('sub_account'),
    counterName: text('counter_name'),
    counterAccount: text('counter_account'),
    counterBank: text('counter_bank'),
    summary: text(),
    remark: text(),
    broken: text().$type<NonNullable<StatementLine['broken']>>(),
    status: text().$type<LineFate['status']>().notNull(),
    fate: jsonb().$type<LineFate>().notNull(),
    /** It stands for a movement of the bank's: read, and the first of its serial. */
    stands: boolean().notNull(),
    state: text().$type<LineState>().notNull(),
    /** The record in which it stands now. */
    record: text(),
    /** Why it waits for a person. */
    reason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.statementId, t.row] }),
    // (bank account, serial) is unique in the court (docs/spec/money.md 1)
    uniqueIndex('bank_statement_lines_serial')
      .on(t.account, t.serial)
      .where(sql`stands`),
    index('bank_statement_lines_left')
      .on(t.statementId, t.row)
      .where(sql`state = 'waiting'`),
    // the lines of a day, and those that are alike
    index('bank_statement_lines_booked')
      .on(t.account, t.bookedAt)
      .where(sql`stands`),
    // which forms a line has paid
    index('bank_statement_lines_forms')
      .using('gin', sql`(fate -> 'forms')`)
      .where(sql`stands`),
    index('bank_statement_lines_status').on(t.statementId, t.status, t.row),
  ],
);
