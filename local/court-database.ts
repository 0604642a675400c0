// Which database a command of the operator's works on.
import { loadDatabaseConfig } from '../process/config.ts';
import { StartError } from '../process/start-error.ts';
import { readInstance } from './embedded/instance-file.ts';
import { readSettings } from './settings.ts';

/** The court's own database, else that of the instance that runs here. Throws a StartError where there is neither. */
export function databaseUrl(): string {
  const { dataDir } = readSettings(process.env);
  const running = process.env['DATABASE_URL']?.trim() || readInstance(dataDir)?.databaseUrl;
  if (running === undefined)
    throw new StartError(
      `No instance runs on ${dataDir}. Set DATA_DIR to the data folder that \`npm start\` printed, DATABASE_URL to the court's database, or run \`npm start\`.`,
    );
  return loadDatabaseConfig({ ...process.env, DATABASE_URL: running }).url;
}
