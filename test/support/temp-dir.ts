import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, type TestContext } from 'vitest';

/** A folder that goes with the test, which tests at the same time have to name; everyone may enter it, as Postgres needs when the tests run as root. */
export function tempDir(finished: TestContext['onTestFinished'] = onTestFinished): string {
  const dir = mkdtempSync(join(tmpdir(), 'zhixing-test-'));
  chmodSync(dir, 0o755);
  finished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
