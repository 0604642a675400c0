// `npm run fuzz`: two linters over docs/openapi.json, then five minutes of schemathesis against an instance of its own. Exit code 1
// if anything is found. FUZZ_SECONDS=60 takes a shorter look, FUZZ_SECONDS=0 only lints; FUZZ_SEED repeats a run. Exit code 2 if it is called otherwise.
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { onShutdown } from '../process/shutdown.ts';
import { openSite, temporaryFolder } from './bench/site.ts';
import { type Figure, figureTable } from './bench/figure.ts';
import { asking, DOCUMENT, parts, prepare } from './fuzz/asking.ts';
import { breakOff, type ToolCommand, installTools, run, type Tools } from './fuzz/tools.ts';
import { commandLine, saidWhy, wholeSetting } from './command-line.ts';
import { readSettings, ROOT } from './settings.ts';
import { reasonOf } from '../process/start-error.ts';

const STOP_MS = 15_000;
const SECONDS = 300;

let isBroken = false;
let close: () => Promise<void> = () => Promise.resolve();

/** Runs a command and says how it went. */
async function figure(name: string, command: ToolCommand): Promise<Figure> {
  process.stderr.write(`\n… ${name}\n`);
  const code = await run(command);
  return { name, figure: code === 0 ? 'nothing found' : 'see above', ok: code === 0 };
}

async function lint({ specValidator, redocly }: Tools): Promise<readonly Figure[]> {
  const config = join(ROOT, 'local', 'fuzz', 'redocly.yaml');
  // it tells nobody that it runs here, and asks nobody for a newer version
  const env = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const strict = ['lint', '--config', config, '--max-problems', '50', DOCUMENT];
  return [
    await figure('openapi-spec-validator', { command: [specValidator, DOCUMENT] }),
    await figure('redocly', { command: [process.execPath, redocly, ...strict], env }),
  ];
}

async function fuzz(tools: Tools, seed: number, seconds: number): Promise<readonly Figure[]> {
  const { site, close: closeSite } = await openSite();
  const { dir, remove } = temporaryFolder();
  close = async () => {
    breakOff();
    await closeSite();
    remove();
  };
  await prepare(site);
  const figures: Figure[] = [];
  for (const part of parts) {
    if (isBroken) break;
    const command = await asking(part, { tools, api: site.info.api ?? '', dir }, { seed, seconds });
    figures.push(await figure(`${part.phases} as ${part.person}`, command));
  }
  return figures;
}

const end = onShutdown(STOP_MS, async (_, err) => {
  isBroken = true;
  if (err !== undefined) process.stderr.write(`fuzz: ${reasonOf(err)}\n`);
  await close();
  if (process.exitCode !== undefined) process.exit();
});

try {
  commandLine({ usage: 'npm run fuzz\nFUZZ_SECONDS, FUZZ_SEED: see CONTRIBUTING.md' });
  const seconds = wholeSetting('FUZZ_SECONDS', SECONDS, 0);
  const seed = wholeSetting('FUZZ_SEED', randomInt(1_000_000), 0);
  process.stdout.write(`FUZZ_SEED=${seed} FUZZ_SECONDS=${seconds}\n`);
  const tools = await installTools(readSettings(process.env).cacheDir);
  const figures = [...(await lint(tools)), ...(seconds === 0 ? [] : await fuzz(tools, seed, seconds))];
  process.stdout.write(`\n${figureTable(figures)}\nFUZZ_SEED=${seed}\n`);
  process.exitCode = figures.every(({ ok }) => ok !== false) ? 0 : 1;
} catch (err) {
  saidWhy('fuzz', err);
}
end('done');
