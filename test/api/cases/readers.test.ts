// Who may read (engine.md 23): the court's own people; not who runs the system, not an outside system, not a party.
import { beforeAll, expect, it } from 'vitest';
import { type Case, filing } from '../../support/api.ts';
import { wholeCourt } from '../../support/court.ts';

const court = wholeCourt();
let id = '';
let matter = '';
let paths: readonly string[] = [];
beforeAll(async () => {
  id = await court.file();
  const payload = { from: '王秀英', about: '反映案款到账后未发放', channel: 'visit', case: id };
  matter = (await court.api.as('p-review-1').post<{ id: string }>('/api/matters', { kind: 'petition', payload })).body
    .id;
  const record = [`/api/cases/${id}`, `/api/matters/${matter}`];
  paths = ['/api/cases', '/api/matters', '/api/worklist', ...record, ...record.map((path) => `${path}/log`)];
});

const statuses = (person: string) =>
  Promise.all(paths.map(async (path) => (await court.api.as(person).get(path)).status));

it.each([
  ['p-reception-1', 200],
  ['p-president-1', 200],
  ['p-administrator-1', 403],
  ['s-case-funds', 403],
  ['p-applicant-1', 403],
])('%s reads cases, matters, worklist and logs: %i', async (person, status) => {
  expect(await statuses(person)).toEqual(paths.map(() => status));
});

it('an outside system still records what is its own, and is told of no other case', async () => {
  const send = (subject: string, of: string) =>
    court.api.as('s-case-funds').post<{ code?: string; detail?: string }>(`/api/cases/${of}/nodes/funds.arrived`, {
      subject,
      payload: { amountFen: 100, payer: '李卫东', reference: 'YH-77' },
    });
  expect((await send('r-1', id)).status).toBe(200);
  const filedAt = new Date(Date.now() - 60_000).toISOString();
  const other = (
    await court.api.as('p-filing-1').post<Case>('/api/cases', filing({ filedAt, caseNo: '（2026）豫0823执7701号' }))
  ).body;
  const refused = await send('r-1', other.id);
  expect(refused.body).toMatchObject({ code: 'duplicate-receipt' });
  expect(refused.body.detail).toContain('已在另一案件登记到账');
});

it('the administrator keeps what is the administrator’s: drafts of law', async () => {
  expect((await court.api.as('p-administrator-1').get('/api/law/drafts')).status).toBe(200);
  expect((await court.api.as('p-reception-1').get('/api/law/drafts')).status).toBe(403);
});
