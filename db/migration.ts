import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { noteWhatIsAudited } from './audit/audited-tables.ts';
import { fillBankLines } from './cases/fill-bank-lines.ts';
import { fillLedger } from './ledger/fill.ts';
import { grantToApplication } from './roles.ts';
import { fillSearch } from './cases/search.ts';
import * as schema from './schema/index.ts';
import { seedCalendar, seedRules, seedSettings } from './seed/law.ts';
import { seedTrialPeople } from './seed/people.ts';

const migrationsFolder = fileURLToPath(new URL('migrations', import.meta.url));
const LOCK = 0x7a_78; // any number, the same in every process: drizzle itself takes no lock

/** Brings a database up to this version, and its calendar, rules, settings and (trial court) people with it. Safe to repeat, and at once. */
export async function migrateDatabase(url: string, options: { readonly trial: boolean }): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const db = drizzle(client, { schema });
    await migrate(db, { migrationsFolder });
    await seedCalendar(db);
    await seedSettings(db);
    await db.transaction(seedRules); // the rows and the rollout that they need: both or none
    await fillSearch(db);
    await fillBankLines(db);
    await fillLedger(db);
    await noteWhatIsAudited(db);
    await db.transaction((tx) => grantToApplication(tx, options)); // at no moment may it do more
    if (options.trial) await seedTrialPeople(db);
  } finally {
    await client.end(); // gives the lock back
  }
}
