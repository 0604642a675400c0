// The two servers of an instance: its own, or those that it was given.
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadTemporalConfig } from '../../process/config.ts';
import type { Crew } from './crew.ts';
import type { Places } from './data-dir.ts';
import { makeDir } from './files.ts';
import type { Keys } from './keys.ts';
import { freePort, type PortWish, settlePorts } from './ports.ts';
import { checkDatabase, postgresUrl, startPostgres } from './postgres.ts';
import { registerSearchAttributes } from '../../gateway/search-attributes.ts';
import type { Ports, Settings } from '../settings.ts';
import { readPayloadKeys } from '../../process/payload-keys.ts';
import { remoteCodec } from '../../process/remote-codec.ts';
import { payloadKeysOf } from './child-env.ts';
import { ensureTemporalCli } from './temporal-cli.ts';
import { startTemporal } from './temporal-server.ts';
import { TEMPORAL_VERSION } from './temporal-version.ts';
import { openUiDoor } from './ui-door.ts';

const LOCAL = '127.0.0.1';

/** What starting a server takes. */
export interface ServerContext {
  readonly settings: Settings;
  readonly places: Places;
  readonly ports: Ports;
  readonly keys: Keys;
  readonly crew: Crew;
  readonly env: NodeJS.ProcessEnv;
  readonly fsync: boolean;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Turns the ports asked for into ports that are free; those of servers that are given are not looked at. */
export async function settleInstancePorts(settings: Settings, withApi: boolean): Promise<Ports> {
  const { ports, host } = settings;
  const wishes: (PortWish & { readonly key: keyof Ports })[] = [];
  if (withApi) wishes.push({ key: 'api', setting: 'PORT', host, port: ports.api });
  if (settings.databaseUrl === undefined)
    wishes.push({ key: 'postgres', setting: 'PG_PORT', host: LOCAL, port: ports.postgres });
  if (settings.temporalAddress === undefined) {
    wishes.push({ key: 'temporal', setting: 'TEMPORAL_PORT', host: LOCAL, port: ports.temporal });
    wishes.push({ key: 'temporalUi', setting: 'TEMPORAL_UI_PORT', host: LOCAL, port: ports.temporalUi });
  }
  const settled = await settlePorts(wishes);
  return { ...ports, ...Object.fromEntries(wishes.map(({ key }, i) => [key, settled[i]])) };
}

/** Answers the database's address once a server serves it. */
export async function runPostgres({
  settings,
  places,
  ports,
  keys,
  crew,
  fsync,
  signal,
}: ServerContext): Promise<string> {
  if (settings.databaseUrl !== undefined) return checkDatabase(settings.databaseUrl);
  const spec = { port: ports.postgres, password: keys.postgresPassword, database: 'zhixing' };
  await crew.keep(() => startPostgres({ ...spec, places, fsync, signal, onChild: crew.enlist }));
  return postgresUrl(spec);
}

/** Answers the Temporal server's address once its namespace and search attributes are in order. */
export async function runTemporal(o: ServerContext): Promise<{ address: string; ui: string; namespace: string }> {
  const given = o.settings.temporalAddress;
  const address = given ?? `${LOCAL}:${o.ports.temporal}`;
  // for a given server all its settings count; our own is plain
  const env = given === undefined ? { TEMPORAL_NAMESPACE: o.env['TEMPORAL_NAMESPACE'] } : o.env;
  const { connection, namespace, uiUrl } = loadTemporalConfig({ ...env, TEMPORAL_ADDRESS: address });
  if (given === undefined) await runDevServer(o, namespace);
  await registerSearchAttributes(connection, namespace);
  return { address, namespace, ui: given === undefined ? `http://${LOCAL}:${o.ports.temporalUi}` : uiUrl };
}

async function runDevServer(
  { settings, places, ports, keys, crew, env, say, signal }: ServerContext,
  namespace: string,
): Promise<void> {
  const cacheDir = usableCache(settings.cacheDir, places.dataDir);
  const cli = await ensureTemporalCli({ given: settings.temporalCli, cacheDir, say, signal });
  const uiPort = await freePort();
  const codec = remoteCodec(readPayloadKeys(payloadKeysOf(env, keys)));
  const codecUrl = `http://${LOCAL}:${ports.temporalUi}/codec`;
  crew.atEnd(await openUiDoor({ port: ports.temporalUi, behind: uiPort, namespace, codec }));
  const spec = { cli, places, namespace, port: ports.temporal, uiPort, codecUrl, onChild: crew.enlist };
  await crew.keep(() => startTemporal(spec));
}

/** A clone may lie on a read-only disk; then the download goes to the data folder. */
export function usableCache(cacheDir: string, dataDir: string): string {
  if (existsSync(join(cacheDir, `temporal-${TEMPORAL_VERSION}`))) return cacheDir;
  try {
    makeDir(cacheDir);
    accessSync(cacheDir, constants.W_OK);
    return cacheDir;
  } catch {
    return join(dataDir, 'cache');
  }
}
