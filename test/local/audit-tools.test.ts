// `npm run audit:verify` as an auditor has it: an exit code, a sentence for each thing that is wrong, and what it cannot know.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { sealWhatWaits } from '../../db/audit/seal.ts';
import { openStore } from '../../db/client.ts';
import type { AuditedRow } from '../../domain/audit/chain.ts';
import { checkpointText } from '../../domain/audit/lines.ts';
import { ROOT } from '../../local/settings.ts';
import { bodyOf, chainOf, checkpointAt, exportOf, type Link, testKey } from '../support/audit-export.ts';
import { makeDatabase } from '../support/database.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhixing-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
const put = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

const row = (i: number): AuditedRow => ({ table: 'facts', key: { case_id: 'c-1', seq: i }, row: { case_id: 'c-1', seq: i, node: 'asset.frozen' } }); // prettier-ignore
const key = testKey();
const links = chainOf([[row(1), row(2)], [row(3)], [row(4), row(5)]], key);
const [last] = links.slice(-1) as [Link]; // there are three
const whole = exportOf(bodyOf(links));
const kept = put('kept.json', checkpointText(last.checkpoint ?? checkpointAt(last, 2, key)));
const keys = put('keys.pem', `${testKey().signer.publicKeys}${key.signer.publicKeys}`);
const all = ['--keys', keys, '--checkpoint', kept];

function verify(args: readonly string[], input?: string) {
  const options = { cwd: ROOT, encoding: 'utf8', timeout: 60_000, ...(input !== undefined && { input }) } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'local/audit-verify.ts'), ...args], options);
  expect(stderr).not.toMatch(/^\s+at /m);
  return { status, said: stdout + stderr };
} // prettier-ignore

test('an export in order: what was checked, by whom it is signed', () => {
  const { status, said } = verify([put('whole.jsonl', whole), ...all]);
  expect(status, said).toBe(0);
  expect(said).toMatch(/3 个批次，5 条记录（facts 5），2 个检查点/);
  expect(said).toContain(key.signer.key);
  expect(said).toContain('校验通过');
  expect(said).not.toMatch(/未核对|尚无签名/);
});

test('without keys and checkpoint it says what it cannot know; from standard input too', () => {
  const { status, said } = verify(['-'], exportOf(bodyOf(links.slice(0, 1))));
  expect(status, said).toBe(0);
  expect(said).toMatch(/未核对签名/);
  expect(said).toMatch(/未核对尾部/);
  expect(said).toContain('链中没有检查点');
});

test('batches behind the last checkpoint are said to be vouched for by nobody', () => {
  const { status, said } = verify(['-', '--keys', keys], exportOf(bodyOf(links.with(-1, { ...last, checkpoint: undefined })))); // prettier-ignore
  expect(status, said).toBe(0);
  expect(said).toMatch(/批次 3 在最后一个可信检查点之后/);
});

const other = checkpointAt({ batch: { ...last.batch, court: '豫0811' } }, 2, key);
const stranger = testKey();

const wrong: readonly [string, string, readonly string[], number, RegExp][] = [
  ['a changed record', whole.replace('"seq":4},"n"', '"seq":9},"n"'), all, 1, /批次 3，记录 4，facts c-1\/9，第 9 行：record-changed/],
  ['a cut tail', exportOf(bodyOf(links.slice(0, 2))), all, 1, /批次 3，.*cut-tail .*检查点已知道后面的批次/],
  ['half a line at the end', whole.slice(0, -20), all, 1, /half-line/],
  ['an empty file', '', all, 2, /empty 文件是空的/],
  ['a file that is no export', '案号,金额\n1,2\n', all, 2, /no-export 第一行不是审计导出文件的开头/],
  ['no text at all', '\u0000\u0001', all, 2, /no-export|half-line/],
  ['an export of a newer version', whole.replace('"version":1', '"version":2'), all, 2, /newer-version/],
  ['a key that is not the court’s', whole, ['--keys', put('other.pem', stranger.signer.publicKeys)], 1, /key-unknown .*不认识的密钥/],
  ['a file of keys that holds none', whole, ['--keys', put('none.pem', 'nothing')], 2, /holds no Ed25519 keys/],
  ['a checkpoint of another court', whole, ['--keys', keys, '--checkpoint', put('there.json', checkpointText(other))], 1, /other-court 属于另一个法院：豫0811/],
  ['a checkpoint that was changed', whole, ['--keys', keys, '--checkpoint', put('bad.json', readFileSync(kept, 'utf8').replace('"batch":3', '"batch":2'))], 2, /not signed as it says/],
  ['a checkpoint by an unknown key', whole, ['--keys', keys, '--checkpoint', put('by.json', checkpointText(checkpointAt(last, 2, stranger)))], 2, /not among --keys/],
  ['no checkpoint', whole, ['--checkpoint', keys], 2, /holds no checkpoint/],
  ['keys that are not there', whole, ['--keys', join(folder, 'gone.pem')], 2, /没有这个文件|no such|gone\.pem/i],
]; // prettier-ignore

test.each(wrong)('%s', (_, content, options, code, says) => {
  const { status, said } = verify([put('given.jsonl', content), ...options]);
  expect(status, said).toBe(code);
  expect(said).toMatch(says);
});

test.each([
  ['a file that is not there', join(folder, 'none.jsonl'), /is not there/],
  ['a folder', folder, /is a folder/],
])('%s', (_, file, says) => {
  const { status, said } = verify([file]);
  expect(status, said).toBe(2);
  expect(said).toMatch(says);
});

test('the tool that exports: a court’s whole chain into a file of its owner’s alone, which is not written over', async () => {
  const database = await makeDatabase({ isTelling: true });
  const store = openStore(database.url, 1);
  while ((await sealWhatWaits(store, '豫0823'))?.isMore === true);
  await store.close();
  const file = join(folder, 'court.jsonl');
  const write = () =>
    spawnSync(process.execPath, [join(ROOT, 'local/audit-export.ts'), file], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: database.url },
    });
  const first = write();
  expect(first.status, first.stderr).toBe(0);
  expect(first.stdout).toMatch(/^\d+ batches, \d+ records, 0 checkpoints$/m);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(verify([file]).status).toBe(0);
  const again = write();
  expect(again).toMatchObject({ status: 1, stdout: '' });
  expect(again.stderr).toMatch(/is there already/);
  await database.drop();
});
