import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { claim, liveHolder } from '../../../local/embedded/claim.ts';
import { forgetDataDir, isUnused, openDataDir } from '../../../local/embedded/data-dir.ts';
import { startEmbedded } from '../../../local/embedded/embedded.ts';
import { ensureKeys } from '../../../local/embedded/keys.ts';
import { processId } from '../../../local/embedded/pid-file.ts';
import { tempDir } from '../../support/temp-dir.ts';

describe('the data folder', () => {
  test('a new one gets its format number and folders that only the owner may enter', () => {
    const { dataDir, keyDir } = openDataDir(join(tempDir(), 'a', 'b'));
    expect(readFileSync(join(dataDir, 'version'), 'utf8')).toBe('1\n');
    expect(statSync(keyDir).mode & 0o777).toBe(0o700);
    expect(openDataDir(dataDir).dataDir).toBe(dataDir);
  });

  test.each([
    ['2\n', /is of a newer version \(format 2, this program reads up to 1\)/],
    ['rubbish', /does not hold a format number/],
  ])('one whose version says %j is refused', (version, sentence) => {
    const dir = tempDir();
    writeFileSync(join(dir, 'version'), version);
    expect(() => openDataDir(dir)).toThrow(sentence);
  });

  test('one that a failed first start has made goes again; what else lies there, and any data, stays', () => {
    const dir = join(tempDir(), 'new');
    expect(isUnused(dir)).toBe(true);
    const at = openDataDir(dir);
    expect(isUnused(dir)).toBe(false);
    writeFileSync(join(at.keyDir, 'seal.key'), 'x');
    forgetDataDir(at);
    expect(existsSync(dir)).toBe(false);
    openDataDir(dir);
    writeFileSync(join(dir, 'notes.txt'), 'mine');
    forgetDataDir(at);
    expect(readdirSync(dir)).toEqual(['notes.txt']);
    openDataDir(dir);
    mkdirSync(at.postgresDir);
    forgetDataDir(at);
    expect(isUnused(dir)).toBe(false);
  });

  test('a first start whose port is taken leaves none behind', async () => {
    const dataDir = join(tempDir(), 'new');
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port: api } = taken.address() as AddressInfo; // it listens on TCP
    const ports = { api, temporal: 0, temporalUi: 0, postgres: 0 };
    await expect(startEmbedded({ dataDir, ports })).rejects.toThrow(`Port ${api} on 127.0.0.1 is in use`);
    expect(existsSync(dataDir)).toBe(false);
    taken.close();
  });

  test('a file in its place is refused', () => {
    const file = join(tempDir(), 'file');
    writeFileSync(file, '');
    expect(() => openDataDir(file)).toThrow(/is a file, not a folder/);
    expect(() => openDataDir(join(file, 'below'))).toThrow(/is a file, not a folder/);
  });

  test('a disk that takes no writes is refused', () => {
    expect(() => openDataDir('/proc/zhixing')).toThrow(/Cannot write \/proc\/zhixing/);
  });
});

describe('the claim on a data folder', () => {
  test('a second live instance is refused, until the first gives the folder back', async () => {
    const dir = tempDir();
    const release = await claim(dir, dir);
    await expect(claim(dir, dir)).rejects.toThrow(/already served by a live instance \(process \d+\)/);
    expect(liveHolder(dir)?.pid).toBe(process.pid);
    release();
    (await claim(dir, dir))();
    expect(liveHolder(dir)).toBeUndefined();
  });

  test('one that was killed does not stand in the way, nor does another process that got its pid', async () => {
    const dir = tempDir();
    writeFileSync(join(dir, 'supervisor.pid'), JSON.stringify({ pid: process.pid, started: '1' }));
    (await claim(dir, dir))();
    writeFileSync(join(dir, 'supervisor.pid'), 'half a fi');
    (await claim(dir, dir))();
  });

  test('one whose npm was killed gets time to end', async () => {
    const dir = tempDir();
    const sleeper = processId(
      Number(execFileSync('sh', ['-c', 'sleep 0.5 >/dev/null & echo $!'], { encoding: 'utf8' })),
    );
    const holder = { ...sleeper, tiedTo: { pid: 1, started: 'never' } };
    writeFileSync(join(dir, 'supervisor.pid'), JSON.stringify(holder));
    (await claim(dir, dir))();
    expect(sleeper && processId(sleeper.pid)).toBeUndefined();
  });
});

test('keys are made once, and the private ones are for the owner alone', async () => {
  const dir = tempDir();
  const first = await ensureKeys(dir);
  expect(await ensureKeys(dir)).toEqual(first);
  expect(first.sealKey.length).toBeGreaterThanOrEqual(32);
  expect(statSync(first.trialKeyFile).mode & 0o777).toBe(0o600);
  expect(readFileSync(first.jwksFile, 'utf8')).not.toContain('"d"');
});
