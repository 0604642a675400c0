import { afterAll, beforeAll, expect, test } from 'vitest';
import { refold } from '../../db/cases/refold.ts';
import { fileCase } from '../support/clerk.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { skip, workThrough } from '../support/story.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

test('every case folded again from its facts gives what is stored; what somebody edited shows', async () => {
  const done = await fileCase(engine);
  await workThrough(done, engine);
  const idle = await fileCase(engine);
  await skip(idle, engine, 100);
  const corrected = await fileCase(engine);
  const started = await corrected.complete('query.started');
  await corrected.complete('query.returned');
  const taken = await corrected.tryTo(
    'fact.withdrawn',
    { fact: started.fact + 1, reason: '误录' },
    { by: 'p-review-1' },
  );
  expect(taken).toMatchObject({ accepted: true });
  await fileCase(engine, { filedAt: '2026-01-20T16:20:00+08:00' });

  expect(await refold(engine.store.db)).toEqual({ cases: 4, differences: [] });

  await engine.store.pool.query(
    `update deadlines set target_due = '2099-01-01' where case_id = $1 and rule = 'reception'`,
    [idle.id],
  );
  const { differences } = await refold(engine.store.db);
  expect(differences.map((d) => [d.caseId, d.what])).toEqual([[idle.id, 'reception@2']]);
});
