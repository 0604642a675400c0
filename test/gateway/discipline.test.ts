// Discipline that was decided opens a dual check by itself (docs/decisions/088): once, known to those it names, and nothing of it in the case.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { apiOver, filing, type TestApi } from '../support/api.ts';
import { type Engine, startEngine } from '../support/engine.ts';

let engine: Engine;
let api: TestApi;
beforeAll(async () => {
  engine = await startEngine();
  api = await apiOver(engine.store, { gateway: engine.gateway });
});
afterAll(async () => {
  await api.close();
  await engine.stop();
});

it('is opened of whoever was late', async () => {
  const filedAt = new Date(Date.now() - 5 * 86_400_000).toISOString();
  const filed = await api.as('p-filing-1').post<{ id: string }>('/api/cases', filing({ filedAt }));
  const { id } = filed.body;
  const say = (person: string, node: string, payload: object) => api.as(person).post<{ code?: string }>(`/api/cases/${id}/nodes/${node}`, { payload }); // prettier-ignore
  const deadline = 'reception@2';
  const found = await say('p-review-1', 'adverse-effect.found', { deadline, what: '多次上访', evidence: '信访登记表' });
  expect(found.status, JSON.stringify(found.body)).toBe(200);
  const decided = await say('p-president-1', 'discipline.decided', { deadline, decision: '移交纪检组' });
  expect(decided.status, JSON.stringify(decided.body)).toBe(200);

  const checks = async (person: string) => (await api.as(person).get<{ items: { id: string; case: string }[] }>('/api/matters?kind=dual-check')).body.items; // prettier-ignore
  await expect.poll(async () => (await checks('p-president-1')).length, { timeout: 20_000 }).toBe(1);
  const [check] = await checks('p-president-1');
  expect(check).toMatchObject({ case: id });
  expect(await checks('p-officer-1')).toEqual([]);
  const log = await api.as('p-review-1').get(`/api/cases/${id}/log`);
  expect(JSON.stringify(log.body)).not.toContain('双查');
  const shown = await engine.client.workflow.getHandle(check?.id ?? '').describe();
  expect(JSON.stringify([shown.memo, shown.searchAttributes])).not.toMatch(/双查|督办|局长|p-director/);
}, 60_000);
