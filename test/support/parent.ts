// A parent for a test to kill: starts one child in the folder given and waits.
import { join } from 'node:path';
import { startChild } from '../../local/embedded/child.ts';

const dir = process.argv[2] ?? '';
startChild({
  ...{ name: 'sleeper', command: ['sleep', '60'], env: process.env, cwd: dir, runDir: dir, logFile: join(dir, 'log') },
  ...{ stopSignal: 'SIGTERM', stopMs: 1_000 },
});
setInterval(() => undefined, 1_000);
