import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedRules } from '../../../db/seed/law.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { ADMINISTRATOR, caseWithMoney, DRAFTS, lawDesk } from '../../support/law-desk.ts';

let api: TestApi;
let caseId: string;
beforeAll(async () => {
  api = await startApi();
  expect(await lawDesk(api).drafts(), 'a new court has nothing to catch up with').toEqual([]);
  // a court from before two rows (this one tells nobody: test/support/database.ts): its rule book lacks it, and one that the table has no more is in it
  const { pool, db } = api.store;
  await pool.query(
    `set role none; update rules set rule = 'long-forgotten' where rule = 'related-cases'; set role zhixing_app`,
  );
  ({ id: caseId } = await caseWithMoney(api));
  await pool.query(
    `insert into deadlines select (jsonb_populate_record(d, '{"id":"long-forgotten@2","rule":"long-forgotten"}')).*
     from deadlines d where case_id = $1 and rule = 'network-query'`,
    [caseId],
  );
  await seedRules(db);
  await seedRules(db); // twice is once
});
afterAll(() => api.close());

describe('the rollout that a migration leaves', () => {
  test('stands in the list, with what it brings', async () => {
    const body = await lawDesk(api).drafts();
    expect(body).toMatchObject([
      {
        id: 'plan-2',
        status: 'draft',
        createdBy: 'system',
        body: { kind: 'plan', version: 2, rules: ['related-cases', 'disclose'] },
      },
    ]);
    expect(body[0]?.zh).toBe('随系统升级施行的规则：全省关联案件查询、公开流程信息（第2版）');
  });

  test('can be previewed, and says what it opens', async () => {
    const { status, body } = await lawDesk(api).step('plan-2', 'preview');
    expect(status).toBe(200);
    expect(body.preview).toMatchObject({ cases: 1 });
    expect(body.preview?.shifts).toContainEqual(
      expect.objectContaining({ caseId, deadline: 'related-cases@2', from: null }),
    );
  });

  test('is nobody’s to write or to give up; it has no progress before it has begun', async () => {
    const desk = lawDesk(api);
    expect(await desk.draft({ kind: 'plan', version: 2, rules: [] })).toMatchObject({ status: 400 });
    expect((await desk.step('plan-2', 'discard')).body).toMatchObject({ code: 'not-a-draft' });
    expect((await api.as(ADMINISTRATOR).get(`${DRAFTS}/plan-2/rollout`)).body).toMatchObject({ code: 'not-applying' });
    expect((await api.as(ADMINISTRATOR).get(`${DRAFTS}/plan-2`)).status).toBe(200);
  });
});

test('a rule that the table has no more is no error wherever it still stands', async () => {
  const reader = api.as('p-review-1');
  const lists = [`/api/cases/${caseId}`, `/api/cases/${caseId}/deadlines`, '/api/worklist?role=property-control', '/api/deadline-rules']; // prettier-ignore
  for (const url of lists) expect((await reader.get(url)).status, url).toBe(200);
  const { status, body } = await reader.get<{ zh: string }>(`/api/cases/${caseId}/deadlines/long-forgotten@2/explanation`); // prettier-ignore
  expect([status, body.zh]).toEqual([200, 'long-forgotten（规则已不再设）']);
  const done = await api.as('p-reception-1').post(`/api/cases/${caseId}/nodes/material.received`, { payload: { items: ['执行申请书'] } }); // prettier-ignore
  expect(done.status).toBe(200);
  const log = await reader.get<{ items: { type: string; deadline?: string; zh?: string }[] }>(`/api/cases/${caseId}/log?limit=500`); // prettier-ignore
  expect(log.body.items).toContainEqual(expect.objectContaining({ type: 'void', deadline: 'long-forgotten@2', zh: '规则已不再设' })); // prettier-ignore
  expect(log.body.items).toContainEqual(expect.objectContaining({ type: 'opened', deadline: 'related-cases@2' }));
});
