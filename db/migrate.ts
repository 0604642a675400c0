import { isTrialCourt, loadDatabaseConfig } from '../config.ts';
import { migrateDatabase } from './migration.ts';

// Root: `npm run migrate`.
await migrateDatabase(loadDatabaseConfig().url, { trial: isTrialCourt() });
