// What an earlier version left, as it stood when it was stopped (test/data/first-house/README.md).
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { startEmbedded } from '../../local/embedded/embedded.ts';
import { makeEmptyDatabase } from './database.ts';
import type { EngineSite } from './engine.ts';

const MIGRATIONS = fileURLToPath(new URL('../../db/migrations', import.meta.url));
const DRIZZLE = 'drizzle.__drizzle_migrations';
const QUEUE = 'zhixing'; // the standard setting, under which the old workflows wait

type Row = Readonly<Record<string, unknown>>;

/** Sets up the servers of an old instance: its Postgres as its own version knew it, its Temporal on its own file. */
export async function openHouse(
  name: string,
): Promise<{ readonly site: EngineSite; readonly close: () => Promise<void> }> {
  const from = fileURLToPath(new URL(`../data/${name}/`, import.meta.url));
  const dataDir = mkdtempSync(join(tmpdir(), 'zhixing-house-'));
  const remove = () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  const database = await makeEmptyDatabase();
  try {
    chmodSync(dataDir, 0o755); // as root, Postgres runs as another user, who has to get in
    await restoreRows(database.url, gunzipSync(readFileSync(join(from, 'postgres.jsonl.gz'))).toString(), dataDir);
    mkdirSync(join(dataDir, 'temporal'));
    writeFileSync(join(dataDir, 'temporal', 'temporal.db'), gunzipSync(readFileSync(join(from, 'temporal.db.gz'))));
    const servers = await startEmbedded({
      dataDir,
      ports: { api: 0, temporal: 0, temporalUi: 0, postgres: 0 },
      databaseUrl: database.url,
      temporalAddress: undefined,
      withApi: false,
      withWorker: false,
    });
    const site = { temporalAddress: servers.info().temporal, database, taskQueue: QUEUE };
    return { site, close: () => servers.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Builds the tables by the migrations that the journal names, and puts the rows into them. */
async function restoreRows(url: string, text: string, folder: string): Promise<void> {
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as readonly [string, Row]); // local/export-data.ts wrote them
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const done = lines.flatMap(([table, row]) => (table === DRIZZLE ? [Number(row['created_at'])] : []));
    await migrate(drizzle(client), { migrationsFolder: migrationsOf(done, join(folder, 'migrations')) });
    await client.query("set session_replication_role = 'replica'"); // rows come in any order of tables
    for (const [table, rows] of Map.groupBy(
      lines.filter(([name]) => name !== DRIZZLE),
      ([name]) => name,
    )) {
      const insert = `insert into ${table} overriding system value select * from json_populate_recordset(null::${table}, $1)`;
      await client.query(insert, [JSON.stringify(rows.map(([, row]) => row))]);
    }
    await client.query(
      `select setval(pg_get_serial_sequence('case_log', 'id'), max(id)) from case_log
       union all select setval(pg_get_serial_sequence('outbox', 'id'), max(id)) from outbox
       union all select setval(pg_get_serial_sequence('assignments', 'id'), max(id)) from assignments`,
    );
  } finally {
    await client.end();
  }
}

/** The migrations as that version had them: ours, up to the last that it had run. */
function migrationsOf(done: readonly number[], folder: string): string {
  cpSync(MIGRATIONS, folder, { recursive: true });
  const file = join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(file, 'utf8')) as { readonly entries: readonly { readonly when: number }[] }; // drizzle's own
  const entries = journal.entries.filter(({ when }) => done.includes(when));
  if (entries.length !== done.length) throw new Error('a migration that had been run is gone');
  writeFileSync(file, JSON.stringify({ ...journal, entries }));
  return folder;
}
