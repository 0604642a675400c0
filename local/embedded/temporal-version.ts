import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The pinned Temporal CLI: server 1.32.0, the first with per-workflow time skipping that was proven here. */
export const TEMPORAL_VERSION = '1.9.1';

/** Whether version `a` is `b` or later: "1.10.0" is later than "1.9.1", and a pre-release of it is not it yet. */
export function isAtLeast(a: string, b: string): boolean {
  const [x, y] = [parse(a), parse(b)];
  if (x === undefined || y === undefined) return false;
  for (const i of [0, 1, 2] as const) if (x.numbers[i] !== y.numbers[i]) return x.numbers[i] > y.numbers[i];
  return !x.preRelease || y.preRelease;
}

function parse(text: string): { numbers: [number, number, number]; preRelease: boolean } | undefined {
  const m = /^v?(\d+)\.(\d+)\.(\d+)(-\S+)?/.exec(text.trim());
  return m === null
    ? undefined
    : { numbers: [Number(m[1]), Number(m[2]), Number(m[3])], preRelease: m[4] !== undefined };
}

/** The version a Temporal CLI says it has; undefined when it is none, or does not run. */
export async function cliVersion(command: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(command, ['--version'], { timeout: 10_000 });
    return /^temporal version (\S+)/.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}
