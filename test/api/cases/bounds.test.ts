import { afterAll, beforeAll, expect, test } from 'vitest';
import { bounds } from '../../../domain/nodes/bounds.ts';
import { type Case, filing, startApi, type TestApi } from '../../support/api.ts';
import { measure } from '../../support/story.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

type Refused = { readonly code: string; readonly detail: string };

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const found = (first: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    ...{ id: `a-${first + i}`, kind: 'bank-account', holder: '李卫东' },
    ...{ description: '尾号0001', valueFen: 100 },
  }));
const returned = (page: number) => ({
  node: 'query.returned',
  at: ago(100 - page),
  payload: { complete: false, assets: found(page * bounds.returned, bounds.returned) },
});
const takeover = (pages: number) =>
  filing({
    filedAt: ago(200),
    history: [
      { node: 'case.assigned', at: ago(190), payload: { officer: 'p-officer-1' } },
      { node: 'query.started', at: ago(180), payload: { systems: ['总对总'] } },
      ...Array.from({ length: pages }, (_, i) => returned(i)),
    ],
  });
const complete = (id: string, node: string, person: string, body: object) =>
  api.as(person).post<Refused>(`/api/cases/${id}/nodes/${node}`, body);

test('a filing with 7,500 assets in its history is refused, quickly and whole', async () => {
  const body = takeover(15);
  const { status, body: refused } = await api.as('p-filing-1').post<Refused>('/api/cases', body);
  expect([status, refused.code]).toEqual([422, 'too-many-assets']);
  expect(refused.detail).toContain('query.returned');
  const { status: again } = await api.as('p-filing-1').post('/api/cases', { ...body, history: [] });
  expect(again).toBe(201);
});

test('a case of 5,000 assets takes a measure, is corrected up to its bound, shows itself, and says in few words what keeps it from being closed', async () => {
  const { status, body } = await api.as('p-filing-1').post<Case>('/api/cases', takeover(10));
  expect(status).toBe(201);
  expect(body.assetCount).toBe(bounds.assets);
  const { id } = body;
  const frozen = { subject: 'a-7', payload: measure() };
  expect((await complete(id, 'asset.frozen', 'p-control-1', frozen)).status).toBe(200);
  const one = { payload: { complete: true, assets: found(bounds.assets, 1) } };
  expect((await complete(id, 'query.returned', 'p-control-1', one)).body.code).toBe('too-many-assets');
  const corrected = (assets: object[]) =>
    complete(id, 'fact.corrected', 'p-review-1', {
      payload: { fact: 14, reason: '误录', askedBy: 'p-control-1', payload: { complete: true, assets } },
    });
  const last = found(bounds.assets - 500, 500);
  expect((await corrected([...last.slice(1), ...found(9_000, 2)])).status).toBe(400); // 501 of them
  expect((await corrected(last.slice(1))).status).toBe(200);
  expect((await corrected([...last.slice(1), ...found(9_000, 1)])).status).toBe(200);
  expect((await corrected(last)).status).toBe(200);
  const { body: shown } = await api.as('p-review-1').get<Case>(`/api/cases/${id}`);
  expect(shown.assetCount).toBe(bounds.assets);
  const closing = await complete(id, 'case.closed', 'p-officer-1', { payload: { kind: 'performed' } });
  expect([closing.status, closing.body.code]).toEqual([422, 'nodes-open']);
  expect(JSON.stringify(closing.body).length).toBeLessThan(50_000);
}, 120_000);
