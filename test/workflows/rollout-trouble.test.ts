import { expect, onTestFinished, test } from 'vitest';
import type { Activities } from '../../activities/index.ts';
import type { RuleDraft } from '../../domain/law/draft.ts';
import { sweep } from '../../sweeper.ts';
import { type Docket, fileCase } from '../support/clerk.ts';
import { type Engine, type EngineOptions, startEngine } from '../support/engine.ts';
import { rollingOut } from '../support/rolling-out.ts';

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

/** An activity whose first answer is lost after its work was done: the worker died. */
const dyingOnce = (activities: Activities): Activities => {
  let died = false;
  const rollOut: Activities['rollOut'] = async (input) => {
    const batch = await activities.rollOut(input);
    if (died) return batch;
    died = true;
    throw new Error('the worker died');
  };
  return { ...activities, rollOut };
};

test('a worker dies in the middle: the batch is taken again, no case twice, and counted as if nothing had happened', async () => {
  const engine = await begin({ around: dyingOnce });
  const law = rollingOut(engine);
  const dockets = await Promise.all([fileCase(engine), fileCase(engine), fileCase(engine)]);
  const draftId = await law.previewed(sooner);
  await law.apply(draftId);
  expect(await law.finished(draftId)).toEqual({ status: 'done', paused: false, total: 3, done: 3, moved: 3, skipped: 0, deferred: 0 }); // prettier-ignore
  for (const docket of dockets) expect(await lawsMet(engine, docket)).toEqual([null, draftId]);
  const moved = (await engine.outbox()).filter((notice) => notice['kind'] === 'moved');
  expect(moved, 'each owner hears once').toHaveLength(3);
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
