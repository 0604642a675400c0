import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendOutbox } from '../../activities/send-outbox.ts';
import type { Deps } from '../../activities/deps.ts';
import { outbox } from '../../db/schema/index.ts';
import { storedEffect } from '../../domain/engine/effects.ts';
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
  const effect: Notice = { effect: 'notice', kind: 'rung', key: `k/${id}`, caseNo: '信访（王××）', rung: 'remind', deadline: 'petition@2', to: [{ role: 'review', person: null }], text: '【提醒】信访（王××） 接办：⟨p-review-2⟩' }; // prettier-ignore
  await api.store.db.insert(outbox).values({ caseId: id, ...storedEffect(effect), createdAt: Date.now() });
  const told: string[] = [];
  const sink: Deps['sink'] = (sent) => {
    if (sent.effect !== 'notice') throw new Error('a petition is told to no party');
    told.push(...sent.to.map(({ role, person, name }) => `${role} ${person ?? '*'}${name === null ? '' : ` ${name}`}`));
    expect(sent.body.caseNo, 'two of one surname are told apart').toBe(`信访 ${id}（王××）`);
    expect(sent.body.text).toBe(`【提醒】信访 ${id}（王××） 接办：内勤乙`);
    return Promise.resolve();
  };
  expect(await sendOutbox({ store: api.store, sink })({ caseId: id })).toEqual({ sent: 1 });
  return told;
}

test('a petition’s notices reach nobody whom it is against', async () => {
  expect(await toldOf('petition-open', [])).toEqual(['review *']);
  expect(await toldOf('petition-one', ['p-review-1'])).toEqual(['review p-review-2 内勤乙']);
  expect(await toldOf('petition-all', ['p-review-1', 'p-review-2'])).toEqual(['president *']);
});
