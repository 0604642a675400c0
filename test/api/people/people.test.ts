// People and what they may: given, ended, recorded; over HTTP, on a database of its own.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodes } from '../../../domain/nodes/index.ts';
import { type Called, type Case, filing, startApi, type TestApi } from '../../support/api.ts';

interface Answer {
  readonly code?: string;
  readonly dryRun: boolean;
  readonly changes: readonly { readonly zh: string; readonly after: { readonly id: number | null } | null }[];
  readonly missing: readonly { readonly id: string; readonly zh: string }[];
}
interface Shown {
  readonly roles: readonly string[];
  readonly assignments: readonly { readonly id: number; readonly role: string; readonly running: boolean }[];
}
interface Line {
  readonly id: number;
  readonly by: string;
  readonly reason: string;
  readonly change: { readonly kind: string; readonly person: string; readonly zh: string };
}

const reason = '院政治部〔2026〕12号';
let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const security = () => api.as('p-security-1');
const post = (url: string, body: object, headers = {}): Promise<Called<Answer>> => security().post<Answer>(url, { reason, ...body }, headers); // prettier-ignore
const person = async (id: string) => (await security().get<Shown>(`/api/people/${id}`)).body;
const give = (to: string, role: string, more: object = {}, headers = {}) => post('/api/assignments', { person: to, role, ...more }, headers); // prettier-ignore
const idOf = ({ body }: Called<Answer>): number => body.changes[0]?.after?.id ?? 0;
const end = (id: number, more: object = {}) => post(`/api/assignments/${id}/end`, more);
const changes = async (query = '') => (await api.as('p-auditor-1').get<{ items: readonly Line[]; next: string | null }>(`/api/people/changes${query}`)).body; // prettier-ignore
const soon = (ms: number) => new Date(Date.now() + ms).toISOString();

describe('a new clerk', () => {
  test('is looked at first, then added, given a role, and works at once', async () => {
    const looked = await post('/api/people?dryRun=true', { id: 'new-1', name: '新人甲' });
    expect(looked).toMatchObject({ status: 200, body: { dryRun: true, changes: [{ zh: '登记人员新人甲（new-1）' }] } });
    expect((await security().get('/api/people/new-1')).status).toBe(404);
    expect((await post('/api/people', { id: 'new-1', name: '新人甲' })).status).toBe(201);
    expect((await api.as('new-1').get('/api/cases')).status).toBe(403);
    const given = await give('new-1', 'filing');
    expect(given).toMatchObject({ status: 201, body: { dryRun: false } });
    expect(given.body.changes[0]?.zh).toMatch(/^新人甲（new-1）担任立案窗口，自.*起$/);
    expect((await api.as('new-1').post('/api/cases', filing())).status).toBe(201);
    expect(await person('new-1')).toMatchObject({
      name: '新人甲',
      roles: ['filing'],
      assignments: [{ running: true }],
    });
  });

  test('is refused with the next request once the role has ended, at every door, by the same token', async () => {
    const { body: open } = await api.as('p-filing-1').post<Case>('/api/cases', filing());
    const clerk = api.as('new-1');
    expect((await clerk.get(`/api/cases/${open.id}`)).status).toBe(200);
    const assignment = (await person('new-1')).assignments[0]?.id ?? 0;
    expect(await end(assignment)).toMatchObject({ status: 200 });
    expect(await clerk.get(`/api/cases/${open.id}`)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect((await clerk.get('/api/nodes')).status).toBe(403);
    expect((await clerk.get('/api/me')).status).toBe(403);
    expect((await clerk.post('/api/cases', filing())).status).toBe(403);
    const received = { payload: nodes['material.received'].example };
    const node = `/api/cases/${open.id}/nodes/material.received`;
    expect((await clerk.post(node, received)).status).toBe(403);
    expect((await clerk.post(`${node}?dryRun=true`, received)).status).toBe(403);
    await give('new-1', 'filing');
    expect((await clerk.get('/api/nodes')).status).toBe(200);
  });

  test('has a role that begins later from then on, and one for a time up to then', async () => {
    await post('/api/people', { id: 'new-2', name: '新人乙' });
    expect((await give('new-2', 'reception', { from: soon(700), to: soon(1_700) })).status).toBe(201);
    const reads = async () => (await api.as('new-2').get('/api/nodes')).status;
    expect(await reads()).toBe(403);
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(await reads()).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await reads()).toBe(403);
  });
});

describe('somebody whose roles have ended', () => {
  test('does nothing more in a record that still names them', async () => {
    await post('/api/people', { id: 'gone', name: '离任甲' });
    const given = await give('gone', 'officer');
    const { body: open } = await api.as('p-filing-1').post<Case>('/api/cases', filing());
    await api.as('p-command-1').post(`/api/cases/${open.id}/nodes/case.assigned`, { payload: { officer: 'gone' } });
    await end(idOf(given));
    const delegation = { payload: { from: 'gone', to: 'p-officer-2', roles: ['officer'], until: '2099-01-01' } };
    const answer = await api.as('gone').post(`/api/cases/${open.id}/nodes/delegation.given`, delegation);
    expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });
});

