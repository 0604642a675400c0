// The worker of test/workflows/lost-answer.test.ts. Right after the commit of one command, before anybody has heard the
// answer, it takes everything down with it: the API that waits, the Temporal server, Postgres, and itself.
import { Client } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Activities, createActivities } from '../../activities/index.ts';
import { sandboxSink } from '../../activities/sandbox-sink.ts';
import { askCases } from '../../gateway/ask-case.ts';
import { loadConfig } from '../../process/config.ts';
import { openStore } from '../../db/client.ts';
import { lawLibrary } from '../../db/law/library.ts';
import { readPidFile, signalProcess } from '../../local/embedded/pid-file.ts';
import { dataConverterWith } from '../../process/data-converter.ts';
import { workflowCode } from '../../process/workflow-code.ts';

const config = loadConfig();
const runDir = join(config.outboxDir, '..', 'run'); // of the instance's data folder
const died = join(runDir, 'died');

/** Nothing of the instance but its supervisor lives after this. */
function dieWithAll(): void {
  writeFileSync(died, '');
  for (const name of ['api', 'temporal', 'postgres', 'worker']) {
    const them = readPidFile(join(runDir, `${name}.pid`));
    if (them !== undefined) signalProcess(them, 'SIGKILL');
  }
  process.kill(process.pid, 'SIGKILL');
}

function dying(activities: Activities): Activities {
  return {
    ...activities,
    decideAndRecord: async (asked) => {
      const decided = await activities.decideAndRecord(asked); // committed
      const { command } = asked;
      if (command.kind === 'complete' && command.commandId.startsWith('lost') && !existsSync(died)) dieWithAll();
      return decided;
    },
  };
}

const connection = await NativeConnection.connect(config.temporal.connection);
const client = new Client({ connection, namespace: config.temporal.namespace, dataConverter: dataConverterWith(config.payloadKeys) }); // prettier-ignore
const store = openStore(config.database.url, config.database.poolSize);
const worker = await Worker.create({
  connection,
  namespace: config.temporal.namespace,
  taskQueue: config.taskQueue,
  ...workflowCode(config.payloadKeys),
  activities: dying(
    createActivities({
      store,
      laws: lawLibrary(),
      courtCode: config.courtCode,
      sealKey: config.sealKey,
      unsealedNodes: config.unsealedNodes,
      failed: () => undefined,
      sink: sandboxSink(config.outboxDir),
      caseLaw: askCases({ client, taskQueue: config.taskQueue, store }),
    }),
  ),
});
writeFileSync(config.readyFile ?? '', String(process.pid));
await worker.run();
