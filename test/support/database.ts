import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { migrateDatabase } from '../../db/migration.ts';

interface Database {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

/** A database of the test's own on the shared Postgres, migrated and with the trial court's people. */
export async function makeDatabase(): Promise<Database> {
  const database = await emptyDatabase();
  await migrateDatabase(database.url, { trial: true });
  return database;
}

/** One with nothing in it. */
export async function emptyDatabase(): Promise<Database> {
  const admin = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await run(admin, `create database ${name}`);
  const url = new URL(admin);
  url.pathname = name;
  return { url: url.href, drop: () => run(admin, `drop database ${name} with (force)`) };
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
