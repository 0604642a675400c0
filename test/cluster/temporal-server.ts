// A real Temporal server on Postgres, as a distributed deployment has it: built once, then kept in the cache folder.
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Child, startChild, untilReady } from '../../local/embedded/child.ts';
import { settlePorts } from '../../local/embedded/ports.ts';
import { registerSearchAttributes } from '../../gateway/search-attributes.ts';
import { StartError, stderrOf } from '../../process/start-error.ts';

const VERSION = 'v1.31.2'; // the newest that Go 1.24 builds
const MODULES = { server: 'cmd/server', sql: 'cmd/tools/sql' };
const SHARDS = 4; // fixed for the life of the database
const LOCAL = '127.0.0.1';
const DAY = 86_400_000;
const BUILD_MS = 15 * 60_000;
const READY_MS = 60_000;

const run = promisify(execFile);

/** Answers the folder with the server and its schema tool; builds what is missing, which takes about four minutes. */
export async function ensureServer(cacheDir: string, say: (line: string) => void): Promise<string> {
  const dir = join(cacheDir, 'temporal-server', VERSION);
  mkdirSync(dir, { recursive: true });
  for (const [name, path] of Object.entries(MODULES)) {
    if (existsSync(join(dir, name))) continue;
    say(`building Temporal's ${name} ${VERSION}, once: some minutes`);
    const options = { env: { ...process.env, GOBIN: dir }, timeout: BUILD_MS, maxBuffer: 100_000_000 };
    await run('go', ['install', `go.temporal.io/server/${path}@${VERSION}`], options).catch((err: unknown) => {
      throw new StartError(`Temporal's ${name} cannot be built (is Go installed?): ${stderrOf(err).trim()}`);
    });
  }
  return dir;
}

/** Where the server keeps its two databases, and where it runs. */
export interface ServerSpec {
  readonly bin: string;
  /** The address of any database of the Postgres server. */
  readonly postgresUrl: string;
  readonly runDir: string;
  readonly onChild: (child: Child) => void;
}

/** Makes or updates the schema, starts the server, and waits until namespace and search attributes are in order. */
export async function startServer(o: ServerSpec): Promise<{ readonly address: string; readonly namespace: string }> {
  const at = new URL(o.postgresUrl);
  await makeSchema(o.bin, at, 'temporal', 'temporal');
  await makeSchema(o.bin, at, 'temporal_visibility', 'visibility');
  const ports = await lowPorts(9);
  const configFile = join(o.runDir, 'temporal-server.json');
  const dynamicFile = join(o.runDir, 'temporal-dynamic.json');
  writeFileSync(dynamicFile, JSON.stringify({ 'system.forceSearchAttributesCacheRefreshOnRead': [{ value: true }] }));
  writeFileSync(configFile, JSON.stringify(configOf(at, ports, dynamicFile)), { mode: 0o600 }); // JSON is YAML too
  const child = startChild({
    name: 'temporal-server',
    command: [join(o.bin, 'server'), '--config-file', configFile, '--allow-no-auth', 'start'],
    env: process.env,
    cwd: o.runDir,
    runDir: o.runDir,
    logFile: join(o.runDir, 'temporal-server.log'),
    stopSignal: 'SIGTERM',
    stopMs: 5_000,
  });
  o.onChild(child);
  const address = `${LOCAL}:${ports[0]}`;
  await untilReady(child, READY_MS, () => takesWork(address, 'default'));
  await registerSearchAttributes({ address }, 'default');
  return { address, namespace: 'default' };
}

/** Free ports that fit sixteen bits with a sign: as such the server keeps those by which its services find each other. */
async function lowPorts(count: number): Promise<readonly number[]> {
  for (;;) {
    const from = randomInt(15_000, 32_000);
    const wishes = Array.from({ length: count }, (_, i) => ({ setting: 'port', host: LOCAL, port: from + i }));
    const ports = await settlePorts(wishes).catch(() => undefined);
    if (ports !== undefined) return ports;
  }
}

async function makeSchema(bin: string, at: URL, database: string, schema: string): Promise<void> {
  const env = {
    ...process.env,
    ...{ SQL_PLUGIN: 'postgres12_pgx', SQL_HOST: at.hostname, SQL_PORT: at.port },
    ...{ SQL_USER: at.username, SQL_PASSWORD: at.password },
  };
  const steps = [['create-database'], ['setup-schema', '-v', '0.0'], ['update-schema', '--schema-name', `postgresql/v12/${schema}`]]; // prettier-ignore
  for (const step of steps) await run(join(bin, 'sql'), ['--db', database, ...step], { env, timeout: READY_MS });
}

function configOf(at: URL, [frontend, history, matching, worker, ...others]: readonly number[], dynamicFile: string) {
  const store = (databaseName: string, maxConns: number) => ({
    sql: {
      ...{ pluginName: 'postgres12_pgx', databaseName, connectAddr: at.host, connectProtocol: 'tcp' },
      ...{ user: at.username, password: at.password, maxConns, maxIdleConns: maxConns, maxConnLifetime: '1h' },
    },
  });
  const service = (grpcPort = 0, membershipPort = 0, more = {}) => ({
    rpc: { grpcPort, membershipPort, bindOnLocalHost: true, ...more },
  });
  const [m1, m2, m3, m4, httpPort] = others;
  return {
    log: { stdout: true, level: 'warn' },
    persistence: {
      ...{ defaultStore: 'default', visibilityStore: 'visibility', numHistoryShards: SHARDS },
      datastores: { default: store('temporal', 20), visibility: store('temporal_visibility', 5) },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: LOCAL } },
    services: {
      frontend: service(frontend, m1, { httpPort }),
      history: service(history, m2),
      matching: service(matching, m3),
      worker: service(worker, m4),
    },
    clusterMetadata: {
      ...{ enableGlobalNamespace: false, failoverVersionIncrement: 10 },
      ...{ masterClusterName: 'active', currentClusterName: 'active' },
      clusterInformation: {
        active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress: `${LOCAL}:${frontend}` },
      },
    },
    dynamicConfigClient: { filepath: dynamicFile, pollInterval: '10s' },
  };
}

/** Frontend, history and matching answer, in a namespace that is made on the way. */
async function takesWork(address: string, namespace: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: 1_000 });
  try {
    const service = connection.workflowService;
    await service
      .describeNamespace({ namespace })
      .catch(() => service.registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs(3 * DAY) }));
    await service.listWorkflowExecutions({ namespace, pageSize: 1 });
    await service.describeTaskQueue({ namespace, taskQueue: { name: 'zhixing' } });
    return true;
  } finally {
    await connection.close();
  }
}
