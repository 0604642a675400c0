import { sql } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { Db } from '../client.ts';
import {
  accessLog,
  calendarYears,
  caseLog,
  courtSettings,
  facts,
  peopleChanged,
  rules,
  sessionEvents,
  webhookChanged,
} from '../schema/index.ts';

/**
 * THE TABLES THAT ARE SEALED. Each is append-only and has a primary key; another one is a row here: the next migration notes what is in it
 * already, and from then on whatever is added. A column that is added to one of them must be empty in the rows that are there
 * (docs/decisions/131): a test looks at that.
 */
export const auditedTables: readonly PgTable[] = [
  facts,
  caseLog,
  rules,
  calendarYears,
  courtSettings,
  peopleChanged,
  accessLog,
  sessionEvents,
  webhookChanged,
];

/** A sealed table as SQL names it. */
export interface AuditedTable {
  readonly name: string;
  /** The columns of its primary key. */
  readonly key: readonly string[];
}

/** Name and key of each of them. */
export const audited: readonly AuditedTable[] = auditedTables.map((table) => {
  const { name, columns, primaryKeys } = getTableConfig(table);
  const of = primaryKeys[0]?.columns ?? columns.filter(({ primary }) => primary);
  return { name, key: of.map((column) => column.name) };
});

/** A row's key as JSON. */
export const keyOf = (alias: string, { key }: AuditedTable): string =>
  `json_build_object(${key.map((column) => `'${column}', ${alias}.${column}`).join(', ')})`;

const NOTED_AT_ONCE = 1_000; // rows in a note: a statement that wrote a million would otherwise be read in one, longer than Postgres lets it

/**
 * Has Postgres note each row that is added to a sealed table, in the transaction that adds it, so that none is missed however late that is
 * committed (docs/decisions/130). Part of every migration, which runs as the owner. Safe to repeat.
 */
export async function noteWhatIsAudited(db: Pick<Db, 'transaction'>): Promise<void> {
  for (const table of audited)
    await db.transaction(async (tx) => {
      await tx.execute(sql.raw(noting(table)));
      const known = await tx.execute(sql`select 1 from pg_trigger where tgrelid = ${table.name}::regclass and tgname = 'audit_note'`); // prettier-ignore
      if (known.rows.length > 0) return;
      await tx.execute(sql.raw(`lock table ${table.name} in share row exclusive mode`)); // nothing comes between what is there and what will
      await tx.execute(sql.raw(notingBefore(table)));
      await tx.execute(sql.raw(`create trigger audit_note after insert on ${table.name} referencing new table as added for each statement execute function audit_note_${table.name}()`)); // prettier-ignore
    });
}

/** In its owner's name: nobody else says that something waits to be sealed. */
const noting = (table: AuditedTable): string =>
  `create or replace function audit_note_${table.name}() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
   begin
     ${notingIn(table, 'added', '')};
     return null;
   end $$`;

const notingBefore = (table: AuditedTable): string => notingIn(table, table.name, `order by ${table.key.join(', ')}`);

/** Notes these rows in parts that can each be sealed. */
const notingIn = (table: AuditedTable, rows: string, order: string): string =>
  `insert into audit_pending (of_table, keys)
   select '${table.name}', json_agg(${keyOf('a', table)} order by n)
     from (select ${table.key.join(', ')}, row_number() over (${order}) as n from ${rows}) a
    group by (n - 1) / ${NOTED_AT_ONCE} order by (n - 1) / ${NOTED_AT_ONCE}`;
