import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isStale, matches, npmFailure, stamp, state, takeLock } from '../../local/install.mjs';
import { tempDir } from '../support/temp-dir.ts';

const a = { version: '1.0.0', integrity: 'sha512-a' };
const forMac = { version: '1.0.0', integrity: 'sha512-m', optional: true, os: ['darwin'] };
const linux = { platform: 'linux', arch: 'x64' };

/** A clone with this lockfile, and with what npm says it has installed. */
function clone(wanted: object, installed?: object): string {
  const root = tempDir();
  mkdirSync(join(root, 'node_modules'));
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }));
  if (installed !== undefined)
    writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }));
  return root;
}

describe('node_modules', () => {
  test('is installed when there is none', () => {
    expect(state(clone({ 'node_modules/a': a }))).toBe('old');
  });

  test("of a developer's own npm ci is accepted, and stamped", () => {
    const root = clone({ 'node_modules/a': a, 'node_modules/m': forMac }, { 'node_modules/a': a });
    expect(state(root)).toBe('matching');
    stamp(root);
    expect(state(root)).toBe('stamped');
  });

  test('of another lockfile is installed again, stamped or not', () => {
    const root = clone({ 'node_modules/a': a }, { 'node_modules/a': a });
    stamp(root);
    writeFileSync(
      join(root, 'package-lock.json'),
      JSON.stringify({ packages: { 'node_modules/a': { version: '2.0.0' } } }),
    );
    expect(state(root)).toBe('old');
  });

  test.each([
    ['one missing', { x: a, y: a }, { x: a }, false],
    ['one too many', { x: a }, { x: a, y: a }, false],
    ['another version', { x: a }, { x: { ...a, version: '1.0.1' } }, false],
    ['one for another machine missing', { x: a, m: forMac }, { x: a }, true],
    ['one for this machine missing', { x: a, m: { ...forMac, os: ['linux'] } }, { x: a }, false],
  ])('%s', (_, wanted, installed, expected) => {
    expect(matches(wanted, installed, linux)).toBe(expected);
  });
});

test('two installs in one clone wait for each other; a lock whose owner is gone is taken over', async () => {
  const lock = join(tempDir(), 'lock');
  const free = await takeLock(lock);
  expect(isStale(lock)).toBe(false);
  let second = false;
  const waiting = takeLock(lock).then((freeSecond: () => void) => {
    second = true;
    freeSecond();
  });
  expect(second).toBe(false);
  free();
  await waiting;
  mkdirSync(lock);
  writeFileSync(join(lock, 'pid'), '999999999');
  (await takeLock(lock))();
  rmSync(lock, { recursive: true, force: true });
});

test.each([
  ['npm error code ENOSPC', /The disk is full/],
  ['npm error code EAI_AGAIN registry.npmjs.org', /cannot be downloaded: check the network/],
  ['npm error code EACCES', /cannot be written/],
  ['something else', /npm ci failed \(1\)/],
])('when npm says %j', (said, sentence) => {
  expect(npmFailure(said, 1)).toMatch(sentence);
});
