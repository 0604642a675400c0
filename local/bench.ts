// `npm run bench`: takes the figures that were promised, each as a ratio or a time of this run, on an instance of its own.
// `npm run bench -- latency timers` takes only those. Exit code 1 if one misses its target, 2 if it is called otherwise.
import { join } from 'node:path';
import { benchDerive } from './bench/derive.ts';
import { benchPeriods } from './bench/periods.ts';
import { benchSkipping, benchTimers } from './bench/clocks.ts';
import { type Figure, figureTable } from './bench/figure.ts';
import { benchFiling } from './bench/filing.ts';
import { benchHeap } from './bench/heap.ts';
import { benchImport } from './bench/import.ts';
import { benchHistory } from './bench/history.ts';
import { benchPosting, benchTrialBalance } from './bench/ledger.ts';
import { benchLists } from './bench/lists.ts';
import { benchLoop } from './bench/loop.ts';
import { benchReceipts } from './bench/receipts.ts';
import { benchSealing } from './bench/sealing.ts';
import { benchRollout } from './bench/rollout.ts';
import { benchParked, PARKED } from './bench/parked.ts';
import { benchLatency, benchThroughput } from './bench/pace.ts';
import { closeSites, openSite, type Site } from './bench/site.ts';
import { benchStories } from './bench/stories.ts';
import { benchStart } from './bench/startup.ts';
import { benchWithAndWithout } from './bench/with-and-without.ts';
import { PROGRAMS } from './embedded/programs.ts';
import { onShutdown } from '../process/shutdown.ts';
import { reasonOf } from '../process/start-error.ts';
import { commandLine, saidWhy, wholeNumber, wholeSetting, WrongUse } from './command-line.ts';

type Figures = readonly Figure[] | Promise<readonly Figure[]>;

const STOP_MS = 15_000;

/** Those that need no instance, or one of their own, and want the machine for themselves. */
const alone: Readonly<Record<string, (asked: Asked) => Figures>> = {
  derive: benchDerive,
  periods: benchPeriods,
  start: benchStart,
  lists: benchLists,
  parked: ({ parked }) => benchParked(parked),
  import: benchImport,
  codec: () => benchWithAndWithout('codec', {}, { env: { ...process.env, PAYLOAD_KEYS: 'none' } }),
  reading: () =>
    benchWithAndWithout(
      'reading',
      {},
      { programs: { ...PROGRAMS, api: join(import.meta.dirname, 'bench', 'open-api.ts') } },
    ),
};

const onSite: Readonly<Record<string, (site: Site) => Figures>> = {
  loop: benchLoop,
  history: benchHistory,
  latency: benchLatency,
  throughput: benchThroughput,
  filing: benchFiling,
  heap: benchHeap,
  skipping: benchSkipping,
  timers: benchTimers,
  rollout: benchRollout,
  stories: benchStories,
  posting: benchPosting,
  'trial-balance': benchTrialBalance,
  receipts: benchReceipts,
  sealing: benchSealing,
};

const known = [...Object.keys(alone), ...Object.keys(onSite)];
const usage = `npm run bench -- [FIGURE …] [--parked=${PARKED}]\nfigures: ${known.join(', ')}`;

/** Which figures are asked for (none: all), and how many cases rest while one of them is taken. */
interface Asked {
  readonly names: readonly string[];
  readonly parked: number;
}

function readAsked(): Asked {
  const { values, words } = commandLine({ usage, options: { parked: { type: 'string' } }, most: known.length });
  const unknown = words.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new WrongUse(`there is no figure ${unknown.join(', ')}\n${usage}`);
  wholeSetting('BENCH_CASES', 1); // before anything is started
  return { names: words, parked: values.parked === undefined ? PARKED : wholeNumber('--parked', values.parked) };
}

/** One that fails does not take the others with it. */
async function take(name: string, measure: () => Figures): Promise<readonly Figure[]> {
  process.stderr.write(`… ${name}\n`);
  try {
    return await measure();
  } catch (err) {
    process.stderr.write(`${err instanceof Error ? String(err.stack) : String(err)}\n`);
    return [{ name, figure: 'failed, see above', ok: false }];
  }
}

async function takeAll(asked: Asked): Promise<readonly Figure[]> {
  const isWanted = (name: string) => asked.names.length === 0 || asked.names.includes(name);
  const figures: Figure[] = [];
  for (const [name, measure] of Object.entries(alone)) {
    if (isWanted(name)) figures.push(...(await take(name, () => measure(asked))));
  }
  const here = Object.entries(onSite).filter(([name]) => isWanted(name));
  if (here.length === 0) return figures;
  const { site } = await openSite();
  for (const [name, measure] of here) figures.push(...(await take(name, () => measure(site))));
  return figures;
}

const end = onShutdown(STOP_MS, async (_, err) => {
  if (err !== undefined) process.stderr.write(`bench: ${reasonOf(err)}\n`);
  await closeSites();
  if (process.exitCode !== undefined) process.exit();
});

try {
  const figures = await takeAll(readAsked());
  process.stdout.write(`\n${figureTable(figures)}\n`);
  process.exitCode = figures.every(({ ok }) => ok !== false) ? 0 : 1;
} catch (err) {
  saidWhy('bench', err);
}
end('done');
