import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseView } from '../../workflows/messages.ts';
import { fileCase } from '../support/clerk.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { keepHistory } from '../support/history.ts';
import { workThrough } from '../support/story.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine({ continueAfter: 60 });
});
afterAll(() => engine.stop());

const DAY = 86_400_000;

test('a case that continues as new every 60 events loses nothing on its way to the archive', async () => {
  const docket = await fileCase(engine);
  const first = (await engine.client.workflow.getHandle(docket.id).describe()).runId;
  await workThrough(docket, engine);
  const last = await engine.client.workflow.getHandle(docket.id).describe();
  expect(last.runId).not.toBe(first);
  expect(last.status.name).toBe('COMPLETED');
  expect(last.historyLength).toBeLessThan(200);
  await keepHistory(engine, docket.id, 'a-later-run');
  const nodes = (await docket.log()).filter((l) => l.type === 'fact').map((l) => l.data['node']);
  const engines: readonly unknown[] = ['supervision.opened', 'case.handed-over'];
  expect(nodes.filter((n) => !engines.includes(n)).length).toBe(39);
});

test('timers, details, memo and search attributes outlive it, also inside a fast-forward', async () => {
  const docket = await fileCase(engine);
  await engine.moveTo(docket.id, Date.now() + 213 * DAY);
  const described = await engine.client.workflow.getHandle(docket.id).describe();
  expect(described.memo).toEqual({ caseNo: docket.caseNo, parties: '张×国 申请执行 李×东' });
  expect(described.searchAttributes['Stage']).toEqual(['收案']);
  expect(described.searchAttributes['OverdueCount']).not.toEqual([0]);
  const view = await engine.client.workflow.getHandle(docket.id).query<CaseView>('case');
  expect(view.caseNo).toBe(docket.caseNo);
  const fired = (await docket.log()).filter((l) => l.type === 'rung');
  const behind = fired.filter((l) => l.recorded_at.getTime() - (l.fires_at?.getTime() ?? 0) > 1_000);
  expect(behind.filter((l) => (l.fires_at?.getTime() ?? 0) > Date.now())).toEqual([]);
  expect(fired.some((l) => l.deadline?.startsWith('case-limit-statutory') && l.rung === 'supervise')).toBe(true);
});
