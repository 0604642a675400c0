// The order in which an instance comes up: what can go side by side does.
import { childEnv, payloadKeysOf, type Surroundings } from './child-env.ts';
import type { Crew } from './crew.ts';
import type { Places } from './data-dir.ts';
import type { InstanceInfo } from './instance-file.ts';
import { ensureKeys } from './keys.ts';
import { reapOrphans } from './orphans.ts';
import { migrate, PROGRAMS, type Programs, type ProgramSpec, startApi, startWorker, untilWorking } from './programs.ts';
import { settlePorts } from './ports.ts';
import { runPostgres, runTemporal, type ServerContext, settleInstancePorts } from './servers.ts';
import type { Settings } from '../settings.ts';

/** What to launch. */
export interface LaunchOptions extends Settings {
  readonly withApi?: boolean;
  readonly withWorker?: boolean;
  /** Left out: when there is an API or a worker. */
  readonly withMigration?: boolean;
  readonly programs?: Programs;
  /** The environment that the children get besides what the instance settles. */
  readonly env: NodeJS.ProcessEnv;
  /** False trades safety against power cuts for speed: for tests alone. */
  readonly fsync?: boolean;
  readonly say: (line: string) => void;
}

/** Where to launch it, and how it is broken off. */
export interface LaunchSite {
  readonly places: Places;
  readonly crew: Crew;
  readonly signal: AbortSignal;
  readonly breakOff: () => Promise<void>;
}

type Servers = Pick<InstanceInfo, 'databaseUrl' | 'temporal' | 'temporalUi' | 'namespace'>;

/** Brings everything up; answers what tells where it is. Throws a StartError once all that had begun has ended again. */
export async function launch(o: LaunchOptions, site: LaunchSite): Promise<() => InstanceInfo> {
  const { places, crew, signal } = site;
  const reaped = await reapOrphans(places.runDir);
  if (reaped.length > 0) o.say(`Ended what a killed instance had left: ${reaped.join(', ')}.`);
  const ports = await settleInstancePorts(o, o.withApi ?? true);
  const keys = await ensureKeys(places.keyDir);
  const { env, say, fsync = true } = o;
  const context: ServerContext = { settings: o, places, ports, keys, crew, env, fsync, say, signal };
  const servers = await launchServers(o, site, context);
  const api = await launchPrograms(o, site, context, servers);
  const { jwksFile, trialKeyFile } = keys;
  const payloadKeys = payloadKeysOf(env, keys);
  const where = { dataDir: places.dataDir, ...api, ...servers, jwksFile, trialKeyFile, payloadKeys };
  return () => ({ ...where, pids: { supervisor: process.pid, ...crew.pids() } });
}

async function launchServers(o: LaunchOptions, site: LaunchSite, context: ServerContext): Promise<Servers> {
  const { withApi = true, withWorker = true, withMigration = withApi || withWorker, programs = PROGRAMS } = o;
  const database = async () => {
    const databaseUrl = await runPostgres(context);
    // it needs no Temporal, so it runs while that starts
    if (withMigration) await migrate(programSpec(programs.migrate, site, context, { databaseUrl }));
    return databaseUrl;
  };
  const [databaseUrl, temporal] = await both(database(), runTemporal(context), site.breakOff);
  return { databaseUrl, temporal: temporal.address, temporalUi: temporal.ui, namespace: temporal.namespace };
}

async function launchPrograms(
  { host, withApi = true, withWorker = true, programs = PROGRAMS }: LaunchOptions,
  site: LaunchSite,
  context: ServerContext,
  { databaseUrl, ...servers }: Servers,
): Promise<Pick<InstanceInfo, 'api' | 'docs' | 'metrics'>> {
  const metrics = await metricsOf(context.env, withApi, withWorker);
  const where = { databaseUrl, temporal: { address: servers.temporal, ui: servers.temporalUi } };
  const api = `http://${['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host}:${context.ports.api}`;
  const start = {
    api: () => startApi(programSpec(programs.api, site, context, { ...where, metrics: metrics.api }), api),
    worker: () => startWorker(programSpec(programs.worker, site, context, { ...where, metrics: metrics.worker })),
  };
  await both(
    withApi ? site.crew.keep(start.api) : undefined,
    withWorker ? site.crew.keep(start.worker) : undefined,
    site.breakOff,
  );
  if (!withApi) return { metrics };
  if (withWorker) await untilWorking(api);
  return { api, docs: `${api}/docs`, metrics };
}

/** A free port for the measures of each process: instances run side by side. METRICS_ADDRESS, where it is set, is the API's. */
async function metricsOf({ METRICS_ADDRESS }: NodeJS.ProcessEnv, api: boolean, worker: boolean) {
  const wish = { setting: 'METRICS_ADDRESS', host: '127.0.0.1', port: 0 };
  const [first = 0, second = 0] = await settlePorts([wish, wish]);
  return {
    ...(api && { api: METRICS_ADDRESS || `127.0.0.1:${first}` }),
    ...(worker && { worker: `127.0.0.1:${second}` }),
  };
}

function programSpec(
  file: string,
  { places, crew }: LaunchSite,
  { env, settings: { host }, ports, keys }: ServerContext,
  where: Pick<Surroundings, 'databaseUrl' | 'temporal' | 'metrics'>,
): ProgramSpec {
  const { outboxDir, auditDir } = places;
  const all = childEnv(env, { ...where, host, port: ports.api, outboxDir, auditDir, keys });
  return { file, places, env: all, onChild: crew.enlist };
}

/** Waits for both, also when one fails: then the other is broken off, and the first failure is what counts. */
async function both<A, B>(a: Promise<A> | A, b: Promise<B> | B, breakOff: () => Promise<void>): Promise<[A, B]> {
  try {
    return await Promise.all([a, b]);
  } catch (err) {
    await breakOff();
    await Promise.allSettled([a, b]);
    throw err;
  }
}
