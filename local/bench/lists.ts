// How long a page of a list takes over HTTP in a court of a hundred thousand open cases: every order, every filter, search.
import { writeCursor } from '../../api/http/query.ts';
import { caseSorts } from '../../db/cases/case-list.ts';
import { roleIds, teams } from '../../domain/nodes/roles.ts';
import { stageIds } from '../../domain/plan/closing/stage.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import { wanted } from './court.ts';
import { wholeSetting } from '../command-line.ts';
import { atMost, type Figure, percentile } from './figure.ts';
import { caseNoOf, causes, nameOf, officerOf, seedCourt } from './seed-court.ts';
import { openSite, type Site } from './site.ts';

const casesAsked = (): number => wholeSetting('BENCH_CASES', 100_000);
const TIMES = 60; // readings of each list, each of something else
const WARM = 3; // connections, and what is read once
const PROMISED = 50; // ms
const DAY = 86_400_000;
const READER = 'p-review-1';

/** The i-th query of a list. */
type Asking = (i: number) => Readonly<Record<string, string>>;

const cycled =
  (name: string, values: readonly string[]): Asking =>
  (i) => ({ [name]: values[i % values.length] ?? '' });
const both =
  (...askings: readonly Asking[]): Asking =>
  (i) =>
    Object.fromEntries(askings.flatMap((asking) => Object.entries(asking(i))));
const daysFromNow = (days: number): string => formatInstant(Date.now() + days * DAY);
const someCase = (i: number): number => (i * 7_919) % casesAsked();

const role = cycled('role', roleIds);
const officer: Asking = (i) => ({ person: officerOf(i) });
const desk = cycled('person', ['p-control-1', 'p-documents-1', 'p-leader-1', 'p-review-2', 'p-command-1']);
const dueBefore: Asking = (i) => ({ dueBefore: daysFromNow((i % 60) - 20) });
/** Far into the list: behind what is due on some day. */
const deep: Asking = (i) => ({ cursor: writeCursor([Date.now() + ((i * 3) % 180) * DAY, '2025-ha0823-zhi-5', '']) });

const worklists: Readonly<Record<string, Asking>> = {
  'the court': () => ({}),
  'the court, 200 a page': () => ({ limit: '200' }),
  'the court, deep': deep,
  'a role': role,
  'a role, deep': both(role, deep),
  'a role, due before': both(role, dueBefore),
  'an officer': officer,
  'an officer, deep': both(officer, deep),
  'an officer, due before': both(officer, dueBefore),
  'a desk': desk,
  'a desk, deep': both(desk, deep),
  'due before': dueBefore,
};

const stage = cycled('stage', stageIds);
const team = cycled('team', Object.keys(teams));
const ofOfficer: Asking = (i) => ({ officer: officerOf(i) });
const open = cycled('closed', ['false']);
const month: Asking = (i) => ({ filedFrom: daysFromNow(-30 * (i % 30) - 30), filedTo: daysFromNow(-30 * (i % 30)) });

const filters: Readonly<Record<string, Asking>> = {
  all: () => ({}),
  'all, 200 a page': () => ({ limit: '200' }),
  'a stage': stage,
  'a team': team,
  'an officer': ofOfficer,
  nobody: () => ({ officer: 'p-nobody' }),
  open,
  closed: cycled('closed', ['true']),
  'filed in a month': month,
  'filed from': (i) => ({ filedFrom: daysFromNow(-i * 15) }),
  'filed to': (i) => ({ filedTo: daysFromNow(-i * 15) }),
  'a stage of a team': both(cycled('stage', ['closing', 'payout', 'archived']), team),
  'an officer, open': both(ofOfficer, open),
  'a team, open, of a month': both(team, open, month),
  number: (i) => ({ caseNo: caseNoOf(someCase(i)) }),
  'q: name': (i) => ({ q: nameOf(someCase(i)) }),
  'q: given name': (i) => ({ q: nameOf(4 * i + 1).slice(1) }),
  'q: full width, spaces': (i) => ({ q: ` ${nameOf(someCase(i)).split('').join('　')}` }),
  'q: end of a number': (i) => ({ q: `${String(100_000 + someCase(i)).slice(1)}号` }),
  'q: number': (i) => ({ q: caseNoOf(someCase(i)).slice(0, -2) }),
  'q: every number': () => ({ q: '豫0823执' }),
  'q: cause': (i) => ({ q: causes[i % causes.length]?.slice(0, 4) ?? '' }),
  'q: nothing': (i) => ({ q: ['鑫龘', '不存在的公司', '9999999'][i % 3] ?? '' }),
  'q: name, open': both((i) => ({ q: nameOf(someCase(i)).slice(0, 2) }), open),
  'q: cause, an officer': both((i) => ({ q: causes[i % causes.length] ?? '' }), ofOfficer),
};

/** Behind half of the cases that there are, in each order. */
const middle: Readonly<Record<(typeof caseSorts)[number], () => number>> = {
  filedAt: () => Date.now() - 450 * DAY,
  '-filedAt': () => Date.now() - 450 * DAY,
  nextDeadline: () => Date.now() + 2 * DAY,
};

/** Takes every figure in a court of its own. */
export async function benchLists(): Promise<Figure[]> {
  const { site, close } = await openSite();
  try {
    await seedCourt(site.info.databaseUrl, casesAsked(), (line) => process.stderr.write(`${line}\n`));
    return await readLists(site);
  } finally {
    await close();
  }
}

/** Reads every list of a court that is full. */
export async function readLists({ court }: Pick<Site, 'court'>): Promise<Figure[]> {
  const read = async (path: string, asking: Asking): Promise<Times> => {
    const times: number[] = [];
    for (let i = -WARM; i < TIMES; i++) {
      const query = new URLSearchParams(asking(Math.abs(i)));
      const began = performance.now();
      wanted(200, await court.send(READER, 'GET', `${path}?${query.toString()}`));
      if (i >= 0) times.push(performance.now() - began);
    }
    const [p50 = NaN, p95 = NaN, p99 = NaN] = [0.5, 0.95, 0.99].map((share) => percentile(times, share));
    return { p50, p95, p99 };
  };
  const figures: Figure[] = [];
  for (const [name, asking] of Object.entries(worklists)) {
    figures.push(figureOf(`worklist, ${name}`, { '': await read('/api/worklist', asking) }));
  }
  for (const [name, asking] of Object.entries(filters)) {
    const bySort: Record<string, Times> = {};
    for (const sort of caseSorts)
      bySort[` by ${sort}`] = await read(
        '/api/cases',
        both(asking, () => ({ sort })),
      );
    figures.push(figureOf(`cases, ${name}`, bySort));
  }
  const bySort: Record<string, Times> = {};
  for (const sort of caseSorts) {
    const cursor = () => writeCursor([sort, middle[sort](), '2025-ha0823-zhi-5']);
    bySort[` by ${sort}`] = await read('/api/cases', () => ({ sort, cursor: cursor() }));
  }
  return [...figures, figureOf('cases, all, deep', bySort)];
}

/** How long a list took (ms). */
interface Times {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** One figure for a list, whatever the order: the worst of them counts. */
function figureOf(name: string, bySort: Readonly<Record<string, Times>>): Figure {
  const worst = Math.max(...Object.values(bySort).map(({ p95 }) => p95));
  const of = Object.entries(bySort).map(
    ([sort, times]) => `${[times.p50, times.p95, times.p99].map((ms) => ms.toFixed(0)).join('/')}${sort}`,
  );
  return atMost(`lists: ${name}: p95`, worst, PROMISED, { unit: 'ms', of: `p50/p95/p99 ${of.join(', ')}` });
}
