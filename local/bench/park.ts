// Many cases that rest, each like one that was made through the real doors: its rows again, under numbers of their own, and a workflow each.
import pg from 'pg';
import { openStore } from '../../db/client.ts';
import { parseCaseNumber } from '../../domain/record/case-number.ts';
import { type CaseStart, readStart, startOf } from '../../gateway/start.ts';
import { messages } from '../../workflows/messages.ts';
import { inParallel, type Site } from './site.ts';

const TASK_QUEUE = 'zhixing';
const AT_ONCE = 16; // as many as a rollout asks at once
const TRIES = 5;
const FIRST = 500_000; // of the numbers that are theirs: no other figure files so many
const AWAKE_MS = 60 * 60_000;
const QUIET_MS = 60_000;

/** The tables that hold a case, in the order of their references; of what a case has sent nothing is left to send. */
const tables = ['cases', 'case_search', 'facts', 'deadlines', 'case_log'] as const;
/** Columns that Postgres fills itself. */
const generated: Readonly<Record<string, string>> = { case_log: 'id' };

/**
 * Copies a case so many times, has the workflow of each look at it, and waits until all of them sleep. Answers how many a second fell asleep.
 * Throws where one does not sleep, or would wake within the hour.
 */
export async function parkAlike({ info, temporal }: Site, caseId: string, count: number): Promise<number> {
  const store = openStore(info.databaseUrl, 2);
  const client = new pg.Client({ connectionString: info.databaseUrl });
  await client.connect();
  try {
    await atRest(client, caseId);
    const model = await readStart(store.db, caseId);
    if (model === undefined) throw new Error(`there is no case ${caseId}`);
    await client.query('begin'); // the sweeper, which works too, sees no case before all of it is there
    for (const table of tables) await copyRows(client, table, model, count);
    await client.query('commit');
    await client.query('vacuum analyze');
    const began = performance.now();
    const starts = Array.from({ length: count }, (_, i) => numbered(model, FIRST + i));
    let done = 0;
    await inParallel(AT_ONCE, starts, async (start) => {
      await persistently(() => temporal.workflow.executeUpdateWithStart(messages.settleNow, { startWorkflowOperation: startOf({ client: temporal, taskQueue: TASK_QUEUE }, start) })); // prettier-ignore
      done += 1;
      if (done % 1_000 === 0) process.stderr.write(`… ${done} of ${count} cases rest\n`);
    });
    const seconds = (performance.now() - began) / 1_000;
    await asleep(client, count);
    return count / seconds;
  } finally {
    await client.end();
    await store.close();
  }
}

/** The number that a copy has in the place of its model's. */
function numbered({ caseNo, title }: CaseStart, n: number): CaseStart {
  const ours = caseNo.replace(/\d+号$/, `${n}号`);
  const id = parseCaseNumber(ours)?.id;
  if (id === undefined) throw new Error(`${ours} is no case number`);
  return { caseId: id, caseNo: ours, title };
}

/** A table's rows of the model, once for each copy: wherever they name the case, they name the copy. */
async function copyRows(client: pg.Client, table: string, model: CaseStart, count: number): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'select column_name as name from information_schema.columns where table_schema = current_schema() and table_name = $1 and column_name is distinct from $2',
    [table, generated[table] ?? null],
  );
  const columns = (of: string) => rows.map(({ name }) => `${of}"${name}"`).join(', ');
  const key = table === 'cases' ? 'id' : 'case_id';
  const { caseId, caseNo } = model;
  const [idHead, noHead] = [caseId.replace(/\d+$/, ''), caseNo.replace(/\d+号$/, '')];
  await client.query(
    `insert into ${table} (${columns('')})
     select ${columns('copy.')} from (select to_jsonb(t)::text as row from ${table} t where ${key} = $1) model
     cross join generate_series($2::int, $3::int) n
     cross join lateral jsonb_populate_record(null::${table},
       replace(replace(model.row, $1, $4::text || n), $5, $6::text || n || '号')::jsonb) copy`,
    [caseId, FIRST, FIRST + count - 1, idHead, caseNo, noHead],
  );
}

/** Waits until a case has sent all it has to say and sleeps: what it still had to do, each copy would do. */
async function atRest(client: pg.Client, caseId: string): Promise<void> {
  const sql = `select next_wake_at > $2 and not exists (select from outbox where case_id = $1 and sent_at is null) as rests from cases where id = $1`;
  for (const began = Date.now(); ;) {
    const { rows } = await client.query<{ rests: boolean }>(sql, [
      caseId,
      new Date(Date.now() + AWAKE_MS).toISOString(),
    ]);
    if (rows[0]?.rests === true) return;
    if (Date.now() - began > QUIET_MS) throw new Error(`${caseId} does not come to rest`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** All of them sleep, and on: what wakes is no case that rests. */
async function asleep(client: pg.Client, count: number): Promise<void> {
  const until = new Date(Date.now() + AWAKE_MS).toISOString();
  const { rows } = await client.query<{ n: number }>(
    'select count(*)::int as n from cases where next_wake_at > $1 and closed_at is not null',
    [until],
  );
  if ((rows[0]?.n ?? 0) < count)
    throw new Error(`only ${rows[0]?.n ?? 0} of ${count} cases sleep for an hour and more`);
}

/** A server that is busy with so many is asked again. */
async function persistently(ask: () => Promise<unknown>): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      await ask();
      return;
    } catch (err) {
      if (tried === TRIES) throw err;
    }
  }
}
