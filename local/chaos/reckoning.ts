// After the kills: what was promised, what is stored, what was sent.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refold } from '../../db/cases/refold.ts';
import { sleptThrough } from '../../db/cases/sweep.ts';
import { atMost, type Figure } from '../bench/figure.ts';
import { inParallel } from '../bench/site.ts';
import { places } from '../embedded/data-dir.ts';
import { complain, type Life, lineOf, within } from './life.ts';
import { rungKey, rungsDue } from './rungs-due.ts';
import { ARRIVED_FEN, type Sent } from './senders.ts';

const COUNT = { unit: '' };
const ADVANCE_MS = 60_000;

/** Counts what is wrong, and says each. */
export function wrongOf(name: string, wrong: readonly string[], of?: string): Figure {
  for (const line of wrong.slice(0, 20)) complain(`${name}: ${line}`);
  return atMost(name, wrong.length, 0, { ...COUNT, ...(of !== undefined && { of }) });
}

/** Each acknowledged command is one fact with one line in the log; no command is two. */
export async function factsStand({ store }: Life, sent: readonly Sent[]): Promise<readonly Figure[]> {
  const { rows } = await store.pool.query<{ key: string; seq: number; facts: number; lines: number }>(
    `select coalesce(payload -> 'items' ->> 0, payload ->> 'reference') as key, min(f.seq) as seq, count(distinct f.seq)::int as facts, count(l.id)::int as lines
     from facts f left join case_log l on l.case_id = f.case_id and l.fact = f.seq and l.type = 'fact'
     where f.node in ('material.received', 'funds.arrived') group by 1`,
  );
  const found = new Map(rows.map((row) => [row.key, row]));
  const acknowledged = sent.filter(({ fact }) => fact !== undefined);
  const lost = acknowledged.filter(({ key, fact }) => found.get(key)?.seq !== fact);
  const doubled = rows.filter(({ facts, lines }) => facts !== 1 || lines !== 1);
  const again = sent.filter(({ tries }) => tries > 1).length;
  return [
    wrongOf('acknowledged commands without their fact', lost.map(({ key }) => key), `${acknowledged.length} acknowledged, ${again} sent more than once`), // prettier-ignore
    wrongOf('commands with two facts, or two lines in the log', doubled.map(({ key, facts, lines }) => `${key}: ${facts} facts, ${lines} lines`)), // prettier-ignore
    wrongOf(
      'commands without a final answer',
      sent.filter(({ fact }) => fact === undefined).map(({ key }) => key),
    ),
  ];
}

/** Each arrival is one entry of its sum, and what the accounts hold is what arrived. */
export async function moneyStands({ store }: Life): Promise<readonly Figure[]> {
  const { rows: wrong } = await store.pool.query<{ at: string; entries: number }>(
    `select f.case_id || '/' || f.seq as at, count(distinct e.n)::int as entries from facts f
     left join ledger_entries e on e.record = f.case_id and e.fact = f.seq
     left join ledger_lines l on l.record = e.record and l.fact = e.fact and l.n = e.n
     where f.node = 'funds.arrived' group by 1
     having count(distinct e.n) <> 1 or sum(l.fen) filter (where l.side = 'c') is distinct from $1`,
    [ARRIVED_FEN],
  );
  const { rows: sums } = await store.pool.query<{ arrived: number; held: number }>(
    `select (select count(*) * $1 from facts where node = 'funds.arrived')::int as arrived,
            (select coalesce(sum(fen), 0) from ledger_balances where account = 'case.arrived')::int as held`,
    [ARRIVED_FEN],
  );
  const { arrived = 0, held = 0 } = sums[0] ?? {};
  return [
    wrongOf('postings lost or doubled', wrong.map(({ at, entries }) => `${at}: ${entries} entries`), `${arrived / ARRIVED_FEN} postings`), // prettier-ignore
    wrongOf('balances that are not what arrived', arrived === held ? [] : [`${held} held, ${arrived} arrived`]),
  ];
}

/** Every case is moved on by a month: then it has exactly the rungs that follow from its facts, each once. */
export async function timersStand(life: Life, ids: readonly string[]): Promise<readonly Figure[]> {
  const wrong: string[] = [];
  let rungs = 0;
  await inParallel(6, ids, async (id) => {
    try {
      const { now } = await within(ADVANCE_MS, 'the clock', life.court.advance(id, '30d'));
      const { rows } = await life.store.pool.query<{ deadline: string; rung: string; fires_at: Date; open: boolean }>(
        `select l.deadline, l.rung, l.fires_at, d.status = 'open' as open from case_log l
         join deadlines d on d.case_id = l.case_id and d.id = l.deadline where l.case_id = $1 and l.rung is not null`,
        [id],
      );
      const keyOf = (row: (typeof rows)[number]) => rungKey(row.deadline, row.rung, row.fires_at.getTime());
      const fired = rows.map(keyOf);
      const ended = new Set(rows.filter(({ open }) => !open).map(keyOf)); // what has ended derives no rungs any more
      const due = await rungsDue(life.store.db, id, Date.parse(now));
      rungs += fired.length;
      const missed = due.filter((key) => !fired.includes(key));
      const extra = fired.filter((key, i) => (!due.includes(key) && !ended.has(key)) || fired.indexOf(key) !== i);
      wrong.push(...missed.map((key) => `${id}: ${key} did not fire`), ...extra.map((key) => `${id}: ${key} too many`));
    } catch (error) {
      wrong.push(`${id}: ${lineOf(error)}`);
    }
  });
  return [wrongOf('rungs missed, doubled or without ground', wrong, `${rungs} fired in ${ids.length} cases`)];
}

/** Each effect is one file, and none waits. */
export async function outboxStands({ store, info }: Life): Promise<readonly Figure[]> {
  const { rows } = await store.pool.query<{ id: string; sent: boolean }>(
    'select id, sent_at is not null as sent from outbox order by id',
  );
  const { outboxDir } = places(info.dataDir);
  const files = (await readdir(outboxDir)).filter((name) => name.endsWith('.json'));
  const delivered = await Promise.all(
    files.map(async (name) => (JSON.parse(await readFile(join(outboxDir, name), 'utf8')) as { id: number }).id), // the sink's own
  );
  const known = new Set(rows.map(({ id }) => Number(id)));
  const wrong = [
    ...rows.filter(({ sent }) => !sent).map(({ id }) => `${id} waits`),
    ...rows.filter(({ id, sent }) => sent && !delivered.includes(Number(id))).map(({ id }) => `${id} never arrived`),
    ...delivered.filter((id, i) => delivered.indexOf(id) !== i || !known.has(id)).map((id) => `${id} arrived twice, or from nowhere`), // prettier-ignore
  ];
  return [wrongOf('effects lost, waiting or doubled', wrong, `${rows.length} effects`)];
}

/** What is stored follows from the facts, and the sweeper has nothing to do. */
export async function storeStands({ store }: Life): Promise<readonly Figure[]> {
  const { cases, differences } = await refold(store.db);
  const slept = await sleptThrough(store.db, 500);
  return [
    wrongOf('refold, differences', differences.map((d) => JSON.stringify(d)), `${cases} cases`), // prettier-ignore
    wrongOf('cases left to the sweeper', slept.map(({ caseId }) => caseId)), // prettier-ignore
  ];
}
