import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { migrateDatabase } from '../../db/migration.ts';

/** A database of a test's own. */
export interface TestDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

/**
 * A database of the test's own on the shared Postgres, migrated and with the trial court's people. In its court parties are
 * told of nothing, unless the test asks for that: each telling is a fact, which comes at a moment of its own.
 */
export async function makeDatabase({ isTelling = false } = {}): Promise<TestDatabase> {
  const database = await makeEmptyDatabase();
  await migrateDatabase(database.url, { trial: true });
  if (!isTelling) await run(database.url, `delete from rules where rule = 'disclose'`);
  return database;
}

/** The same with nothing in it. */
export async function makeEmptyDatabase(): Promise<TestDatabase> {
  const admin = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await run(admin, `create database ${name}`);
  const url = new URL(admin);
  url.pathname = name;
  return { url: url.href, drop: () => run(admin, `drop database ${name} with (force)`) };
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
