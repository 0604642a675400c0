// `npm run chaos`: tries to stop a court, on instances of its own, and prints what came of it; ten minutes at most.
// `npm run chaos -- poison` does only that part, `-- deliveries` and `-- rotation` those that are left out otherwise. Exit code 1 if anything was stopped, lost or doubled, 2 if it is called otherwise.
import { type Figure, figureTable } from './bench/figure.ts';
import { endAll } from './chaos/life.ts';
import { deliveries } from './chaos/deliveries.ts';
import { kills } from './chaos/kills.ts';
import { rotations } from './chaos/rotation.ts';
import { poison } from './chaos/poisoning.ts';
import { onShutdown } from '../process/shutdown.ts';
import { reasonOf } from '../process/start-error.ts';
import { commandLine, saidWhy, WrongUse, wholeSetting } from './command-line.ts';

const STOP_MS = 15_000;

const parts: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  poison,
  kills,
  deliveries,
  rotation: rotations,
};
/** What it does unless it is told: ten minutes; the deliveries take as long again, a rotation three minutes. */
const usual = ['poison', 'kills'];

const usage = `npm run chaos -- [${Object.keys(parts).join('|')}]`;

function chosen(): readonly string[] {
  const { words: names } = commandLine({ usage, most: Object.keys(parts).length });
  const unknown = names.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length === 0) return names.length === 0 ? usual : names;
  throw new WrongUse(`there is no part ${unknown.join(', ')}\n${usage}`);
}

/** One that fails does not take the other with it. */
async function take(name: string): Promise<readonly Figure[]> {
  process.stderr.write(`… ${name}\n`);
  try {
    return (await parts[name]?.()) ?? [];
  } catch (err) {
    process.stderr.write(`${err instanceof Error ? String(err.stack) : String(err)}\n`);
    return [{ name, figure: 'failed, see above', ok: false }];
  }
}

const end = onShutdown(STOP_MS, async (_, err) => {
  if (err !== undefined) process.stderr.write(`chaos: ${reasonOf(err)}\n`);
  await endAll();
  if (process.exitCode !== undefined) process.exit();
});

try {
  const names = chosen();
  wholeSetting('CHAOS_KILLS', 1); // before anything is started
  const figures: Figure[] = [];
  for (const name of names) figures.push(...(await take(name)));
  process.stdout.write(`\n${figureTable(figures)}\n`);
  process.exitCode = figures.every(({ ok }) => ok !== false) ? 0 : 1;
} catch (err) {
  saidWhy('chaos', err);
}
end('done');
