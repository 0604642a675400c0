import { expect, onTestFinished, test } from 'vitest';
import type { Activities } from '../../activities/index.ts';
import type { RuleDraft } from '../../domain/law/draft.ts';
import { openStore } from '../../db/client.ts';
import { refold } from '../../db/cases/refold.ts';
import { dateOf } from '../../domain/time/instant.ts';
import { courtAt } from '../../local/bench/court.ts';
import { startOwn } from '../../local/bench/site.ts';
import { sweep } from '../../gateway/sweeper.ts';
import type { RolloutProgress } from '../../workflows/messages.ts';
import { type Docket, fileCase } from '../support/clerk.ts';
import { type Engine, type EngineOptions, startEngine } from '../support/engine.ts';
import { rollingOut } from '../support/rolling-out.ts';
import { tempDir } from '../support/temp-dir.ts';

/** A week becomes three days, for what is open too. */
const sooner: RuleDraft = {
  kind: 'rule',
  rule: 'assign-officer',
  within: '3d',
  basis: '本院〔2026〕1号',
  effectiveFrom: null,
  reachesOpen: true,
};

async function begin(options: EngineOptions): Promise<Engine> {
  const engine = await startEngine(options);
  onTestFinished(() => engine.stop());
  return engine;
}

const lawsMet = async ({ store }: Engine, { id }: Docket): Promise<unknown[]> => {
  const sql = `select payload->>'rollout' as rollout from facts where case_id = $1 and node = 'law.applied' order by seq`;
  return (await store.pool.query<{ rollout: string | null }>(sql, [id])).rows.map((r) => r.rollout);
};

/** An activity whose first answer is lost after its work was done. */
const losingOne = (activities: Activities): Activities => {
  let lost = false;
  const rollOut: Activities['rollOut'] = async (input) => {
    const batch = await activities.rollOut(input);
    if (lost) return batch;
    lost = true;
    throw new Error('the answer is lost');
  };
  return { ...activities, rollOut };
};

test('the answer of a batch is lost: it is taken again, no case twice, and counted as if nothing had happened', async () => {
  const engine = await begin({ around: losingOne });
  const law = rollingOut(engine);
  const dockets = await Promise.all([fileCase(engine), fileCase(engine), fileCase(engine)]);
  const draftId = await law.previewed(sooner);
  await law.apply(draftId);
  expect(await law.finished(draftId)).toEqual({ status: 'done', paused: false, total: 3, done: 3, moved: 3, skipped: 0, deferred: 0 }); // prettier-ignore
  for (const docket of dockets) expect(await lawsMet(engine, docket)).toEqual([null, draftId]);
  const moved = (await engine.outbox()).filter((notice) => notice['kind'] === 'moved');
  expect(moved, 'each owner hears once').toHaveLength(3);
});

test('the worker is killed in mid batch: the rollout goes on with the next one, and every case meets the law once', async () => {
  const instance = await startOwn(tempDir(), { say: () => undefined });
  onTestFinished(() => instance.stop());
  const court = courtAt(instance.info().api ?? '');
  const admin = async <T>(method: 'GET' | 'POST', path: string, body?: object) =>
    (await court.send<T>('p-administrator-1', method, `/api/law/drafts${path}`, body)).body;
  const ids: string[] = [];
  for (let i = 0; i < 60; i += 1) ids.push(await court.file());
  const { id } = await admin<{ id: string }>('POST', '', sooner);
  await admin('POST', `/${id}/preview`);
  await admin('POST', `/${id}/apply`);

  const store = openStore(instance.info().databaseUrl, 1);
  onTestFinished(() => store.close());
  const met = async () => {
    const sql = `select case_id from facts where node = 'law.applied' and payload->>'rollout' = $1`;
    return (await store.pool.query<{ case_id: string }>(sql, [id])).rows.map((r) => r.case_id).toSorted();
  };
  await expect.poll(async () => (await met()).length, { interval: 5, timeout: 20_000 }).toBeGreaterThan(5);
  process.kill(instance.info().pids['worker'] ?? NaN, 'SIGKILL');
  expect((await met()).length, 'killed in the middle').toBeLessThan(60);

  const progress = () => admin<RolloutProgress>('GET', `/${id}/rollout`);
  await expect.poll(async () => (await progress()).status, { interval: 500, timeout: 100_000 }).toBe('done');
  expect(await progress()).toMatchObject({ total: 60, done: 60, moved: 60, skipped: 0, deferred: 0 });
  expect(await met()).toEqual(ids.toSorted());
  const { rows } = await store.pool.query(
    `select count(*)::int as n, count(sent_at)::int as sent from outbox where body->>'kind' = 'moved'`,
  );
  expect(rows, 'each owner hears once').toEqual([{ n: 60, sent: 60 }]);
}, 180_000);

