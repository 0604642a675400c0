// Every command that is called wrongly says so in a sentence, with exit code 2; what it cannot do, with 1; never a stack.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ROOT } from '../../local/settings.ts';

const scripts = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> })
  .scripts;
const folder = mkdtempSync(join(tmpdir(), 'zhixing-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'a-folder'));
writeFileSync(join(folder, 'note.txt'), '不是流水');
const away = 'postgres://nobody:nothing@127.0.0.1:1/none';

function run(file: string, args: readonly string[], env: Record<string, string> = {}, input?: string) {
  const stdin = input === undefined ? 'ignore' : openSync(input, 'r');
  const { status, stderr, stdout } = spawnSync(process.execPath, [join(ROOT, file), ...args], {
    cwd: ROOT,
    env: {
      ...process.env,
      DATA_DIR: join(folder, 'none'),
      DATABASE_URL: '',
      ZHIXING_URL: '',
      LC_ALL: 'en_US.UTF-8',
      ...env,
    },
    encoding: 'utf8',
    stdio: [stdin, 'pipe', 'pipe'],
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}

/** The tools of this repository that take a command line of their own; `npm test` and `npm run vitest` hand theirs on to vitest. */
const tools = ['local/start.ts', 'local/periods.ts', 'local/money-calc.ts', 'local/statement.ts', 'local/tour.ts', 'local/bench.ts', 'local/chaos.ts', 'local/fuzz.ts', 'local/refold.ts', 'local/audit-export.ts', 'local/audit-verify.ts', 'local/simulate.ts', 'db/migrate.ts', 'api/openapi.ts', 'local/glossary.ts', 'local/plan-coverage.ts', 'local/export-data.ts', 'local/embedded/furnish.ts', 'test/cluster/run.ts']; // prettier-ignore

test('every script that starts a tool of ours is one of them', () => {
  const servers = ['api/server.ts', 'worker.ts', 'local/test.ts'];
  const started = Object.values(scripts).flatMap(
    (line) => /node \S*?(\S+\.ts)$/.exec(line.replace(/--\S+ /g, ''))?.[1] ?? [],
  );
  expect(started.filter((file) => !servers.includes(file) && !tools.includes(file))).toEqual([]);
  expect(started.length).toBeGreaterThan(8);
});

describe.each(tools)('%s', (file) => {
  test('knows no option that it does not have', () => {
    const { status, stdout, stderr } = run(file, ['--no-such-option=1']);
    expect({ status, stdout }, stderr).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('--no-such-option');
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

test.each(['local/bench.ts', 'local/tour.ts', 'local/statement.ts'])('%s says how it is called', (file) => {
  const { status, stdout, stderr } = run(file, ['--help']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/npm run/);
});

describe('called wrongly', () => {
  const wrong: readonly [string, string, readonly string[], Record<string, string>?][] = [
    ['a figure that there is not', 'local/bench.ts', ['speed']],
    ['no number of parked cases', 'local/bench.ts', ['parked', '--parked=many']],
    ['none of them', 'local/bench.ts', ['parked', '--parked=0']],
    ['a number of cases that is none', 'local/bench.ts', ['lists'], { BENCH_CASES: '1e3' }],
    ['a part of chaos that there is not', 'local/chaos.ts', ['flood']],
    ['kills that are no number', 'local/chaos.ts', ['kills'], { CHAOS_KILLS: '-1' }],
    ['seconds that are no number', 'local/fuzz.ts', [], { FUZZ_SECONDS: 'a minute' }],
    ['a story that there is not', 'local/tour.ts', ['--story=none']],
    ['a language that it has not', 'local/tour.ts', ['--lang=fr']],
    ['no file', 'local/statement.ts', []],
    ['two files', 'local/statement.ts', ['a.csv', 'b.csv']],
    ['a word too many', 'local/refold.ts', ['now']],
    ['no file to export to', 'local/audit-export.ts', []],
    ['two files to export to', 'local/audit-export.ts', ['a', 'b']],
    ['no export', 'local/audit-verify.ts', []],
    ['an export that is not there', 'local/audit-verify.ts', ['/nowhere.jsonl']],
    ['keys without a file', 'local/audit-verify.ts', ['a', '--keys']],
    ['folders that are not there', 'local/export-data.ts', ['/nowhere', '/nothing']],
    ['a port as a word', 'local/start.ts', ['3000']],
    ['an argument for what reads a stream', 'local/periods.ts', ['2026-01-20']],
  ];
  test.each(wrong)('%s: %s %j', (_, file, args, env) => {
    const { status, stdout, stderr } = run(file, args, env);
    expect({ status, stdout }, stderr).toEqual({ status: 2, stdout: '' });
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe('what it cannot do', () => {
  const failing: readonly [string, string, readonly string[], RegExp, Record<string, string>?][] = [
    ['a statement that is not there', 'local/statement.ts', [join(folder, 'none.csv')], /没有这个文件/],
    ['a statement that is a folder', 'local/statement.ts', [join(folder, 'a-folder')], /文件夹/],
    ['a statement that is none', 'local/statement.ts', [join(folder, 'note.txt')], /unknown-layout/],
    ['no court to refold', 'local/refold.ts', [], /No instance runs/],
    ['no court to export', 'local/audit-export.ts', [join(folder, 'chain.jsonl')], /No instance runs/],
    [
      'a database to export that does not answer',
      'local/audit-export.ts',
      [join(folder, 'chain.jsonl')],
      /ECONNREFUSED/,
      { DATABASE_URL: away },
    ],
    ['a database that does not answer', 'local/refold.ts', [], /ECONNREFUSED/, { DATABASE_URL: away }],
    ['a database by no address', 'local/refold.ts', [], /DATABASE_URL/, { DATABASE_URL: 'not an address' }],
    ['a database to migrate that does not answer', 'db/migrate.ts', [], /ECONNREFUSED/, { DATABASE_URL: away }],
    ['a court that does not answer', 'local/tour.ts', [], /127\.0\.0\.1:1/, { ZHIXING_URL: 'http://127.0.0.1:1' }],
    [
      'a court that is to be furnished and does not answer',
      'local/embedded/furnish.ts',
      ['http://127.0.0.1:1'],
      /127\.0\.0\.1:1/,
    ],
    [
      'a data folder that is a file',
      'local/start.ts',
      [],
      /file, not a folder/,
      { DATA_DIR: join(folder, 'note.txt') },
    ],
  ];
  test.each(failing)('%s', (_, file, args, says, env) => {
    const { status, stderr } = run(file, args, env);
    expect(status, stderr).toBe(1);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test.each(['local/periods.ts', 'local/money-calc.ts'])('a folder for questions: %s', (file) => {
    const { status, stdout, stderr } = run(file, [], {}, folder);
    expect({ status, stdout }, stderr).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/folder/);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
