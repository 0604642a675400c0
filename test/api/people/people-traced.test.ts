// Whoever writes to the register past the program leaves a line in the record of its changes (docs/decisions/166).
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test('what is written past the program as the application is in the record of changes all the same', async () => {
  const run = (sql: string) => api.store.pool.query(sql);
  await run(`insert into people values ('smuggled', '暗度')`);
  await run(`insert into assignments (person, role) values ('smuggled', 'finance')`);
  await run(`update assignments set valid_to = now() where person = 'smuggled'`);
  await run(`update people set name = '明修' where id = 'smuggled'`);
  const { items } = (await api.as('p-auditor-1').get<{ items: readonly { by: string; reason: string; change: { zh: string } }[] }>('/api/people/changes?person=smuggled')).body; // prettier-ignore
  expect(items.map(({ by, change }) => [by, change.zh.replace(/，.*/, '')])).toEqual([
    ['database', expect.stringContaining('明修')],
    ['database', expect.stringContaining('不再担任财务人员')],
    ['database', expect.stringContaining('担任财务人员')],
    ['database', expect.stringContaining('smuggled')],
  ]);
  expect(items[0]?.reason).toContain('直接写入数据库');
  const sealed = await run(`select count(*) from audit_pending where of_table = 'people_changes'`);
  expect(Number((sealed.rows[0] as { count: string }).count)).toBeGreaterThan(0); // one row
});