test('a case that wakes before its turn meets the law by itself, and nobody is warned of the date that has moved', async () => {
  const engine = await begin({});
  const law = rollingOut(engine);
  const docket = await fileCase(engine);
  const tomorrow = dateOf(Date.now() + 86_400_000);
  const draftId = await law.previewed({
    kind: 'calendar',
    year: Number(tomorrow.slice(0, 4)),
    local: true,
    source: '本院',
    notice: '公告第3号',
    // the check was due two days after filing: all that follows is closed for snow
    days: [1, 2, 3, 4, 5].map((n) => ({ date: dateOf(Date.now() + n * 86_400_000), kind: 'rest', name: '大雪' })),
  });
  expect(await law.applyPaused(draftId)).toMatchObject({ accepted: true });
  await engine.moveTo(docket.id, Date.now() + 3 * 86_400_000);
  const urged = (await docket.log()).filter((l) => l.rung === 'urge' && l.deadline === 'related-cases@2');
  expect(urged).toEqual([]);
  expect(await lawsMet(engine, docket)).toEqual([null, null]);
  await law.resume(draftId);
  expect(await law.finished(draftId)).toMatchObject({ status: 'done', done: 1, moved: 0, skipped: 1 });
  expect((await refold(engine.store.db)).differences).toEqual([]);
});

test('it continues as new: nothing is looked at twice, the pause goes along', async () => {
  const engine = await begin({});
  const law = rollingOut(engine);
  const dockets = await Promise.all([fileCase(engine), fileCase(engine), fileCase(engine), fileCase(engine)]);
  const draftId = await law.previewed(sooner);
  await law.applyPaused(draftId, { batchSize: 1, continueAfter: 20 });
  const first = await law.handleOf(draftId).describe();
  await law.resume(draftId);
  expect(await law.finished(draftId)).toMatchObject({ status: 'done', total: 4, done: 4, moved: 4 });
  expect((await law.handleOf(draftId).describe()).runId).not.toBe(first.runId);
  for (const docket of dockets) expect(await lawsMet(engine, docket)).toEqual([null, draftId]);
});

test('a case that does not answer holds nobody up: the sweeper has it meet the law once it listens again', async () => {
  const deaf = { id: '' };
  let listen: () => void = () => undefined;
  const listening = new Promise<void>((resolve) => {
    listen = resolve;
  });
  const around = (activities: Activities): Activities => ({
    ...activities,
    decideAndRecord: async (input) => {
      if (input.caseId === deaf.id) await listening;
      return activities.decideAndRecord(input);
    },
  });
  const engine = await begin({ around, answerMs: 1_500 });
  const law = rollingOut(engine);
  const dockets = await Promise.all([fileCase(engine), fileCase(engine)]);
  const [first, second] = dockets;
  const assigned = (docket: Docket) => docket.log().then((log) => log.filter((l) => l.type === 'moved').length);
  deaf.id = first.id;
  const draftId = await law.previewed(sooner);
  await law.apply(draftId);
  expect(await law.finished(draftId)).toMatchObject({ status: 'done', done: 2, moved: 1, deferred: 1 });
  expect(await assigned(second)).toBe(1);
  expect(await assigned(first)).toBe(0);

  deaf.id = '';
  listen();
  await engine.store.pool.query(`update cases set next_wake_at = next_wake_at - interval '1 minute' where id = $1`, [first.id]); // prettier-ignore
  const { client, store, taskQueue } = engine;
  await sweep({ client, store, taskQueue, log: { warn: () => undefined, error: () => undefined } });
  await expect.poll(() => assigned(first), { timeout: 20_000 }).toBe(1);
  expect(await lawsMet(engine, first), 'met once, whoever came first').toHaveLength(2);
});
