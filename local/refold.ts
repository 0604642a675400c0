// `npm run refold`: folds every case again from its facts, and says what stored does not follow from them. Exit code 1 if anything
// does not, or if the database cannot be read; 2 if it is called otherwise.
import { openStore } from '../db/client.ts';
import { refold } from '../db/cases/refold.ts';
import { commandLine, saidWhy } from './command-line.ts';
import { databaseUrl } from './court-database.ts';

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
