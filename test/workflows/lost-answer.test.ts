import { clearIn } from '../support/history.ts';
import { join } from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../db/client.ts';
import { type Court, courtAt } from '../../local/bench/court.ts';
import { stopRemindedAt } from '../../local/bench/clocks.ts';
import { startOwn } from '../../local/bench/site.ts';
import { rungKey, rungsDue } from '../../local/chaos/rungs-due.ts';
import type { Instance } from '../../local/embedded/embedded.ts';
import { PROGRAMS } from '../../local/embedded/programs.ts';
import { sweep } from '../../gateway/sweeper.ts';
import { fileCase, type LogRow } from '../support/clerk.ts';
import { startEngine } from '../support/engine.ts';
import { tempDir } from '../support/temp-dir.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;
const DYING_WORKER = join(import.meta.dirname, '..', 'support', 'dying-worker.ts');

/** An instance in a folder; `worker` takes the place of ours. */
async function start(dataDir: string, worker = PROGRAMS.worker): Promise<{ instance: Instance; court: Court }> {
  const instance = await startOwn(dataDir, { say: () => undefined, programs: { ...PROGRAMS, worker } });
  onTestFinished(() => instance.stop());
  return { instance, court: courtAt(instance.info().api ?? '') };
}

/** Sees into the records of a case behind everybody's back. */
async function openRecords(databaseUrl: string, id: string) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  onTestFinished(() => client.end());
  const rows = async <T extends object>(sql: string) => (await client.query<T>(sql, [id])).rows;
  return {
    rungs: () =>
      rows<LogRow & { recorded_real: Date }>(
        `select * from case_log where case_id = $1 and rung is not null order by id`,
      ),
    lostFacts: () =>
      rows<{ node: string; answer: object }>(
        `select node, answer from facts where case_id = $1 and command_id = 'lost-1'`,
      ),
  };
}

/** Every rung that follows from a case's facts up to an instant: the deadline, the rung, its instant. */
async function rungsBy(databaseUrl: string, id: string, until: number): Promise<readonly string[]> {
  const store = openStore(databaseUrl, 1);
  try {
    return await rungsDue(store.db, id, until);
  } finally {
    await store.close();
  }
}

const keyOf = ({ deadline, rung, fires_at }: LogRow): string => rungKey(deadline, rung, fires_at?.getTime());

test('everything is killed between commit and answer and nobody retries: every rung still fires', async () => {
  const dataDir = tempDir();
  const first = await start(dataDir, DYING_WORKER);
  const id = await first.court.file(Date.now() - 9 * DAY);
  const remind = Date.now() + 20 * SECOND;
  const { at, payload } = stopRemindedAt(remind);
  const stop = { at: new Date(at).toISOString(), payload };
  const send = ({ send: as }: Court) =>
    as<object>('p-supervising-1', 'POST', `/api/cases/${id}/nodes/exclusion.approved`, stop, 'lost-1');
  await expect(send(first.court), 'the API has died before it could answer').rejects.toThrow();
  await first.instance.stop();

  const { instance, court } = await start(dataDir);
  const { databaseUrl } = instance.info();
  const records = await openRecords(databaseUrl, id);
  const [fact, ...more] = await records.lostFacts();
  expect([fact?.node, more], 'what was committed is there, once').toEqual(['exclusion.approved', []]);

  const isReminder = (l: LogRow) => l.rung === 'remind' && l.deadline?.startsWith('stop-review@') === true;
  await expect
    .poll(async () => (await records.rungs()).filter(isReminder), { timeout: 120_000, interval: 1_000 })
    .toHaveLength(1);
  const reminder = (await records.rungs()).find(isReminder);
  expect(reminder?.fires_at?.getTime()).toBe(remind);
  expect(
    (reminder?.recorded_real.getTime() ?? 0) - remind,
    'by the sweeper: the workflow knew nothing',
  ).toBeGreaterThan(29 * SECOND);

  const now = Date.parse((await court.advance(id, '30d')).now);
  const fired = await records.rungs();
  expect(fired.map(keyOf).toSorted(), 'each once, at its instant').toEqual(await rungsBy(databaseUrl, id, now));
  const late = fired.filter((l) => l.recorded_at.getTime() - (l.fires_at?.getTime() ?? 0) > SECOND);
  expect(
    late.filter((l) => (l.fires_at?.getTime() ?? 0) > remind),
    'and from then on in time',
  ).toEqual([]);

  const again = await send(court);
  expect(again).toEqual({ status: 200, body: { ...(fact?.answer as object), warnings: [] } });
  expect(await records.lostFacts()).toHaveLength(1);
}, 150_000);

test('a workflow that somebody ended is started again by the sweeper, and goes on in the case’s own time', async () => {
  const engine = await startEngine();
  onTestFinished(() => engine.stop());
  const { client, store, taskQueue, databaseUrl } = engine;
  const docket = await fileCase(engine);
  const handle = client.workflow.getHandle(docket.id);
  await handle.terminate('by mistake');
  const target = Date.now() + 3 * DAY;
  await engine.moveTo(docket.id, target);
  const rungs = async () => (await docket.log()).filter((l) => l.rung !== null);
  expect((await rungs()).filter((l) => (l.fires_at?.getTime() ?? 0) > Date.now())).toEqual([]);

  const log = { warn: () => undefined, error: () => undefined };
  expect(await sweep({ client, store, taskQueue, log, continueAfter: 77 })).toBe(1);
  const fallen = await rungsBy(databaseUrl, docket.id, target);
  await expect
    .poll(async () => (await rungs()).map(keyOf), { timeout: 20_000 })
    .toEqual(expect.arrayContaining([...fallen]));
  const { status, memo } = await handle.describe();
  expect(status.name).toBe('RUNNING');
  expect(memo, 'named like one that the API starts').toEqual({
    caseNo: docket.caseNo,
    parties: '张×国 申请执行 李×东',
  });
  const { events } = await handle.fetchHistory();
  const [input = {}] = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  expect(await clearIn(input), 'and of the same measure').toEqual({ continueAfter: 77 });

  await engine.moveTo(docket.id, target + 7 * DAY);
  const fired = await rungs();
  expect(fired.map(keyOf).toSorted()).toEqual(await rungsBy(databaseUrl, docket.id, target + 7 * DAY));
  const late = fired.filter((l) => Math.abs(l.recorded_at.getTime() - (l.fires_at?.getTime() ?? 0)) > SECOND);
  expect(late.filter((l) => (l.fires_at?.getTime() ?? 0) > target + HOUR)).toEqual([]);
  expect((await docket.complete('reception.held')).accepted).toBe(true);
});
