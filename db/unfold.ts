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
  const [before, after] = [`insert into ${name} (${columns}) select ${columns} from json_populate_recordset(null::${name}, `, `) ${more}`]; // prettier-ignore
  return sql`${sql.raw(before)}${sql.placeholder(name)}${sql.raw(after)}`;
}

/** Sets every column to what could not be inserted. */
export const setExcluded = (table: PgTable): string =>
  namesOf(table)
    .map((name) => `${name} = excluded.${name}`)
    .join(', ');

/** Rows in the form of that parameter. */
export const folded = <T extends PgTable>(table: T, rows: readonly T['$inferInsert'][]): string =>
  JSON.stringify(rows.map((row) => rowOf(table, row)));

const namesOf = (table: PgTable): readonly string[] => brought(table).map(([, { name }]) => `"${name}"`);

const rowOf = (table: PgTable, row: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(brought(table).map(([key, column]) => [column.name, valueOf(column, row[key])]));

/** JSON and arrays are unfolded as they are; others go in the form that their column gives them. */
const valueOf = (column: Column, value: unknown): unknown =>
  value === null || value === undefined || ['json', 'array'].includes(column.dataType)
    ? value
    : column.mapToDriverValue(value);
