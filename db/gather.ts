import { Column, is, type SQL, sql } from 'drizzle-orm';

/** Columns, and what is true or not of a row, by the names that their values get. */
type Gathered = Column | SQL<boolean>;
type Columns = Readonly<Record<string, Gathered>>;

type Row<C extends Columns> = {
  -readonly [Key in keyof C]: C[Key] extends Column
    ? C[Key]['_']['data'] | (C[Key]['_']['notNull'] extends true ? never : null)
    : boolean;
};

/**
 * The rows of a table as one column of another query: what belongs together comes in one trip, whatever tables it lies
 * in. The counterpart of unfold.ts. `from` is what stands after FROM.
 */
export function gathered<C extends Columns>(columns: C, from: SQL): SQL<Row<C>[]> {
  const entries = Object.entries(columns);
  const values = sql.join(entries.map(([, column]) => sql`${column}`), sql`, `); // prettier-ignore
  return sql`(select coalesce(json_agg(json_build_array(${values})), '[]') from ${from})`.mapWith(
    (rows: readonly (readonly unknown[])[]) => rows.map((row) => rowIn(entries, row) as Row<C>), // as selected just above
  );
}

const rowIn = (entries: readonly (readonly [string, Gathered])[], row: readonly unknown[]) =>
  Object.fromEntries(entries.map(([key, column], i) => [key, valueOf(column, row[i])]));

/** JSON and arrays are as they are already; others come in the form that their column reads. */
const valueOf = (column: Gathered, value: unknown): unknown =>
  value === null || !is(column, Column) || ['json', 'array'].includes(column.dataType)
    ? value
    : column.mapFromDriverValue(value);
