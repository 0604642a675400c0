// Into whose hands a case goes, over HTTP (plan §4): proposed, decided, and proposed anew where a fact has changed.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Case, filing, startApi, type TestApi } from '../../support/api.ts';

let api: TestApi;
let id: string;
beforeAll(async () => {
  api = await startApi();
  id = (await api.as('p-filing-1').post<Case>('/api/cases', filing())).body.id;
});
afterAll(() => api.close());

const view = async () => (await api.as('p-officer-1').get<Case>(`/api/cases/${id}`)).body;
const say = (by: string, node: string, payload: object) =>
  api.as(by).post<{ code?: string }>(`/api/cases/${id}/nodes/${node}`, { payload });

it('nothing is proposed before the schedule; then every criterion is told, and which decides', async () => {
  expect((await view()).triage).toBeNull();
  await say('p-control-1', 'query.started', { systems: ['总对总'] });
  await say('p-control-1', 'query.returned', { complete: true, assets: [] });
  await say('p-control-1', 'traditional-query.started', { targets: ['不动产登记中心'] });
  await say('p-control-1', 'traditional-query.returned', { complete: true, assets: [] });
  expect((await say('p-control-1', 'asset-schedule.filed', { items: [] })).status).toBe(200);
  expect((await view()).triage).toMatchObject({
    proposal: 'ordinary',
    decidedBy: 'ordinary-1',
    criteria: [{ id: 'ordinary-1', no: '三·三1', team: 'ordinary' }],
    team: null,
    differs: false,
  });
});

it('another team takes a reason, which is shown', async () => {
  const large = { team: 'large', criteria: ['ordinary-1'] };
  expect(await say('p-review-1', 'triage.decided', large)).toMatchObject({ body: { code: 'missing-field' } });
  const decided = await say('p-review-1', 'triage.decided', { ...large, override: '系列案件，合并办理' });
  expect(decided.status).toBe(200);
  expect((await view()).triage).toMatchObject({ team: 'large', differs: true, override: '系列案件，合并办理' });
});

it('when a fact that it read changes the new proposal is shown', async () => {
  await say('p-review-1', 'traits.recorded', { influential: true, note: '媒体关注' });
  expect((await view()).triage).toMatchObject({
    proposal: 'large',
    decidedBy: 'large-3',
    team: 'large',
    differs: false,
  });
});
