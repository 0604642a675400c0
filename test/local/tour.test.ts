import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../local/settings.ts';
import { tempDir } from '../support/temp-dir.ts';

/** A tour in a folder where nothing runs, so that it starts an instance of its own. */
function start(...args: readonly string[]) {
  const scratch = tempDir();
  const env = {
    ...process.env,
    TMPDIR: scratch,
    DATA_DIR: join(scratch, 'none'),
    ZHIXING_URL: '',
    LC_ALL: 'en_US.UTF-8',
  };
  const child = spawn(process.execPath, [join(ROOT, 'local/tour.ts'), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  return { child, said, scratch, ended: once(child, 'close') };
}

test('the tour goes as it is told, in under 90 seconds, and leaves nothing', async () => {
  const began = performance.now();
  const { said, scratch, ended } = start();
  const [code] = (await ended) as [number | null];
  expect(said.err).toMatch(
    /^No instance runs on \S+none \(.*\): starting one for this tour, in a temporary folder …\n$/,
  );
  expect(code).toBe(0);
  expect(performance.now() - began).toBeLessThan(90_000);
  const chapters = said.out.match(/^── \d \S+/gm);
  expect(chapters).toHaveLength(8);
  expect(said.out).toContain('Everything happened as told.');
  expect(said.out, 'the teller’s own words are in one language').not.toMatch(/本案时间拨到|依据：|为什么是|办结：/);
  expect(readdirSync(scratch)).toEqual([]);
}, 120_000);

test('Ctrl-C in the middle leaves nothing', async () => {
  const { child, said, scratch, ended } = start('--lang', 'zh');
  child.stdout.once('data', () => {
    // twice, as under npm: the terminal's own and npm's
    child.kill('SIGINT');
    child.kill('SIGINT');
  });
  const [code] = (await ended) as [number | null];
  expect(code).toBe(130);
  expect(said.out).not.toMatch(/[a-z]{4,} [a-z]{4,}/); // no English sentence in it
  expect(readdirSync(scratch)).toEqual([]);
}, 120_000);

test('a place that is no trial court is named in one sentence', async () => {
  const env = { ...process.env, ZHIXING_URL: 'http://127.0.0.1:9' };
  const child = spawn(process.execPath, [join(ROOT, 'local/tour.ts')], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number | null];
  expect(code).toBe(1);
  expect(said).toMatch(/^zhixing: http:\/\/127\.0\.0\.1:9 does not answer GET \/api\/trial\/people[^\n]*\n$/);
});
