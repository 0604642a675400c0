// The database that is migrated once; those of the tests are copies of it.
import pg from 'pg';
import { migrateDatabase } from '../../db/migration.ts';

/** Its name. Nobody may be connected to it while it is copied. */
export const MIGRATED = 'migrated_once';

/** Makes it on a Postgres server, with the trial court's people. */
export async function makeTemplate(admin: string): Promise<void> {
  await run(admin, `create database ${MIGRATED}`);
  await migrateDatabase(inDatabase(admin, MIGRATED), { trial: true });
}

/** The address of another database on the same server. */
export function inDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = name;
  return other.href;
}

/** Runs a statement as the database's owner: the application's role changes no tables. */
export async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
