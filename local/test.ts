// `npm test`: types, lint, format and tests; all of them, also when one fails. Further arguments go to vitest.
import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reapOrphans } from './embedded/orphans.ts';
import { COMPILED } from './embedded/programs.ts';
import { ROOT } from './settings.ts';
import { type Count, type TestStep, steps } from './test-steps.ts';

const STOP_MS = 8_000;

// the temporary folder of every step: vitest takes no leave of its servers when a signal ends it
const scratch = mkdtempSync(join(tmpdir(), 'zhixing-npm-test-'));
chmodSync(scratch, 0o755); // as root, Postgres runs as another user, who has to get in
const report = join(scratch, 'report.json');
const running = new Set<ChildProcess>();
let signalled = false;

async function finish(exitCode: number): Promise<never> {
  const runDirs = readdirSync(scratch).map((name) => join(scratch, name, 'run'));
  await Promise.all(runDirs.filter((dir) => existsSync(dir)).map(reapOrphans));
  rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  process.exit(exitCode);
}

/** A step has a process group of its own: a signal to it reaches every process that it has started. */
function toGroups(name: NodeJS.Signals): void {
  for (const { pid } of running)
    try {
      if (pid !== undefined) process.kill(-pid, name);
    } catch {
      // it has ended already
    }
}

function onSignal(name: NodeJS.Signals): void {
  signalled = true;
  toGroups(name);
  setTimeout(() => toGroups('SIGKILL'), STOP_MS).unref();
  if (running.size === 0) void finish(1);
}

async function run({ name, command: [script, ...args], count }: TestStep): Promise<Count> {
  const began = performance.now();
  process.stdout.write(`\n── ${name}\n`);
  const env = { NODE_COMPILE_CACHE: COMPILED, ...process.env, TMPDIR: scratch };
  const stdio: StdioOptions = ['ignore', 'inherit', 'inherit'];
  const child = spawn(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
    cwd: ROOT,
    env,
    stdio,
    detached: true,
  });
  running.add(child);
  const ok = (await new Promise<number | null>((resolve) => child.once('close', resolve))) === 0;
  running.delete(child);
  const result = count?.(report, ok) ?? { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  process.stdout.write(
    `── ${name}: ${ok ? 'passed' : 'FAILED'} in ${((performance.now() - began) / 1000).toFixed(1)} s\n`,
  );
  return result;
}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => onSignal(name));
let [passed, failed] = [0, 0];
for (const together of steps(report, process.argv.slice(2))) {
  const results = await Promise.all(together.map(run));
  if (signalled) break;
  for (const result of results) {
    passed += result.passed;
    failed += result.failed;
  }
}
if (!signalled) process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
await finish(failed === 0 && !signalled ? 0 : 1);
