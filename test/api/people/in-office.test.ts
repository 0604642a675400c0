// Nothing is put into the hands of who is gone, goes today or has not come yet (docs/decisions/165).
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dateOf, endOfDay, formatInstant } from '../../../domain/time/instant.ts';
import { type Called, type Case, filing, startApi, type TestApi } from '../../support/api.ts';

interface Answer {
  readonly code?: string;
  readonly missing?: readonly { readonly id: string; readonly zh: string }[];
}

let api: TestApi;
let id: string;
const reason = '调配通知';
const end = formatInstant(endOfDay(dateOf(Date.now())));
const security = (url: string, body: object) => api.as('p-security-1').post<Answer & { changes: readonly { after: { id: number } }[] }>(url, { reason, ...body }); // prettier-ignore
const node = (name: string, payload: object, by = 'p-command-1'): Promise<Called<Answer>> =>
  api.as(by).post<Answer>(`/api/cases/${id}/nodes/${name}`, { payload });
/** Somebody with roles, each from and to an instant. */
async function comes(
  person: string,
  ...roles: readonly (readonly [role: string, from?: string | undefined, to?: string])[]
): Promise<void> {
  expect((await security('/api/people', { id: person, name: person })).status).toBe(201);
  for (const [role, from, to] of roles) expect((await security('/api/assignments', { person, role, ...(from && { from }), ...(to && { to }) })).status).toBe(201); // prettier-ignore
}

beforeAll(async () => {
  api = await startApi();
  ({ id } = (await api.as('p-filing-1').post<Case>('/api/cases', filing())).body);
  const year = '2099-01-01T00:00:00+08:00';
  await comes('left', ['officer'], ['property-control']);
  expect((await security('/api/people/left/leave', { on: dateOf(Date.now()) })).status).toBe(200);
  await comes('coming', ['officer', year], ['property-control', year]);
  await comes('goes-on', ['officer', undefined, end], ['officer', end], ['property-control', undefined, year]);
  await comes('ended', ['officer'], ['clerk']);
  const officer = (await api.as('p-auditor-1').get<{ items: readonly { id: number }[] }>('/api/assignments?person=ended&role=officer')).body.items[0]?.id; // prettier-ignore
  expect((await security(`/api/assignments/${officer ?? 0}/end`, {})).status).toBe(200);
});
afterAll(() => api.close());

test.each(['left', 'coming', 'ended'])('%s gets no case and no desk, however it is asked', async (person) => {
  expect(await node('case.assigned', { officer: person })).toMatchObject({
    status: 422,
    body: { code: 'not-in-office' },
  });
  const batch = { node: 'case.assigned', payload: { officer: person }, items: [{ case: id }] };
  const { body } = await api.as('p-command-1').post<{ results: readonly { problem: Answer }[] }>('/api/batch/nodes', batch); // prettier-ignore
  expect(body.results[0]?.problem.code).toBe('not-in-office');
  const desk = await node('desk.assigned', { role: 'property-control', person });
  expect(desk.body.code).toBe(person === 'ended' ? 'not-qualified' : 'not-in-office');
  const looked = await api.as('p-command-1').post<Answer>(`/api/cases/${id}/nodes/case.assigned?dryRun=true`, { payload: { officer: person } }); // prettier-ignore
  expect(looked.body.code).toBe('not-in-office');
});

test('which it is, is said', async () => {
  const zh = async (person: string) => (await node('case.assigned', { officer: person })).body.missing?.[0]?.zh;
  expect(await zh('left')).toBe('今日期满，明日起不再担任承办人');
  expect(await zh('coming')).toBe('尚未担任承办人');
  expect(await zh('ended')).toBe('已不再担任承办人');
});

test('triage, a delegate, a lead of the court’s: the same; who never had the role is not qualified', async () => {
  const lead = await api.as('p-administrator-1').post<Answer>('/api/law/drafts', { kind: 'settings', lead: { 'property-control': 'left' }, basis: '会议纪要' }); // prettier-ignore
  expect(lead.body.code).toBe('not-in-office');
  await node('case.assigned', { officer: 'p-officer-1' });
  const delegation = { from: 'p-officer-1', to: 'left', roles: ['officer'], until: '2099-01-01' };
  expect((await node('delegation.given', delegation, 'p-officer-1')).body.code).toBe('not-in-office');
  expect((await node('case.assigned', { officer: 'p-clerk-1' })).body.code).toBe('not-qualified');
});

test('who leaves on a coming day gets it with a warning, who stays with none', async () => {
  const day = 86_400_000;
  await comes('leaves', ['officer', undefined, formatInstant(endOfDay(dateOf(Date.now() + 9 * day)))]);
  await comes('stays', ['officer', undefined, formatInstant(endOfDay(dateOf(Date.now() + 90 * day)))]);
  const given = async (officer: string) => (await node('case.assigned', { officer })).body as Answer & { warnings?: readonly { id: string }[] }; // prettier-ignore
  expect((await given('leaves')).warnings).toMatchObject([{ id: 'leaves' }]);
  expect((await given('stays')).warnings ?? []).toEqual([]);
  await node('case.assigned', { officer: 'p-officer-1' });
});

test('a role that goes on under another assignment has not ended, and whoever goes today still works', async () => {
  expect((await node('case.assigned', { officer: 'goes-on' })).status).toBe(200);
  expect((await api.as('left').get('/api/me')).body).toMatchObject({
    roles: [{ id: 'officer' }, { id: 'property-control' }],
  });
});

test('a history is believed', async () => {
  const at = '2026-01-21T09:00:00+08:00';
  const history = [{ node: 'case.assigned', at, payload: { officer: 'left', clerk: 'ended' } }];
  const { status, body } = await api.as('p-filing-1').post<Case>('/api/cases', filing({ filedAt: '2026-01-20T16:20:00+08:00', history })); // prettier-ignore
  expect([status, body.officer?.id]).toEqual([201, 'left']);
});

test('the end of a role tells what is left in it', async () => {
  await node('case.assigned', { officer: 'p-officer-2' });
  const { items } = (await api.as('p-auditor-1').get<{ items: readonly { id: number }[] }>('/api/assignments?person=p-officer-2&role=officer')).body; // prettier-ignore
  const url = `/api/assignments/${items[0]?.id ?? 0}/end`;
  const looked = await security(`${url}?dryRun=true`, {});
  expect(looked.body).toMatchObject({ dryRun: true, holds: [{ record: id, role: 'officer' }] });
  expect((await security(url, {})).body).toMatchObject({ dryRun: false, holds: [{ record: id, role: 'officer' }] });
});
