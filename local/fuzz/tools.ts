// Tools of others, pinned, in a folder below .cache: too large for the lockfile, and needed by nobody who only runs a court.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FROM_PYPI = ['schemathesis==4.32.5', 'openapi-spec-validator==0.9.0'];
const FROM_NPM = '@redocly/cli@2.77.0';

/** A command and how it is to run. */
export interface ToolCommand {
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Where the tools are. */
export interface Tools {
  readonly schemathesis: string;
  readonly specValidator: string;
  /** A script, for this Node. */
  readonly redocly: string;
}

let running: ChildProcess | undefined;

/** Runs a command to its end with this process's output; answers its exit code. */
export function run({ command: [file, ...args], env = {}, cwd }: ToolCommand): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env }, cwd });
    running = child;
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Asks what runs at this moment to end. */
export const breakOff = (): void => void running?.kill('SIGINT');

async function must(command: ToolCommand): Promise<void> {
  if ((await run(command)) !== 0) throw new Error(`${command.command.join(' ')} failed`);
}

/** Installs what is not there yet, and says where everything is. Wants Python 3.10 or newer with its `venv`. */
export async function installTools(cacheDir: string): Promise<Tools> {
  const venv = join(cacheDir, 'fuzz', 'venv');
  const npm = join(cacheDir, 'fuzz', 'npm');
  const python = (name: string) => join(venv, 'bin', name);
  await once(venv, FROM_PYPI.join(' '), async () => {
    process.stderr.write(`Installing ${FROM_PYPI.join(', ')} into ${venv} …\n`);
    await must({ command: ['python3', '-m', 'venv', venv] });
    await must({ command: [python('pip'), 'install', '--quiet', '--disable-pip-version-check', ...FROM_PYPI] });
  });
  await once(npm, FROM_NPM, async () => {
    process.stderr.write(`Installing ${FROM_NPM} into ${npm} …\n`);
    await must({
      command: [
        'npm',
        'install',
        '--prefix',
        npm,
        '--no-save',
        '--no-audit',
        '--no-fund',
        '--ignore-scripts',
        FROM_NPM,
      ],
    });
  });
  return {
    schemathesis: python('schemathesis'),
    specValidator: python('openapi-spec-validator'),
    redocly: join(npm, 'node_modules', '@redocly', 'cli', 'bin', 'cli.js'),
  };
}

/** Does some work unless a mark in the folder says that it was done for the same versions. */
async function once(dir: string, versions: string, work: () => Promise<void>): Promise<void> {
  const mark = join(dir, `${versions.replaceAll(/[^\w.@=-]+/g, '_')}.done`);
  if (existsSync(mark)) return;
  await work();
  writeFileSync(mark, '');
}
