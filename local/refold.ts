// `npm run refold`: folds every case again from its facts, and says what stored does not follow from them. Exit code 1 if anything
// does not, or if the database cannot be read; 2 if it is called otherwise.
import { loadDatabaseConfig } from '../process/config.ts';
import { StartError } from '../process/start-error.ts';
import { openStore } from '../db/client.ts';
import { refold } from '../db/cases/refold.ts';
import { readInstance } from './embedded/instance-file.ts';
import { commandLine, saidWhy } from './command-line.ts';
import { readSettings } from './settings.ts';

/** The court's own database, else that of the instance that runs here. Throws a StartError where there is neither. */
function databaseUrl(): string {
  const { dataDir } = readSettings(process.env);
  const running = process.env['DATABASE_URL']?.trim() || readInstance(dataDir)?.databaseUrl;
  if (running === undefined)
    throw new StartError(
      `No instance runs on ${dataDir}: set DATABASE_URL to the court's database, or run \`npm start\`.`,
    );
  return loadDatabaseConfig({ ...process.env, DATABASE_URL: running }).url;
}

async function main(): Promise<boolean> {
  commandLine({ usage: 'npm run refold\nIt reads DATABASE_URL, else the instance that runs on DATA_DIR.' });
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
  saidWhy('refold', err);
}
