import { isTrialCourt, loadDatabaseConfig } from '../process/config.ts';
import { settingsOrExit } from '../process/config-error.ts';
import { commandLine, endsPlainly } from '../local/command-line.ts';
import { migrateDatabase } from './migration.ts';

// Root: `npm run migrate`.
endsPlainly('migrate');
commandLine({ usage: 'npm run migrate\nSettings come from the environment: .env.example' });
await migrateDatabase(settingsOrExit(loadDatabaseConfig).url, { trial: isTrialCourt() });
