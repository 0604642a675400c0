import { asc, gt, sql } from 'drizzle-orm';
import { createHash } from 'node:crypto';
import type { AuditKey } from '../../domain/audit/chain.ts';
import { AUDIT_FORMAT, AUDIT_VERSION, type AuditEnd, type AuditLine, auditLine } from '../../domain/audit/lines.ts';
import { atOneMoment, type Db, type Store } from '../client.ts';
import { auditBatches } from '../schema/index.ts';
import { type AuditedTable, audited, keyOf } from './audited-tables.ts';
import { auditedRows } from './audited-rows.ts';
import { checkpointsAfter } from './checkpoints.ts';
import { asBatch, batchColumns, unsealed } from './seal.ts';

const BATCHES = 200; // read at a time
const RECORDS = 2_000; // whose rows are read at a time
const CHECKPOINTS = 500;

type Write = (line: AuditLine) => Promise<void>;

/**
 * Writes the whole chain with the rows as they stand now, all of one moment; `write` takes a line with its break. `court` is what the header
 * says of a chain that has not begun. Answers what was written.
 */
export const exportAudit = (
  store: Pick<Store, 'pool'>,
  court: string | undefined,
  write: (text: string) => Promise<void>,
): Promise<AuditEnd> =>
  atOneMoment(store, async (tx) => {
    // it may take as long as the disk does
    await tx.execute(sql`set local statement_timeout = 0`);
    await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
    const digest = createHash('sha256');
    const put: Write = async (line) => {
      const text = `${auditLine(line)}\n`;
      digest.update(text);
      await write(text);
    };
    const counted = await putChain(tx, court, put);
    for (const table of audited) for (const key of await neverSealed(tx, table)) await put({ unsealed: { table: table.name, key } }); // prettier-ignore
    await put({ waiting: { statements: (await unsealed(tx)).statements } });
    const end = { ...counted, digest: digest.copy().digest('hex') };
    await put({ end });
    return end;
  });

async function putChain(tx: Db, court: string | undefined, put: Write): Promise<Omit<AuditEnd, 'digest'>> {
  const counted = { batches: 0, records: 0, checkpoints: 0 };
  let [after, ahead] = [0, await checkpointsAfter(tx, 0, CHECKPOINTS)];
  const putCheckpointsTo = async (batch: number): Promise<void> => {
    for (let next = ahead[0]; next !== undefined && next.batch <= batch; next = ahead[0]) {
      await put({ checkpoint: next });
      counted.checkpoints += 1;
      ahead = ahead.length > 1 ? ahead.slice(1) : await checkpointsAfter(tx, next.n, CHECKPOINTS);
    }
  };
  for (let isFirst = true; ; isFirst = false) {
    const page = await tx.select({ ...batchColumns, rows: auditBatches.records }).from(auditBatches).where(gt(auditBatches.n, after)).orderBy(asc(auditBatches.n)).limit(BATCHES); // prettier-ignore
    if (isFirst) await put({ header: { format: AUDIT_FORMAT, version: AUDIT_VERSION, court: page[0]?.court ?? court ?? '' } }); // prettier-ignore
    for (const batches of inPortions(page)) {
      const content = (await auditedRows(tx, batches.flatMap(({ rows }) => rows))).values(); // prettier-ignore
      for (const { rows, ...row } of batches) {
        await put({ batch: asBatch(row) });
        for (const [i, { table, key, hash }] of rows.entries())
          await put({ record: { n: row.from + i, table, key, row: content.next().value?.row ?? null, hash } });
        await putCheckpointsTo(row.n);
        counted.batches += 1;
        counted.records += rows.length;
        after = row.n;
      }
    }
    if (page.length < BATCHES) break;
  }
  await putCheckpointsTo(Infinity); // of batches that are not there any more
  return counted;
}

/** Whole batches, so many records at a time: each portion is one question for rows, and none is large. */
function inPortions<B extends { readonly rows: readonly unknown[] }>(batches: readonly B[]): readonly (readonly B[])[] {
  const portions: B[][] = [];
  let held = Infinity;
  for (const batch of batches) {
    if (held + batch.rows.length > RECORDS) {
      portions.push([]);
      held = 0;
    }
    portions.at(-1)?.push(batch);
    held += batch.rows.length;
  }
  return portions;
}

/** Rows that stand in a sealed table, and neither in the chain nor among what waits for it. */
async function neverSealed(tx: Db, table: AuditedTable): Promise<readonly AuditKey[]> {
  const { name, key } = table;
  const of = (alias: string): string => key.map((column) => `${alias}.${column}`).join(', ');
  const { rows } = await tx.execute<{ key: AuditKey }>(
    sql.raw(`
      with known as (
        select ${of('r')} from audit_batches b, json_array_elements(b.records) e, json_populate_record(null::${name}, e -> 'key') r
         where e ->> 'table' = '${name}'
        union all
        select ${of('r')} from audit_pending p, json_populate_recordset(null::${name}, p.keys) r where p.of_table = '${name}'
      )
      select ${keyOf('t', table)} as key from ${name} t
       where not exists (select from known k where (${of('k')}) = (${of('t')}))
       order by ${of('t')}`),
  );
  return rows.map(({ key: each }) => each);
}
