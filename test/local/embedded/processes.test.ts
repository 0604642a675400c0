import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type ChildSpec, startChild, untilReady } from '../../../local/embedded/child.ts';
import { keepAlive } from '../../../local/embedded/keep-alive.ts';
import { reapOrphans } from '../../../local/embedded/orphans.ts';
import { isAlive, processId, readPidFile, waitGone, writePidFile } from '../../../local/embedded/pid-file.ts';
import { clearPostmaster } from '../../../local/embedded/postgres-cluster.ts';
import type { StartError } from '../../../process/start-error.ts';
import { tempDir } from '../../support/temp-dir.ts';

const shell = (dir: string, script: string, name = 'child'): ChildSpec => ({
  ...{
    name,
    command: ['sh', '-c', script],
    env: process.env,
    cwd: dir,
    runDir: dir,
    logFile: join(dir, `${name}.log`),
  },
  ...{ stopSignal: 'SIGTERM', stopMs: 300 },
});

describe('a pid file', () => {
  test('names a process by pid and start: another that got the pid is not it', () => {
    const file = join(tempDir(), 'x.pid');
    writePidFile(file, process.pid);
    const written = readPidFile(file);
    expect(written).toEqual(processId(process.pid));
    expect(isAlive({ pid: process.pid, started: '1' })).toBe(false);
  });

  test('of what a killed instance left leads to its end; of anything else it is only removed', async () => {
    const dir = tempDir();
    const left = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
    writePidFile(join(dir, 'worker.pid'), left.pid ?? 0);
    writeFileSync(join(dir, 'api.pid'), JSON.stringify({ pid: process.pid, started: '1' }));
    expect(await reapOrphans(dir)).toEqual(['worker']);
    expect(processId(left.pid ?? 0)).toBeUndefined();
    expect(existsSync(join(dir, 'api.pid'))).toBe(false);
  });

  test('of a Postgres that was killed is removed when its pid is another process by now', async () => {
    const dir = tempDir();
    expect(await clearPostmaster(dir)).toBe('none');
    writeFileSync(join(dir, 'postmaster.pid'), `${process.pid}\n${dir}\n`);
    expect(await clearPostmaster(dir)).toBe('stale');
    expect(existsSync(join(dir, 'postmaster.pid'))).toBe(false);
  });
});

describe('a child', () => {
  test('that does not end when asked is made to', async () => {
    const child = startChild(shell(tempDir(), 'trap "" TERM; while :; do sleep 0.05; done'));
    await delay(100);
    await child.stop();
    expect((await child.exited).signal).toBe('SIGKILL');
  });

  test('that ends before it is ready is reported with its last words', async () => {
    const child = startChild(shell(tempDir(), 'echo "fatal: no luck today" >&2; exit 3'));
    await expect(untilReady(child, 5_000, () => Promise.resolve(false))).rejects.toThrow(
      /^child did not start \(exit code 3\)\. Last words: "fatal: no luck today"\. Its log: /,
    );
  });

  test('that finds the disk full says so', async () => {
    const child = startChild(shell(tempDir(), 'echo "could not write: No space left on device" >&2; exit 1'));
    await expect(untilReady(child, 5_000, () => Promise.resolve(false))).rejects.toThrow(/The disk is full: make room/);
  });

  test('does not outlive a parent that was killed', async () => {
    const dir = tempDir();
    const parent = join(import.meta.dirname, '..', '..', 'support', 'parent.ts');
    const proc = spawn(process.execPath, [parent, dir], { stdio: 'ignore' });
    while (!existsSync(join(dir, 'sleeper.pid'))) await delay(20);
    const sleeper = readPidFile(join(dir, 'sleeper.pid'));
    proc.kill('SIGKILL');
    expect(sleeper && (await waitGone(sleeper, 3_000))).toBe(true);
  });
});

const quiet = { say: () => undefined, onReady: () => undefined, backoffMs: 1 };

test('what never keeps running is started again until patience ends, then given up with its last words', async () => {
  const dir = tempDir();
  const { promise: end, resolve: giveUp } = Promise.withResolvers<StartError>();
  const start = () => Promise.resolve(startChild(shell(dir, 'echo once >> starts; echo "fatal: no luck" >&2; exit 1')));
  await keepAlive(start, { ...quiet, isStopping: () => false, patienceMs: 400, giveUp });
  expect((await end).message).toMatch(
    /^child did not keep running for 0\.4 s: given up\. Last words: "fatal: no luck"/,
  );
  expect(readFileSync(join(dir, 'starts'), 'utf8').trim().split('\n').length).toBeGreaterThan(3);
});

test('what is killed ten times in a row is started again each time', async () => {
  const dir = tempDir();
  const givenUp: StartError[] = [];
  let isStopping = false;
  let child: ReturnType<typeof startChild> | undefined;
  const start = () => Promise.resolve((child = startChild(shell(dir, 'sleep 60'))));
  await keepAlive(start, { ...quiet, isStopping: () => isStopping, giveUp: (err) => void givenUp.push(err) });
  for (let kills = 0; kills < 10; kills++) {
    const killed = child;
    killed?.proc.kill('SIGKILL');
    await expect.poll(() => child !== killed, { timeout: 10_000 }).toBe(true);
  }
  isStopping = true;
  await child?.stop();
  expect(givenUp).toEqual([]);
});
