// A control that goes from one case into another over HTTP and a real Temporal: looked up there, and passed on there, once.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { countUnsent } from '../../../db/outbox/read.ts';
import { apiOver, type Case, filing, type TestApi } from '../../support/api.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

interface Problem {
  readonly code: string;
  readonly missing: readonly { readonly id: string }[];
}

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

const control = (from: string, more: object = {}) => ({
  ...{ id: 'a-1', kind: 'vehicle', holder: '李卫东', description: '小型轿车', valueFen: 8_000_000, measure: 'sealed' },
  ...{ order: 'first', ruling: '（2025）豫0823财保18号之一', from, until: '2027-11-03' },
  ...{ effectiveAt: '2025-11-03T09:00:00+08:00', ...more },
});
const file = async () => {
  const filedAt = new Date(Date.now() - 60_000).toISOString();
  const { body } = await api.as('p-filing-1').post<Case>('/api/cases', filing({ filedAt }));
  return body;
};
const takes = (id: string, payload: object, query = '') =>
  api.as('p-control-1').post<Problem>(`/api/cases/${id}/nodes/asset.taken-over${query}`, { payload });
const passed = async (id: string) => {
  const sql = `select payload->>'to' as to, by from facts where case_id = $1 and node = 'asset.passed-on' order by seq`;
  return (await engine.store.pool.query<{ to: string; by: string }>(sql, [id])).rows;
};

it('is taken as it stands there, and nothing is in force there any more', async () => {
  const [old, then] = [await file(), await file()];
  expect((await takes(old.id, control('（2025）豫0823财保18号'))).status).toBe(200); // a number that no record here has
  const wrong = await takes(then.id, control(old.caseNo, { until: '2027-11-02' }), '?dryRun=true');
  expect(wrong.body).toMatchObject({ code: 'form-differs', missing: [{ id: 'until' }] });
  expect((await takes(then.id, control(old.caseNo, { fromAsset: 'a-7' }))).body.code).toBe('unknown-subject');
  expect((await takes(then.id, control(old.caseNo, { id: 'a-5', fromAsset: 'a-1' }))).status).toBe(200);
  await vi.waitFor(async () => expect(await passed(old.id)).toEqual([{ to: then.caseNo, by: 'system' }]), 20_000);
  const third = await file();
  expect((await takes(third.id, control(old.caseNo))).body.code).toBe('not-in-force');
  // for the number that is not here it waits until that comes, and holds up nothing
  const waits = `select 1 from outbox where effect = 'fact' and sent_at is null`;
  await vi.waitFor(async () => expect((await engine.store.pool.query(waits)).rows).toEqual([]), 20_000);
  await api.as('p-control-1').post(`/api/cases/${third.id}/nodes/asset.taken-over`, { payload: control('（2020）豫0823执保999999号') }); // prettier-ignore
  await vi.waitFor(async () => expect((await engine.store.pool.query(waits)).rows).toHaveLength(1), 20_000);
  expect(await countUnsent(engine.store.db, third.id)).toBe(0);
}, 60_000);
