// What filing a case or founding a matter now would start: the same judgement, and nothing is there afterwards.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeRow } from '../../../domain/nodes/index.ts';
import { filing, startApi, type TestApi } from '../../support/api.ts';

interface Preview {
  readonly code?: string;
  readonly dryRun?: boolean;
  readonly count: number;
  readonly deadlines: readonly { readonly rule: string; readonly turns: readonly string[] }[];
}

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const preview = (url: string, body: object, by: string) => api.as(by).post<Preview>(`${url}?dryRun=true`, body);
const count = async () =>
  (await api.store.pool.query<{ n: number }>('select count(*)::int as n from cases')).rows[0]?.n;

test('a case: its first deadlines, and no case', async () => {
  const body = filing({ filedAt: new Date(Date.now() - 60_000).toISOString() });
  const before = await count();
  const looked = await preview('/api/cases', body, 'p-filing-1');
  expect(looked).toMatchObject({ status: 200, body: { accepted: true, dryRun: true } });
  expect(looked.body.deadlines.map(({ rule }) => rule)).toContain('reception');
  expect(await count()).toBe(before);
  expect((await api.as('p-filing-1').post('/api/cases', body)).status).toBe(201);
  expect(await preview('/api/cases', body, 'p-filing-1')).toMatchObject({ status: 409, body: { code: 'case-exists' } });
});

test('a case that would be refused is refused so', async () => {
  expect(await preview('/api/cases', filing(), 'p-clerk-1')).toMatchObject({
    status: 403,
    body: { code: 'wrong-role' },
  });
  expect((await preview('/api/cases', filing({ claimFen: 'x' }), 'p-filing-1')).status).toBe(400);
  const history = [{ node: 'case.closed', at: '2026-01-21T09:00:00+08:00', payload: {} }];
  expect((await preview('/api/cases', filing({ history }), 'p-filing-1')).status).toBeGreaterThanOrEqual(400);
  expect((await api.as('p-filing-1').post<Preview>('/api/cases?dryrun=true', filing())).body.code).toBe('bad-query');
});

test('a matter', async () => {
  const before = await count();
  const body = { kind: 'order', payload: nodeRow('order.received').example };
  const looked = await preview('/api/matters', body, 'p-review-1');
  expect([looked.status, looked.body.dryRun]).toEqual([200, true]);
  expect(looked.body.count).toBeGreaterThan(0);
  expect(await count()).toBe(before);
});
