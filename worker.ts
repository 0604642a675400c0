import { Client } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { writeFile } from 'node:fs/promises';
import pino from 'pino';
import { createActivities } from './activities/index.ts';
import { sandboxSink } from './activities/sandbox-sink.ts';
import { askCases } from './case-law.ts';
import { loadConfig, settingsOrExit } from './config.ts';
import { openStore } from './db/client.ts';
import { lawLibrary } from './db/laws.ts';
import { registerSearchAttributes } from './local/search-attributes.ts';
import { explain } from './local/start-error.ts';
import { onShutdown } from './shutdown.ts';
import { sweepEvery } from './sweeper.ts';
import { workflowCode } from './workflow-code.ts';

// Root: the Temporal worker. It decides and records, sends notices, and looks after cases that slept through their time.
const config = settingsOrExit(loadConfig);
const log = pino({ level: config.logLevel, name: 'worker' });
Runtime.install({
  shutdownSignals: [], // one owner of signals: below
  logger: new DefaultLogger('WARN', ({ level, message, meta }) => log.warn({ level, meta }, message)),
});

const connection = await NativeConnection.connect(config.temporal.connection);
await registerSearchAttributes(config.temporal.connection, config.temporal.namespace).catch((error: unknown) =>
  log.warn(explain(error)),
);
const store = openStore(config.database.url, config.database.poolSize, (error) => log.error(error, 'idle connection'));
const client = new Client({ connection, namespace: config.temporal.namespace });
const worker = await Worker.create({
  connection,
  namespace: config.temporal.namespace,
  taskQueue: config.taskQueue,
  ...workflowCode,
  activities: createActivities({
    store,
    laws: lawLibrary(),
    sealKey: config.sealKey,
    unsealedNodes: config.unsealedNodes,
    failed: ({ cause: err, ...what }) => log.error({ ...what, err }, 'set aside: it cannot go through'),
    sink: sandboxSink(config.outboxDir),
    caseLaw: askCases(client, config.taskQueue),
  }),
  shutdownGraceTime: '5 seconds',
});
const sweeper = sweepEvery(60_000, { client, store, taskQueue: config.taskQueue, log });

const ended = worker.run();
onShutdown(25_000, async (why) => {
  log.info(`stopping (${why})`);
  sweeper.stop();
  if (worker.getState() === 'RUNNING') worker.shutdown();
  await ended;
  await store.close();
  await connection.close();
});
const ready = config.readyFile;
if (ready !== undefined) await writeFile(ready, String(process.pid));
log.info('worker ready');
await ended;
