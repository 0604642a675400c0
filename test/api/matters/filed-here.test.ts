// A case that another court entrusted is filed here under a number of this court (委托执行规定7), whoever says so and however it is put right.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nodeRow } from '../../../domain/nodes/index.ts';
import { startApi, type TestApi } from '../../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

it('and under no number of another court', async () => {
  const { body } = await api.as('p-review-1').post<{ id: string }>('/api/matters', { kind: 'entrustment', payload: { ...(nodeRow('entrustment.received').example as object), what: 'case', due: undefined } }); // prettier-ignore
  const send = (node: string, payload: object, by = 'p-review-1') =>
    api.as(by).post<{ code: string; fact: number }>(`/api/matters/${body.id}/nodes/${node}`, { payload });
  for (const filedAs of ['（2026）京0105执34号', '（2014）武执字第00123号'])
    expect((await send('entrustment.handled', { result: '已立案', filedAs }, 'p-filing-1')).body.code, filedAs).toBe('wrong-court'); // prettier-ignore
  const handled = await send(
    'entrustment.handled',
    { result: '已立案', filedAs: '（2026）豫0823执34号' },
    'p-filing-1',
  );
  expect(handled.status, JSON.stringify(handled.body)).toBe(200);
  const payload = { result: '已立案', filedAs: '（2026）京0105执34号' };
  const put = await send('fact.corrected', { fact: handled.body.fact, payload, reason: '误录' });
  expect(put.body.code).toBe('wrong-court');
});
