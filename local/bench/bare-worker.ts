// A process of its own, like our worker: started by bare.ts, told its address by arguments, ends with its parent.
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { fileURLToPath } from 'node:url';

const activities = {
  /** Does nothing, and says so in as many words as ours needs. */
  nothing: (_message: object): Promise<object> =>
    Promise.resolve({ accepted: true, fact: 3, version: 3, opened: [], done: ['reception@2'] }),
};

export type BareActivities = typeof activities;

const [address = '', namespace = '', taskQueue = ''] = process.argv.slice(2);
Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address }),
  namespace,
  taskQueue,
  workflowsPath: fileURLToPath(new URL('bare-workflow.ts', import.meta.url)),
  activities,
});
process.once('disconnect', () => process.exit());
process.send?.('ready');
await worker.run();
