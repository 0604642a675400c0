// Two hundred poisoned commands over three doors, while twenty clients work; then every poisoned case has to be well.
import { setTimeout as delay } from 'node:timers/promises';
import { parseCaseNumber } from '../../domain/record/case-number.ts';
import { civilYear } from '../../domain/time/instant.ts';
import { atMost, type Figure, percentile } from '../bench/figure.ts';
import { inParallel } from '../bench/site.ts';
import { type Clients, type Met, startClients } from './clients.ts';
import { doorsOf, type Heard } from './doors.ts';
import { complain, inFolder, inLife, type Life, lineOf, within } from './life.ts';
import type { Dose, Kind, Target } from './poison.ts';
import { poisonedBytes } from './poisoned-bytes.ts';
import { poisonedMessages } from './poisoned-messages.ts';
import { areWell, nothingLeft } from './sound.ts';

const TURNS = 5;
const WARM_MS = 4_000;
const QUIET_MS = 10_000;
const GAP_MS = 160; // between two poisoned commands: those of a turn take as long as the quiet time
const AT_ONCE = 60;
const FILE_MS = 15_000;
const FIRST_NUMBER = 500_000;

const kinds: readonly Kind[] = [...poisonedMessages, ...poisonedBytes];

/** One dose, its kind, and the case it goes to. */
interface Given {
  readonly kind: Kind;
  readonly dose: Dose;
  readonly to: Target;
  heard?: Heard;
}

/** Everything on an instance of its own; what follows a restart too. */
export const poison = (): Promise<readonly Figure[]> =>
  inFolder(async (dir) => {
    const { ids, figures } = await inLife(dir, firstLife);
    return [...figures, ...(await inLife(dir, (life) => secondLook(life, ids, 'after a restart')))];
  });

const secondLook = async (life: Life, ids: readonly string[], named: string): Promise<readonly Figure[]> => [
  ...(await areWell(life, ids, named)),
  ...(await nothingLeft(life, ids, named)),
];

async function firstLife(life: Life): Promise<{ ids: readonly string[]; figures: readonly Figure[] }> {
  const { court } = life;
  const given = prepare(life);
  const ids = given.map(({ to }) => to.id);
  const file = ({ to }: Given) => court.file(undefined, { caseNo: to.caseNo });
  const [unfiled, filed] = [true, false].map((is) => given.filter(({ kind }) => (kind.unfiled ?? false) === is));
  await inParallel(8, filed ?? [], async (one) => void (await file(one)));
  const clients = await startClients(court);
  const { pace, failed } = await givePoison(clients, given);
  await clients.stop();
  const recorded = await factsOf(life, given);
  await inParallel(8, unfiled ?? [], async (one) => {
    await within(FILE_MS, 'filing', file(one)).catch((error: unknown) => complain(`${one.to.id}: ${lineOf(error)}`));
  });
  const figures = [
    ...heardOf(given),
    atMost('poison that became a fact', recorded, 0, { unit: '' }),
    atMost('clean commands refused or unanswered meanwhile', failed, 0, { unit: '' }),
    pace,
    ...(await secondLook(life, ids, 'after the poison')),
  ];
  return { ids, figures };
}

/** Each dose gets a case of its own. */
function prepare(life: Life): Given[] {
  const doors = doorsOf(life);
  return kinds
    .flatMap((kind) => kind.doses.map((dose) => ({ kind, dose })))
    .map(({ kind, dose }, i) => {
      const caseNo = `（${civilYear(Date.now())}）豫0823执${FIRST_NUMBER + i}号`;
      return { kind, dose, to: { doors, caseNo, id: parseCaseNumber(caseNo)?.id ?? '' } };
    });
}

/** The clients alone and with the poison by turns, so that whatever else this machine does slows both. */
async function givePoison(clients: Clients, given: readonly Given[]): Promise<{ pace: Figure; failed: number }> {
  const order = given.toSorted((a, b) => a.kind.doses.indexOf(a.dose) - b.kind.doses.indexOf(b.dose)); // kinds mixed
  const each = Math.ceil(order.length / TURNS);
  const [quiet, poisoned]: [Met[], Met[]] = [[], []];
  await delay(WARM_MS);
  clients.soFar();
  for (let turn = 0; turn < TURNS; turn++) {
    await delay(QUIET_MS);
    quiet.push(clients.soFar());
    const began = Date.now();
    await inParallel(AT_ONCE, [...order.slice(turn * each, (turn + 1) * each).entries()], async ([i, one]) => {
      await delay(Math.max(began + i * GAP_MS - Date.now(), 0));
      one.heard = await one.dose.give(one.to);
    });
    poisoned.push(clients.soFar());
  }
  const times = (met: readonly Met[]) => met.flatMap((m) => m.times);
  const p95 = (met: readonly Met[]) => percentile(times(met), 0.95);
  const of = `${p95(poisoned).toFixed(0)} ms of ${times(poisoned).length} to ${p95(quiet).toFixed(0)} ms of ${times(quiet).length}`;
  return {
    pace: atMost('clean commands, p95 with poison to p95 without', p95(poisoned) / p95(quiet), 2, { unit: '', digits: 2, of }), // prettier-ignore
    failed: [...quiet, ...poisoned].reduce((sum, m) => sum + m.failed, 0),
  };
}

/** What the doors answered, as figures; what was wrong, line by line. */
function heardOf(given: readonly Given[]): readonly Figure[] {
  const failed = given.filter(({ heard }) => (heard?.status ?? 0) >= 500);
  const silent = given.filter(({ heard }) => heard?.silent === true);
  for (const { kind, dose, to, heard } of [...failed, ...silent])
    complain(`${kind.name}, ${to.id}, ${dose.label}: ${heard?.status ?? ''} ${heard?.outcome}`);
  if (process.env['CHAOS_VERBOSE'] === '1')
    for (const { kind, dose, heard } of given) process.stderr.write(`    ${kind.name} | ${dose.label} | ${heard?.status ?? ''} ${heard?.outcome}\n`); // prettier-ignore
  const of = `${given.length} commands of ${kinds.length} kinds`;
  return [
    atMost('poison answered with a 5xx', failed.length, 0, { unit: '', of }),
    atMost('poison without an answer', silent.length, 0, { unit: '' }),
  ];
}

/** How many poisoned commands stand in the record though they should not; what the engine says itself, disclosures above all, came of none. */
async function factsOf({ store }: Life, given: readonly Given[]): Promise<number> {
  const { rows } = await store.pool.query<{ case_id: string; node: string }>(
    `select case_id, node from facts where case_id = any($1) and via <> 'system' and node <> 'law.applied'`,
    [given.map(({ to }) => to.id)],
  );
  const wrong = given.flatMap(({ kind, dose, to }) => {
    if (kind.mayPass === true) return [];
    const found = rows.filter((row) => row.case_id === to.id && (kind.unfiled === true || row.node !== 'case.filed'));
    return found.map(({ node }) => `${kind.name}, ${to.id}, ${dose.label}: ${node} was recorded`);
  });
  wrong.forEach(complain);
  return wrong.length;
}
