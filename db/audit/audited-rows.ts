import { sql } from 'drizzle-orm';
import type { AuditedRow, AuditKey } from '../../domain/audit/chain.ts';
import { exactJson } from '../../domain/audit/exact-json.ts';
import { canonical } from '../../domain/record/canonical.ts';
import type { Db } from '../client.ts';
import { audited } from './audited-tables.ts';

type Row = Readonly<Record<string, unknown>>;

/** Which row of which table. */
export interface AuditedKey {
  readonly table: string;
  readonly key: AuditKey;
}

/**
 * The rows of these keys, in their order, as JSON says them: instants in UTC, columns without a value left out, so that a column that comes
 * later changes no row of before. Of a row that is not there: null. Throws of a table that this release does not seal.
 */
export async function auditedRows(tx: Db, keys: readonly AuditedKey[]): Promise<readonly AuditedRow[]> {
  const inUtc = tx.execute(sql`set local timezone = 'UTC'`);
  const groups = [...Map.groupBy(keys, ({ table }) => table)];
  const [, ...found] = await Promise.all([inUtc, ...groups.map(([name, of]) => rowsOf(tx, name, of))]);
  const byKey = new Map(found.flat());
  return keys.map((of) => ({ ...of, row: byKey.get(idOf(of)) ?? null }));
}

async function rowsOf(tx: Db, name: string, of: readonly AuditedKey[]): Promise<readonly (readonly [string, Row])[]> {
  const table = audited.find((each) => each.name === name);
  if (table === undefined) throw new Error(`${name} is sealed by a newer release: use that one`);
  const columns = table.key.join(', ');
  const asked = JSON.stringify(of.map(({ key }) => key));
  const { rows } = await tx.execute<{ row: string }>(
    sql`select to_json(t)::text as row from ${sql.raw(name)} t where (${sql.raw(columns)}) in
        (select ${sql.raw(columns)} from json_populate_recordset(null::${sql.raw(name)}, ${asked}))`,
  );
  return rows.map(({ row: text }) => {
    const row = exactJson(text) as Row; // a row is an object
    const key = Object.fromEntries(table.key.map((column) => [column, row[column]]));
    return [idOf({ table: name, key }), present(row)] as const;
  });
}

const idOf = ({ table, key }: AuditedKey): string => `${table} ${canonical(key)}`;

const present = (row: Row): Row => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
