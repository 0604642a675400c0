import { type Column, getTableColumns, type SQL, sql } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';

/** The columns that a row brings along; those with a default get that. */
const brought = (table: PgTable): readonly (readonly [string, Column])[] =>
  Object.entries(getTableColumns(table)).filter(([, column]) => !column.hasDefault);

/**
 * Inserts however many rows with one and the same text, so that Postgres plans it once: it unfolds them from one
 * parameter, which has the table's name. `more` ends the statement.
 */
export function insertUnfolded(table: PgTable, more = ''): SQL {
  const { name } = getTableConfig(table);
  const columns = namesOf(table).join(', ');
  const [before, after] = [
    `insert into ${name} (${columns}) select ${columns} from json_populate_recordset(null::${name}, `,
    `) ${more}`,
  ];
  return sql`${sql.raw(before)}${sql.placeholder(name)}${sql.raw(after)}`;
}

/**
 * Brings some columns of one row up to date, in the same way; `id` tells which row. Without `limit 1` Postgres reckons with
 * a hundred rows, and reads the whole table for one.
 */
export function updateUnfolded<T extends PgTable>(table: T, columns: readonly (keyof T['$inferInsert'])[]): SQL {
  const { name } = getTableConfig(table);
  const set = brought(table)
    .filter(([key]) => columns.some((c) => c === key))
    .map(([, column]) => `"${column.name}" = x."${column.name}"`);
  const before = `update ${name} set ${set.join(', ')} from (select * from json_populate_recordset(null::${name}, `;
  return sql`${sql.raw(before)}${sql.placeholder(name)}${sql.raw(`) limit 1) x where ${name}.id = x.id`)}`;
}

/** Sets every column to what could not be inserted. */
export const setExcluded = (table: PgTable): string =>
  namesOf(table)
    .map((name) => `${name} = excluded.${name}`)
    .join(', ');

/** Rows in the form of that parameter. */
export const folded = <T extends PgTable>(table: T, rows: readonly Partial<T['$inferInsert']>[]): string =>
  JSON.stringify(rowsIn(brought(table), rows));

const namesOf = (table: PgTable): readonly string[] => brought(table).map(([, { name }]) => `"${name}"`);

const rowsIn = (columns: ReturnType<typeof brought>, rows: readonly Readonly<Record<string, unknown>>[]) =>
  rows.map((row) => Object.fromEntries(columns.map(([key, column]) => [column.name, valueOf(column, row[key])])));

/** JSON and arrays are unfolded as they are; others go in the form that their column gives them. */
const valueOf = (column: Column, value: unknown): unknown =>
  value === null || value === undefined || ['json', 'array'].includes(column.dataType)
    ? value
    : column.mapToDriverValue(value);
