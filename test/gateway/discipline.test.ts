// Discipline that was decided opens a dual check by itself (docs/decisions/088): once, known to those it names, and nothing of it in the case.
import { expect, it } from 'vitest';
import { wholeCourt } from '../support/court.ts';

const court = wholeCourt();

it('is opened of whoever was late, and ends when the decision is taken back', async () => {
  const id = await court.file(5 * 86_400_000);
  const say = (person: string, node: string, payload: object) => court.api.as(person).post<{ code?: string; fact?: number }>(`/api/cases/${id}/nodes/${node}`, { payload }); // prettier-ignore
  const deadline = 'reception@2';
  const found = await say('p-review-1', 'adverse-effect.found', { deadline, what: '多次上访', evidence: '信访登记表' });
  expect(found.status, JSON.stringify(found.body)).toBe(200);
  const decided = await say('p-president-1', 'discipline.decided', { deadline, decision: '移交纪检组' });
  expect(decided.status, JSON.stringify(decided.body)).toBe(200);

  const checks = async (person: string) => (await court.api.as(person).get<{ items: { id: string; case: string }[] }>('/api/matters?kind=dual-check')).body.items; // prettier-ignore
  await expect.poll(async () => (await checks('p-president-1')).length, { timeout: 20_000 }).toBe(1);
  const [check] = await checks('p-president-1');
  expect(check).toMatchObject({ case: id });
  expect(await checks('p-officer-1')).toEqual([]);
  const log = await court.api.as('p-review-1').get(`/api/cases/${id}/log`);
  expect(JSON.stringify(log.body)).not.toContain('双查');
  const shown = await court.engine.client.workflow.getHandle(check?.id ?? '').describe();
  expect(JSON.stringify([shown.memo, shown.searchAttributes])).not.toMatch(/双查|督办|局长|p-director/);

  const { fact } = decided.body;
  const withdrawn = await say('p-president-1', 'fact.withdrawn', { fact, reason: '事实不清' });
  expect(withdrawn.status, JSON.stringify(withdrawn.body)).toBe(200);
  const stage = async () => (await court.api.as('p-president-1').get<{ stage: string }>(`/api/matters/${check?.id}`)).body.stage; // prettier-ignore
  await expect.poll(stage, { timeout: 20_000 }).toBe('concluded');
  const unsent = async () => (await court.engine.store.pool.query<{ effect: string }>(`select effect from outbox where sent_at is null`)).rows; // prettier-ignore
  await expect.poll(unsent, { timeout: 20_000 }).toEqual([]);
  expect(JSON.stringify((await court.api.as('p-review-1').get(`/api/cases/${id}/log`)).body)).not.toContain('双查');
}, 60_000);
