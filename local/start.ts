// `npm start`: Postgres, Temporal, worker and API in one command, in one terminal.
import { startEmbedded, type Instance } from './embedded/embedded.ts';
import type { InstanceInfo } from './embedded/instance-file.ts';
import { isAlive, type ProcessId, processId } from './embedded/pid-file.ts';
import { commandLine, saidWhy } from './command-line.ts';
import { readSettings, type Settings } from './settings.ts';
import { onShutdown } from '../process/shutdown.ts';
import { reasonOf } from '../process/start-error.ts';

const STOP_MS = 9_500;

const began = performance.now();
const broken = new AbortController();
const underNpm = process.env['npm_lifecycle_event'] === undefined ? undefined : processId(process.ppid);
let instance: Instance | undefined;
let starting: Promise<void> = Promise.resolve();

const end = onShutdown(STOP_MS, async (why, err) => {
  if (err !== undefined) process.stderr.write(`zhixing: ${reasonOf(err)}\n`);
  process.stderr.write(`Stopping (${why}) …\n`);
  broken.abort();
  await starting;
  await instance?.stop();
  if (process.exitCode !== undefined) process.exit();
});

const fail = (err: unknown): void => saidWhy('zhixing', err);

async function start(): Promise<void> {
  try {
    commandLine({ usage: 'npm start\nSettings come from the environment: .env.example' });
    const settings = readSettings(process.env);
    const say = (line: string) => process.stderr.write(`${line}\n`);
    const onGivenUp = (err: unknown) => (fail(err), end('given up'));
    instance = await startEmbedded({ ...settings, tiedTo: underNpm, signal: broken.signal, say, onGivenUp });
    announce(instance.info(), settings);
  } catch (err) {
    if (broken.signal.aborted) return;
    fail(err);
    process.exit();
  }
}

function announce(info: InstanceInfo, settings: Settings): void {
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`
  API          ${info.api ?? '-'}
  API docs     ${info.docs ?? '-'}
  Temporal UI  ${info.temporalUi}
  Data folder  ${info.dataDir}
  Stop         Ctrl-C (what it knows is kept)

Ready in ${seconds} s
`);
  if (settings.json) process.stdout.write(`${JSON.stringify({ ready: true, seconds: Number(seconds), ...info })}\n`);
}

/** npm killed alone would leave us behind, out of every terminal's reach. */
function endWith(npm: ProcessId): void {
  setInterval(() => {
    if (!isAlive(npm)) end('npm is gone');
  }, 500).unref();
}

if (underNpm !== undefined) endWith(underNpm);
starting = start();
