import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { ROOT } from '../settings.ts';
import { atMost, type Figure } from './figure.ts';
import { temporaryFolder } from './site.ts';

const SECONDS = { unit: 's', digits: 1 };

/** `npm start` as a person types it, with everything installed: into a new data folder, and again into the same. */
export async function benchStart(): Promise<Figure[]> {
  const { dir, remove } = temporaryFolder();
  try {
    return [
      atMost('start: npm start into a new data folder', await startAndStop(dir), 20, SECONDS),
      atMost('start: npm start again', await startAndStop(dir), 10, SECONDS),
    ];
  } finally {
    remove();
  }
}

/** Seconds from the command to its ready line. */
async function startAndStop(dataDir: string): Promise<number> {
  const ports = { PORT: '0', TEMPORAL_PORT: '0', TEMPORAL_UI_PORT: '0', PG_PORT: '0' };
  const without = { DATABASE_URL: undefined, TEMPORAL_ADDRESS: undefined };
  const env = { ...process.env, ...without, ...ports, DATA_DIR: dataDir, ZHIXING_JSON: '1' };
  const began = performance.now();
  const npm = spawn('npm', ['start'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(npm, 'exit');
  try {
    await readyLine(npm);
    return (performance.now() - began) / 1_000;
  } finally {
    npm.kill('SIGTERM');
    await ended;
  }
}

async function readyLine({ stdout }: ChildProcess): Promise<void> {
  if (stdout === null) throw new Error('npm start has no output');
  for await (const line of createInterface({ input: stdout })) if (line.startsWith('{"ready":true')) return;
  throw new Error('npm start ended before it was ready');
}
