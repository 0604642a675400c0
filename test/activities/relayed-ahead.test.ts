// What a record says in one that is not here yet waits for it, and troubles nobody meanwhile; when that comes, it hears it (plan §9: asset.taken-over).
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendOutbox } from '../../activities/send-outbox.ts';
import { sleptThrough } from '../../db/cases/sweep.ts';
import { countUnsent, readRelayed } from '../../db/outbox/read.ts';
import { nodeRow } from '../../domain/nodes/index.ts';
import { caseIdOf } from '../../domain/record/case-number.ts';
import { type Case, filing, startApi, type TestApi } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const nobody = () => Promise.resolve();

test('a case takes over a control from one that is taken over itself only later', async () => {
  const old = filing({ caseNo: '（2026）豫0823执99001号' });
  const oldId = caseIdOf(old.caseNo);
  const { body } = await api.as('p-filing-1').post<Case>('/api/cases', filing());
  const payload = { ...(nodeRow('asset.taken-over').example as object), from: old.caseNo };
  const taken = await api.as('p-control-1').post(`/api/cases/${body.id}/nodes/asset.taken-over`, { payload });
  expect(taken.status, JSON.stringify(taken.body)).toBe(200);
  const asked: string[] = [];
  const send = sendOutbox({ store: api.store, sink: nobody, nudge: (id) => (asked.push(id), Promise.resolve(id !== oldId)) }); // prettier-ignore
  await send({ caseId: body.id });
  expect(asked).toEqual([oldId]);
  await api.store.pool.query(`update outbox set created_at = now() - interval '5 minutes' where case_id = $1`, [body.id]); // prettier-ignore
  const asleep = async () => (await sleptThrough(api.store.db, 500)).map(({ caseId }) => caseId);
  expect(await asleep()).not.toContain(body.id);
  expect(await countUnsent(api.store.db, body.id)).toBe(0);
  await api.as('p-filing-1').post('/api/cases', old);
  expect(await asleep()).toContain(body.id);
  expect(await countUnsent(api.store.db, body.id)).toBe(1);
  expect(await readRelayed(api.store.db, oldId)).toMatchObject([{ body: { node: 'asset.passed-on' } }]);
});
