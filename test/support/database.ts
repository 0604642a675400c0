import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { inDatabase, MIGRATED, run } from './template.ts';

/** A database of a test's own. */
export interface TestDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

/**
 * A database of the test's own on the shared Postgres, migrated and with the trial court's people: a copy of one that was
 * migrated once for all tests. In its court parties are told of nothing, unless the test asks for that: each telling is a
 * fact, which comes at a moment of its own.
 */
export async function makeDatabase({ isTelling = false } = {}): Promise<TestDatabase> {
  const database = await copyOf(MIGRATED);
  if (!isTelling) await run(database.url, `delete from rules where rule = 'disclose'`);
  return database;
}

/** The same with nothing in it. */
export const makeEmptyDatabase = (): Promise<TestDatabase> => copyOf('template1');

async function copyOf(template: string): Promise<TestDatabase> {
  const admin = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await run(admin, `create database ${name} template ${template}`);
  return { url: inDatabase(admin, name), drop: () => run(admin, `drop database ${name} with (force)`) };
}
