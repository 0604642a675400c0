import { isTrialCourt, loadDatabaseConfig, settingsOrExit } from '../process/config.ts';
import { migrateDatabase } from './migration.ts';

// Root: `npm run migrate`.
await migrateDatabase(settingsOrExit(loadDatabaseConfig).url, { trial: isTrialCourt() });
