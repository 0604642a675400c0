import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendNotices } from '../../activities/send-notices.ts';
import type { Deps } from '../../activities/deps.ts';
import { notices } from '../../db/schema/index.ts';
import type { Notice } from '../../domain/engine/notice.ts';
import { startApi, type TestApi } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** Founds a petition, has a reminder of it wait for `review`, sends it, and answers to whom. */
async function toldOf(id: string, against: readonly string[]): Promise<readonly string[]> {
  const payload = {
    from: '王秀英',
    about: '反映案款到账后未发放',
    channel: 'visit',
    ...(against.length > 0 && { against }),
  };
  expect((await api.as('p-reception-1').post('/api/matters', { kind: 'petition', id, payload })).status).toBe(201);
  const body: Notice = { kind: 'rung', key: `k/${id}`, caseNo: id, rung: 'remind', deadline: 'petition@2', to: [{ role: 'review', person: null }], text: '【提醒】' }; // prettier-ignore
  await api.store.db.insert(notices).values({ caseId: id, key: body.key, body, createdAt: Date.now() });
  const told: string[] = [];
  const sink: Deps['sink'] = (sent) => {
    told.push(...(sent.body as Notice).to.map(({ role, person }) => `${role} ${person ?? '*'}`));
    return Promise.resolve();
  };
  expect(await sendNotices({ store: api.store, sink } as Deps)({ caseId: id })).toBe(1); // it works with these two
  return told;
}

test('a petition’s notices reach nobody whom it is against', async () => {
  expect(await toldOf('petition-open', [])).toEqual(['review *']);
  expect(await toldOf('petition-one', ['p-review-1'])).toEqual(['review p-review-2']);
  expect(await toldOf('petition-all', ['p-review-1', 'p-review-2'])).toEqual(['president *']);
});
