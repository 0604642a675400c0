import { Client, Connection } from '@temporalio/client';
import { Registry } from 'prom-client';
import { type ApiConfig, loadApiConfig } from '../process/config.ts';
import { ConfigError } from '../process/config-error.ts';
import { dataConverterWith } from '../process/data-converter.ts';
import { openReadingStore } from '../db/client.ts';
import { openLines } from '../process/open-line.ts';
import { addressCheck } from '../process/outside-address.ts';
import { remoteCodec } from '../process/remote-codec.ts';
import { serveMetrics } from '../process/metrics-server.ts';
import { onShutdown } from '../process/shutdown.ts';
import { buildApp } from './app.ts';
import type { Trial } from './app-types.ts';
import { createCaseClock } from '../gateway/clock.ts';
import { createGateway } from '../gateway/cases.ts';
import { loadKeys, loadSigner } from './http/keys.ts';
import { defaultLimits } from './http/plugins/limits.ts';
import { createLoginService } from './session/login-service.ts';
import type { PlaceLog } from '../gateway/place.ts';
import { createPulse } from '../gateway/pulse.ts';
import { createRotationGateway } from '../gateway/rotations.ts';
import { createRolloutGateway } from '../gateway/rollouts.ts';
import { createImportGateway } from '../gateway/statements.ts';
import { timeSkipping } from '../gateway/time-skipping.ts';
import { secretOf } from '../gateway/webhook-secrets.ts';

const GRACE_MS = 35_000; // a command may wait 30 s for its answer
const MOST_BYTES = 64 * 1024 * 1024; // of one answer of Temporal: a page of a history flooded with signals, of 50 MB at most

/** Starts the API and keeps it until it is told to stop. */
async function serve(config: ApiConfig): Promise<void> {
  const { namespace, uiUrl, connection: address } = config.temporal;
  // lazily: a server that is not there yet is no reason not to start; and without the client's own retries, which
  // would keep an answer back for half a minute (ours are in persist.ts)
  const channelArgs = { 'grpc.max_receive_message_length': MOST_BYTES };
  const connection = Connection.lazy({ ...address, interceptors: [], channelArgs });
  const client = new Client({ connection, namespace, dataConverter: dataConverterWith(config.payloadKeys) });
  let heard: (error: Error) => void = () => undefined;
  const store = openReadingStore(config.database.url, config.database.poolSize, (error) => heard(error));
  const registry = new Registry();
  const log: PlaceLog = { warn: (...what) => app.log.warn(...what) };
  const app = await buildApp({
    store,
    gateway: createGateway({
      client,
      taskQueue: config.taskQueue,
      sealKey: config.sealKey,
      continueAfter: config.continueAsNewAfter,
      log,
    }),
    imports: createImportGateway({ client, taskQueue: config.taskQueue, log }),
    bankAccounts: config.bankAccounts,
    telling: config.telling,
    rollouts: createRolloutGateway({ client, taskQueue: config.taskQueue, sealKey: config.sealKey, log }),
    rotations: createRotationGateway({ client, taskQueue: config.taskQueue, sealKey: config.sealKey }),
    pulse: createPulse(client, config.taskQueue, log),
    registry,
    courtCode: config.courtCode,
    limits: { ...defaultLimits, ...config.limits },
    trustProxy: config.trustProxy,
    pingTemporal: async () => void (await client.workflowService.describeNamespace({ namespace })),
    jwt: { ...config.jwt, keys: loadKeys(config.jwt.keys) },
    sessions: config.sessions,
    login: config.sessions.oidc && createLoginService(config.sessions.oidc),
    webhooks: { check: addressCheck(config.outside), secretOf: (salt) => secretOf(config.sealKey, salt) },
    trial: await trialOf(config, client),
    codec: remoteCodec(config.payloadKeys),
    temporalUi: { url: uiUrl, namespace },
    logLevel: config.logLevel,
  });
  for (const line of openLines(config)) app.log.warn(line);
  heard = (err) => app.log.warn({ err }, 'a connection to Postgres was lost');
  const metrics = await serveMetrics(config.metricsAddress, registry, app.log);
  onShutdown(GRACE_MS, async (why, error) => {
    if (error !== undefined) app.log.fatal({ err: error }, 'uncaught');
    app.log.info({ why }, 'stopping');
    await app.close(); // answers what has been asked
    metrics?.close();
    await Promise.all([connection.close(), store.close()]);
  });
  await app.listen({ host: config.http.host, port: config.http.port });
}

async function trialOf({ trialKeyFile, jwt, temporal }: ApiConfig, client: Client): Promise<Trial | undefined> {
  if (trialKeyFile === undefined) return undefined;
  return {
    clock: createCaseClock(timeSkipping(client, temporal.namespace)),
    sign: await loadSigner(trialKeyFile, jwt),
  };
}

try {
  await serve(loadApiConfig());
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String((error as Error).stack)}\n`); // whatever was thrown
  process.exit(1);
}
