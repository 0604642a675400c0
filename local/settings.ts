// The settings of the embedded default itself; those of worker and API are in ../config.ts.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartError } from '../process/start-error.ts';

/** The folder of this clone. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The ports of an instance; 0 stands for any free one. */
export interface Ports {
  readonly api: number;
  readonly temporal: number;
  readonly temporalUi: number;
  readonly postgres: number;
}

/** What `npm start` reads from the environment. */
export interface Settings {
  readonly dataDir: string;
  readonly host: string;
  readonly ports: Ports;
  /** Use this database and start none. */
  readonly databaseUrl: string | undefined;
  /** Use this Temporal server and start none. */
  readonly temporalAddress: string | undefined;
  readonly temporalCli: string | undefined;
  readonly cacheDir: string;
  /** Also print the ready line as JSON. */
  readonly json: boolean;
}

/** Reads the settings; throws a StartError that lists every bad one. An empty setting counts as none. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const text = (name: string) => env[name]?.trim() || undefined;
  const problems: string[] = [];
  const port = (name: string, standard: number) => {
    const given = text(name) ?? String(standard);
    if (!/^\d{1,5}$/.test(given) || Number(given) > 65_535)
      problems.push(`${name} is "${given}": give a port from 1 to 65535, or 0 for any free one.`);
    return Number(given);
  };
  const settings: Settings = {
    dataDir: resolve(ROOT, text('DATA_DIR') ?? '.data'),
    host: text('HOST') ?? '127.0.0.1',
    ports: {
      api: port('PORT', 3000),
      temporal: port('TEMPORAL_PORT', 7233),
      temporalUi: port('TEMPORAL_UI_PORT', 8233),
      postgres: port('PG_PORT', 5433),
    },
    databaseUrl: text('DATABASE_URL'),
    temporalAddress: text('TEMPORAL_ADDRESS'),
    temporalCli: text('TEMPORAL_CLI'),
    cacheDir: resolve(ROOT, text('ZHIXING_CACHE') ?? '.cache'),
    json: text('ZHIXING_JSON') === '1',
  };
  if (problems.length > 0) throw new StartError(problems.join('\n'));
  return settings;
}
