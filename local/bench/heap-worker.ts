// A worker of its own, which tells its heap when asked: started by heap.ts with --expose-gc, ends with its parent. Workflows run in
// its own thread, so that its heap is theirs too.
import '../../process/workflow-thread.ts'; // first: before Temporal's SDK
import { Client } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { setTimeout as delay } from 'node:timers/promises';
import { createActivities } from '../../activities/index.ts';
import { openStore } from '../../db/client.ts';
import { lawLibrary } from '../../db/law/library.ts';
import { openNodes } from '../../domain/nodes/index.ts';
import { askCases } from '../../gateway/ask-case.ts';
import { readPayloadKeys } from '../../process/payload-keys.ts';
import { workflowCode } from '../../process/workflow-code.ts';

const [address = '', namespace = '', taskQueue = '', databaseUrl = '', sealKey = '', payloadKeys = ''] =
  process.argv.slice(2);
Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });
const connection = await NativeConnection.connect({ address });
const store = openStore(databaseUrl, 10);
const code = workflowCode(readPayloadKeys(payloadKeys));
const worker = await Worker.create({
  connection,
  namespace,
  taskQueue,
  ...code,
  reuseV8Context: true,
  debugMode: true, // no thread of its own for workflows
  maxCachedWorkflows: 5_000,
  activities: createActivities({
    store,
    laws: lawLibrary(),
    courtCode: '豫0823',
    sealKey,
    unsealedNodes: new Set<string>(openNodes),
    failed: () => undefined,
    sink: () => Promise.resolve(),
    caseLaw: askCases({
      client: new Client({ connection, namespace, dataConverter: code.dataConverter }),
      taskQueue,
      store,
    }),
  }),
});
/** What is let go of by a finalizer is collected only in a later round. */
async function collect(): Promise<void> {
  for (let i = 0; i < 5; i++) {
    globalThis.gc?.();
    await delay(100);
  }
}
const tellHeap = async (): Promise<void> => {
  await collect();
  process.send?.({ heapUsed: process.memoryUsage().heapUsed, cached: worker.getStatus().numCachedWorkflows });
};
process.on('message', () => void tellHeap());
process.once('disconnect', () => process.exit());
process.send?.('ready');
await worker.run();
