// `npm run refold`: folds every case again from its facts, and says what stored does not follow from them.
import { loadDatabaseConfig } from '../process/config.ts';
import { reasonOf, StartError } from '../process/start-error.ts';
import { openStore } from '../db/client.ts';
import { refold } from '../db/cases/refold.ts';
import { readInstance } from './embedded/instance-file.ts';
import { readSettings } from './settings.ts';

/** The court's own database, else that of the instance that runs here. Throws a StartError where there is neither. */
function databaseUrl(): string {
  const { dataDir } = readSettings(process.env);
  const running = process.env['DATABASE_URL'] ?? readInstance(dataDir)?.databaseUrl;
  if (running === undefined)
    throw new StartError(
      `No instance runs on ${dataDir}: set DATABASE_URL to the court's database, or run \`npm start\`.`,
    );
  return loadDatabaseConfig({ ...process.env, DATABASE_URL: running }).url;
}

async function main(): Promise<boolean> {
  const store = openStore(databaseUrl(), 2);
  try {
    const { cases, differences } = await refold(store.db);
    for (const difference of differences) console.log(JSON.stringify(difference));
    console.log(`${cases} cases folded again, ${differences.length} differences`);
    return differences.length === 0;
  } finally {
    await store.close();
  }
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (err) {
  process.stderr.write(`zhixing: ${reasonOf(err instanceof Error && err.cause !== undefined ? err.cause : err)}\n`);
  process.exitCode = 1;
}
