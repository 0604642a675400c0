// `npm run refold`: folds every case again from its facts, and says what stored does not follow from them.
import { loadDatabaseConfig } from '../process/config.ts';
import { openStore } from '../db/client.ts';
import { refold } from '../db/cases/refold.ts';
import { readInstance } from './embedded/instance-file.ts';
import { readSettings } from './settings.ts';

const running = process.env['DATABASE_URL'] ?? readInstance(readSettings(process.env).dataDir)?.databaseUrl;
const { url } = loadDatabaseConfig({ ...process.env, DATABASE_URL: running });
const store = openStore(url, 2);
try {
  const { cases, differences } = await refold(store.db);
  for (const difference of differences) console.log(JSON.stringify(difference));
  console.log(`${cases} cases folded again, ${differences.length} differences`);
  process.exitCode = differences.length === 0 ? 0 : 1;
} finally {
  await store.close();
}
