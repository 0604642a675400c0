import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that goes with the test; everyone may enter it, as Postgres needs when the tests run as root. */
export function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'zhixing-test-'));
  chmodSync(dir, 0o755);
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
