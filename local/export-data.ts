// `node local/export-data.ts DATA_DIR OUT`: a stopped instance's data, small enough to be kept in the repository, so that
// a test can start on what an earlier version left (test/support/first-house.ts). `node local/embedded/furnish.ts` fills one.
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { finished } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';
import pg from 'pg';
import { claim } from './embedded/claim.ts';
import { openDataDir, type Places } from './embedded/data-dir.ts';
import { ensureKeys } from './embedded/keys.ts';
import { settlePorts } from './embedded/ports.ts';
import { postgresUrl, startPostgres } from './embedded/postgres.ts';
import { commandLine, endsPlainly, WrongUse } from './command-line.ts';

const SMALLEST = 9; // gzip's level

/** Every row of every table, one a line: `["public.cases",{…}]`, drizzle's journal of migrations first. */
async function exportRows(places: Places, file: string): Promise<void> {
  const [port = 0] = await settlePorts([{ setting: 'PG_PORT', host: '127.0.0.1', port: 0 }]);
  const spec = { port, password: (await ensureKeys(places.keyDir)).postgresPassword, database: 'zhixing' };
  const { signal } = new AbortController();
  const server = await startPostgres({ ...spec, places, fsync: true, signal, onChild: () => undefined });
  const client = new pg.Client({ connectionString: postgresUrl(spec) });
  try {
    await client.connect();
    const { rows: tables } = await client.query<{ name: string; keys: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name,
              (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
               where a.attrelid = c.oid and a.attnum = any (i.indkey)) as keys
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_index i on i.indrelid = c.oid and i.indisprimary
       where c.relkind = 'r' and n.nspname in ('drizzle', 'public') order by n.nspname, c.relname`,
    );
    const out = createGzip({ level: SMALLEST });
    const written = finished(out.pipe(createWriteStream(file)));
    for (const { name, keys } of tables) {
      const { rows } = await client.query<{ row: string }>(
        `select to_json(t)::text as row from ${name} t order by ${keys}`,
      );
      for (const { row } of rows) out.write(`[${JSON.stringify(name)},${row}]\n`);
    }
    out.end();
    await written;
  } finally {
    await client.end();
    await server.stop();
  }
}

/** Temporal's file as one piece: what lay in its write-ahead log is in it, and nothing that was deleted. */
function exportTemporal(places: Places, file: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'zhixing-export-'));
  const whole = join(folder, 'temporal.db');
  try {
    // Temporal's schema writes texts in double quotes
    const db = new DatabaseSync(places.temporalFile, { enableDoubleQuotedStringLiterals: true });
    db.prepare('vacuum into ?').run(whole);
    db.close();
    writeFileSync(file, gzipSync(readFileSync(whole), { level: SMALLEST }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

endsPlainly('export-data');
const usage = 'node local/export-data.ts DATA_DIR OUT; both folders have to be there.';
const [dataDir, out] = commandLine({ usage, most: 2 }).words;
if (dataDir === undefined || out === undefined || !existsSync(join(dataDir, 'version')) || !existsSync(out))
  throw new WrongUse(usage);
const places = openDataDir(resolve(dataDir));
const release = await claim(places.dataDir, places.runDir, undefined); // throws while an instance runs on it
try {
  await exportRows(places, join(out, 'postgres.jsonl.gz'));
  exportTemporal(places, join(out, 'temporal.db.gz'));
} finally {
  release();
}
