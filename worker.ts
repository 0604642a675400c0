import { Client } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { writeFile } from 'node:fs/promises';
import pino from 'pino';
import { createActivities } from './activities/index.ts';
import { sandboxSink } from './activities/sandbox-sink.ts';
import { auditFolder } from './process/audit-folder.ts';
import { askCases } from './gateway/ask-case.ts';
import { loadConfig } from './process/config.ts';
import { settingsOrExit } from './process/config-error.ts';
import { dataConverterWith } from './process/data-converter.ts';
import { openStore } from './db/client.ts';
import { lawLibrary } from './db/law/library.ts';
import { forLog, logTime, metaForLog } from './process/error-for-log.ts';
import { freePort } from './local/embedded/ports.ts';
import { foundByItself } from './gateway/foundings.ts';
import { nudgeCase } from './gateway/nudge.ts';
import { registerSearchAttributes } from './gateway/search-attributes.ts';
import { openLines } from './process/open-line.ts';
import { reasonOf } from './process/start-error.ts';
import { serveMetrics } from './process/metrics-server.ts';
import { mailChannel } from './process/mail-channel.ts';
import { onShutdown } from './process/shutdown.ts';
import { smsChannels } from './process/sms-settings.ts';
import { sealEvery } from './gateway/sealer.ts';
import { pollSmsEvery } from './gateway/sms-poll.ts';
import { tellStaffEvery } from './gateway/staff-messenger.ts';
import { sweepEvery } from './gateway/sweeper.ts';
import { tellCase } from './gateway/telling.ts';
import { webhookChannel } from './process/webhook-channel.ts';
import { sendWebhooks } from './gateway/webhook-sender.ts';
import { workerMeasures } from './process/worker-metrics.ts';
import { workflowCode } from './process/workflow-code.ts';

// Root: the Temporal worker. It decides and records, sends notices, and looks after cases that slept through their time.
const config = settingsOrExit(loadConfig);
const log = pino({ level: config.logLevel, name: 'worker', timestamp: logTime, serializers: { err: forLog, error: forLog } }); // prettier-ignore
for (const line of openLines(config)) log.warn(line);
const core = `127.0.0.1:${await freePort()}`;
Runtime.install({
  shutdownSignals: [], // one owner of signals: below
  logger: new DefaultLogger('WARN', ({ level, message, meta }) => log.warn({ level, meta: metaForLog(meta) }, message)),
  telemetryOptions: { metrics: { prometheus: { bindAddress: core } } },
});
const { measures, measured } = workerMeasures(core);
const metrics = await serveMetrics(config.metricsAddress, measured, log);

const connection = await NativeConnection.connect(config.temporal.connection);
await registerSearchAttributes(config.temporal.connection, config.temporal.namespace).catch((error: unknown) =>
  log.warn(reasonOf(error)),
);
const store = openStore(config.database.url, config.database.poolSize, (error) =>
  log.warn({ error }, 'a connection to Postgres was lost'),
);
const client = new Client({ connection, namespace: config.temporal.namespace, dataConverter: dataConverterWith(config.payloadKeys) }); // prettier-ignore
const workflows = { client, taskQueue: config.taskQueue, continueAfter: config.continueAsNewAfter };
const { mail: mailAt, sms: smsAt } = config.channels;
const mail = mailAt && mailChannel(mailAt);
const sms = smsAt && smsChannels(smsAt);
const tell = tellCase({ ...workflows, store, sealKey: config.sealKey });
const worker = await Worker.create({
  connection,
  namespace: config.temporal.namespace,
  taskQueue: config.taskQueue,
  ...workflowCode(config.payloadKeys),
  activities: createActivities({
    store,
    laws: lawLibrary(),
    courtCode: config.courtCode,
    sealKey: config.sealKey,
    unsealedNodes: config.unsealedNodes,
    failed: ({ cause: error, ...what }) => {
      measures.setAside(what.code);
      log.error({ ...what, error }, 'set aside: it cannot go through');
    },
    sink: sandboxSink(config.outboxDir),
    channels: { ...(mail && { mail: mail.send }), ...(sms && { sms: sms.parties }) },
    partyQuiet: config.channels.partyQuiet,
    caseLaw: askCases({ ...workflows, store }),
    nudge: nudgeCase({ ...workflows, store }),
    found: foundByItself({ ...workflows, store, log, sealKey: config.sealKey }),
    tell,
    measures,
  }),
  maxCachedWorkflows: config.cachedCases,
  shutdownGraceTime: '5 seconds',
  stickyQueueScheduleToStartTimeout: '3 seconds', // a worker that was killed: others take over its cases after that
});
const sweeper = sweepEvery(60_000, { ...workflows, store, log, measures, sealKey: config.sealKey });
const staff = { ...(mail && { mail: mail.send }), ...(sms?.staff && { sms: sms.staff }) };
const messenger =
  mail || sms?.staff ? tellStaffEvery({ store, channels: staff, quiet: config.channels.quiet, log }) : undefined;
const polling = sms?.find && pollSmsEvery({ store, tell, find: sms.find, log });
const { signer, dir } = config.audit;
if (signer === undefined) log.warn('AUDIT_KEY_FILE is not set: this worker signs no checkpoints of the audit chain');
const sealer = sealEvery({
  ...{ store, court: config.courtCode, log, measures },
  ...{ sign: signer?.sign, publish: auditFolder(dir, signer?.publicKeys) },
});
const webhooks = sendWebhooks({ store, sealKey: config.sealKey, post: webhookChannel(config.outside), log, measures });

const ended = worker.run();
onShutdown(25_000, async (why) => {
  log.info(`stopping (${why})`);
  sweeper.stop();
  metrics?.close();
  if (worker.getState() === 'RUNNING') worker.shutdown();
  const posted = webhooks.stop();
  await ended;
  await Promise.all([polling?.stop(), messenger?.stop(), posted]);
  await sealer.stop(); // after the last command
  mail?.close();
  await store.close();
  await connection.close();
});
const ready = config.readyFile;
if (ready !== undefined) await writeFile(ready, String(process.pid));
log.info('worker ready');
await ended;
