// The whole of it, as a person has it: started, killed, started again, stopped.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { InstanceInfo } from '../../../local/embedded/instance-file.ts';
import { isAlive, processId, type ProcessId } from '../../../local/embedded/pid-file.ts';
import { ROOT } from '../../../local/settings.ts';
import { tempDir } from '../../support/temp-dir.ts';

const PORTS = { PORT: '0', TEMPORAL_PORT: '0', TEMPORAL_UI_PORT: '0', PG_PORT: '0' };

interface Running {
  readonly proc: ChildProcess;
  readonly info: InstanceInfo;
  readonly processes: readonly ProcessId[];
}

function launch(dataDir: string): { proc: ChildProcess; output: Promise<string>; ready: Promise<Running> } {
  // not those of whoever runs the tests; and not under npm, which would be this test's own
  const without = { DATABASE_URL: undefined, TEMPORAL_ADDRESS: undefined, npm_lifecycle_event: undefined };
  const env = { ...process.env, ...without, ...PORTS, DATA_DIR: dataDir, ZHIXING_JSON: '1' };
  const proc = spawn(process.execPath, [join(ROOT, 'local', 'start.ts')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void proc.kill('SIGKILL'));
  let text = '';
  for (const stream of [proc.stdout, proc.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => (text += part));
  const output = new Promise<string>((resolve) => proc.once('close', () => resolve(text)));
  const ready = (async () => {
    for (;;) {
      const line = /^\{"ready":true.*\}$/m.exec(text)?.[0];
      if (line !== undefined) return running(proc, JSON.parse(line) as Running['info']); // what start.ts prints
      if (proc.exitCode !== null) throw new Error(text);
      await delay(20);
    }
  })();
  ready.catch(() => undefined);
  return { proc, output, ready };
}

function running(proc: ChildProcess, info: Running['info']): Running {
  return { proc, info, processes: Object.values(info.pids).flatMap((pid) => processId(pid) ?? []) };
}

const isReady = async (api: string | undefined): Promise<boolean> =>
  fetch(`${api}/healthz/ready`).then(
    (answer) => answer.status === 200,
    () => false,
  );

async function eventually(holds: () => boolean | Promise<boolean>, ms: number): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${holds.toString()}`);
    await delay(50);
  }
}

test('starts, lives through kill -9 of each of its processes and of all, and stops without a trace', async () => {
  const dataDir = tempDir();
  const first = await launch(dataDir).ready;
  expect(Object.keys(first.info.pids).sort()).toEqual(['api', 'postgres', 'supervisor', 'temporal', 'worker']);
  expect(first.processes).toHaveLength(5);

  const refused = await launch(dataDir).output;
  expect(refused).toMatch(/^zhixing: The data folder \S+ is already served by a live instance/);
  expect(refused.trim().split('\n')).toHaveLength(1);

  for (const name of ['postgres', 'temporal', 'api'] as const) {
    process.kill(first.info.pids[name] ?? 0, 'SIGKILL');
    await delay(100);
    await eventually(() => isReady(first.info.api), 60_000);
  }

  process.kill(first.proc.pid ?? 0, 'SIGKILL');
  const second = await launch(dataDir).ready;
  expect(first.processes.filter(isAlive)).toEqual([]);

  for (const { pid } of second.processes) process.kill(pid, 'SIGKILL');
  const last = launch(dataDir);
  const third = await last.ready;
  expect(await isReady(third.info.api)).toBe(true);

  third.proc.kill('SIGTERM');
  await last.output;
  expect(third.proc.exitCode).toBe(0);
  expect(third.processes.filter(isAlive)).toEqual([]);
  expect(existsSync(join(dataDir, 'run', 'instance.json'))).toBe(false);
}, 300_000);

test('that cannot start says why in one sentence, without a stack', async () => {
  const dataDir = tempDir();
  writeFileSync(join(dataDir, 'version'), '7\n');
  const { proc, output } = launch(dataDir);
  expect((await output).trim()).toMatch(/^zhixing: The data folder \S+ is of a newer version [^\n]*$/);
  expect(proc.exitCode).toBe(1);
});