describe('the three administrators', () => {
  test('are three persons, whoever writes', async () => {
    const both = await give('p-administrator-1', 'auditor');
    expect(both).toMatchObject({ status: 422, body: { code: 'roles-apart' } });
    expect(both.body.missing[0]?.zh).toMatch(/^系统管理员，自/);
    const sql = `insert into assignments (person, role, valid_from) values ('p-administrator-1', $1, now() + interval '1 year')`;
    await expect(api.store.pool.query(sql, ['auditor'])).rejects.toMatchObject({ constraint: 'administrators_apart' });
    await expect(api.store.pool.query(`update assignments set person = 'p-auditor-1' where role = 'administrator'`)).rejects.toThrow(); // prettier-ignore
  });

  test('also where two are given at the same moment', async () => {
    await post('/api/people', { id: 'race', name: '并发甲' });
    const both = await Promise.all([give('race', 'auditor'), give('race', 'administrator')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 422]);
    await post('/api/people', { id: 'race-2', name: '并发乙' });
    const insert = (role: string) => api.store.pool.query(`insert into assignments (person, role) values ('race-2', $1)`, [role]); // prettier-ignore
    const ends = await Promise.allSettled([insert('auditor'), insert('administrator'), insert('security-administrator')]); // prettier-ignore
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('do not end each other at the same moment: one is left', async () => {
    await post('/api/people', { id: 'second', name: '安全管理员乙' });
    const second = idOf(await give('second', 'security-administrator'));
    const first = (await person('p-security-1')).assignments[0]?.id ?? 0;
    const url = (id: number) => `/api/assignments/${id}/end`;
    const ends = await Promise.all([end(second), api.as('second').post<Answer>(url(first), { reason })]);
    expect(ends.map(({ status }) => status).toSorted()).toEqual([200, 403]);
    const [left, gone] = ends[0]?.status === 200 ? ['p-security-1', 'second'] : ['second', 'p-security-1'];
    expect((await api.as(left).get('/api/people/changes')).status).toBe(200);
    expect((await api.as(gone).get('/api/people/changes')).status).toBe(403);
    if (left === 'second')
      await api.as('second').post('/api/assignments', { person: 'p-security-1', role: 'security-administrator', reason }); // prettier-ignore
  });

  test('give nothing to themselves, and take nothing from themselves', async () => {
    expect(await give('p-security-1', 'director')).toMatchObject({ status: 403, body: { code: 'own-right' } });
    const own = (await person('p-security-1')).assignments.find(({ running }) => running)?.id ?? 0;
    expect(await end(own)).toMatchObject({ status: 403, body: { code: 'own-right' } });
  });
});

test.each(['p-administrator-1', 'p-auditor-1', 'p-director-1', 'p-president-1', 'p-applicant-1'])(
  '%s gives no rights',
  async (by) => {
    const caller = api.as(by);
    const body = { person: 'p-clerk-1', role: 'director', reason };
    for (const [url, sent] of [
      ['/api/people', { id: 'x', name: 'x', reason }],
      ['/api/people/p-clerk-1/rename', { name: 'x', reason }],
      ['/api/assignments', body],
      ['/api/assignments?dryRun=true', body],
      ['/api/assignments/1/end', { reason }],
    ] as const)
      // prettier-ignore
      expect(await caller.post(url, sent)).toMatchObject({ status: 403, body: { code: 'wrong-role' } });
  },
);

test('parties and outside systems do not see who works here; staff do, and only two see who changed it', async () => {
  for (const by of ['p-applicant-1', 's-network-control'])
    for (const url of ['/api/people', '/api/people/p-clerk-1', '/api/assignments', '/api/people/changes'])
      expect((await api.as(by).get(url)).status, `${by} ${url}`).toBe(403);
  expect((await api.as('p-clerk-1').get('/api/people?q=书记员')).body).toMatchObject({ items: [{ id: 'p-clerk-1' }], next: null }); // prettier-ignore
  expect((await api.as('p-clerk-1').get('/api/people/changes')).status).toBe(403);
  expect((await api.as('p-administrator-1').get('/api/people/changes')).status).toBe(403);
});

test('the same key does it once; with another body it is another’s', async () => {
  const key = { 'idempotency-key': 'give-bailiff' };
  const first = await give('p-clerk-1', 'bailiff', {}, key);
  const again = await give('p-clerk-1', 'bailiff', {}, key);
  expect(again).toMatchObject({ status: 201, body: first.body });
  expect((await person('p-clerk-1')).assignments.filter(({ role }) => role === 'bailiff')).toHaveLength(1);
  expect(await give('p-clerk-1', 'dossier', {}, key)).toMatchObject({ status: 409, body: { code: 'key-reused' } });
  const other = await post('/api/people', { id: 'x-1', name: '甲' }, key);
  expect(other).toMatchObject({ status: 409, body: { code: 'key-reused' } });
});

describe('every change', () => {
  test('is kept: who, when, why, before and after; in pages, the newest first', async () => {
    const { body } = await give('p-officer-2', 'analysis');
    const id = body.changes[0]?.after?.id ?? 0;
    await end(id, { to: soon(86_400_000) });
    await post('/api/people/p-officer-2/rename', { name: '执行员乙乙' });
    const { items } = await changes('?person=p-officer-2');
    expect(items.map(({ change, by, reason: why }) => `${by} ${change.kind} ${why}`)).toEqual(['renamed', 'ended', 'given'].map((kind) => `p-security-1 ${kind} ${reason}`)); // prettier-ignore
    expect(items[0]?.change.zh).toBe('执行员乙（p-officer-2）更正姓名为执行员乙乙');
    expect(items[1]?.change).toMatchObject({ before: { id, to: null }, after: { id, role: 'analysis' } });
    const page = await changes('?limit=2');
    const next = await changes(`?limit=2&cursor=${page.next ?? ''}`);
    const ids = [...page.items, ...next.items].map((line) => line.id);
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => b - a));
    expect(ids).toHaveLength(4);
  });

  test('stays: the application can neither change nor delete it, nor take somebody out of the register', async () => {
    for (const statement of [
      'update people_changes set reason = $$x$$',
      'delete from people_changes',
      'truncate people_changes',
      'update people_commands set hash = $$x$$',
      'delete from people_commands',
      'delete from assignments',
      'delete from people',
      `update assignments set role = 'director'`,
      `update people set id = 'x'`,
      `update rules set within = '99y'`,
      'delete from calendar_years',
      `update court_settings set body = '{}'`,
    ])
      await expect(api.store.pool.query(statement), statement).rejects.toBeInstanceOf(pg.DatabaseError);
  });

  test('wants a reason', async () => {
    for (const why of [undefined, '', '   ', '\u200b', 'x'.repeat(501)]) {
      const answer = await give('p-clerk-1', 'dossier', { reason: why });
      expect(answer.status, String(why)).toBe(400);
    }
  });
});

test.each([
  ['no role', { person: 'p-clerk-1', role: 'king' }, 400, 'wrong-type'],
  ['the engine’s role', { person: 'p-clerk-1', role: 'system' }, 400, 'wrong-type'],
  ['nobody', { person: 'p-nobody', role: 'clerk' }, 404, 'no-such-person'],
  ['NUL', { person: 'p\0', role: 'clerk' }, 400, 'bad-text'],
  ['a day that is none', { person: 'p-clerk-1', role: 'review', from: '2027-02-30T00:00:00Z' }, 400, 'bad-instant'],
  ['a day without a zone', { person: 'p-clerk-1', role: 'review', from: '2027-02-03' }, 400, 'bad-instant'],
  ['the past', { person: 'p-clerk-1', role: 'review', from: '2020-01-01T00:00:00Z' }, 422, 'role-dated-back'],
  ['the year 9999', { person: 'p-clerk-1', role: 'review', to: '9999-01-01T00:00:00Z' }, 400, 'bad-instant'],
  ['a field too many', { person: 'p-clerk-1', role: 'review', admin: true }, 400, 'unknown-field'],
  ['a list', { person: ['p-clerk-1'], role: 'review' }, 400, 'wrong-type'],
  ['what they hold', { person: 'p-clerk-1', role: 'clerk' }, 409, 'role-held'],
])('an assignment of %s is refused, and nothing is kept', async (_, body, status, code) => {
  const before = (await changes('?limit=1')).items[0]?.id;
  expect(await post('/api/assignments', body)).toMatchObject({ status, body: { code } });
  expect((await changes('?limit=1')).items[0]?.id).toBe(before);
});

test.each([
  ['another’s', { id: 'p-clerk-1', name: '冒名' }, 409, 'person-exists'],
  ['another’s in capitals', { id: 'P-CLERK-1', name: '冒名' }, 409, 'person-exists'],
  ['the engine’s', { id: 'system', name: '冒名' }, 400, 'bad-value'],
  ['an office’s', { id: '@president', name: '冒名' }, 400, 'wrong-type'],
  ['no end', { id: 'x-2', name: '长'.repeat(100_000) }, 400, 'bad-text'],
  ['NUL', { id: 'x-2', name: '王\0' }, 400, 'bad-text'],
  ['nothing that shows', { id: 'x-2', name: '\u200b' }, 400, 'bad-text'],
])('a person with an id or a name of %s is refused', async (_, body, status, code) => {
  expect(await post('/api/people', body)).toMatchObject({ status, body: { code } });
});
