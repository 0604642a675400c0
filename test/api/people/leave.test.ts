// A person goes: what bears their name is listed, handed over by who may, and only then do their roles end.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeRow } from '../../../domain/nodes/index.ts';
import { dateOf } from '../../../domain/time/instant.ts';
import { type Called, type Case, filing, startApi, type TestApi } from '../../support/api.ts';

interface Item {
  readonly kind: string;
  readonly role: string;
  readonly record: string | null;
  readonly zh: string;
  readonly step: { readonly url: string; readonly body: object } | null;
}
interface Left {
  readonly code?: string;
  readonly missing: readonly { readonly id: string; readonly zh: string }[];
  readonly changes: readonly { readonly zh: string }[];
  readonly holds: readonly Item[];
  readonly vacant: readonly string[];
}

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const today = () => dateOf(Date.now());
const filed = async () => (await api.as('p-filing-1').post<Case>('/api/cases', filing())).body;
const node = (id: string, name: string, payload: object, by = 'p-command-1') =>
  api.as(by).post(`/api/cases/${id}/nodes/${name}`, { payload });
const leave = (person: string, more: object = {}, query = ''): Promise<Called<Left>> =>
  api
    .as('p-security-1')
    .post<Left>(`/api/people/${person}/leave${query}`, { on: today(), reason: '调离本院', ...more });
const holdings = async (person: string, query = '', by = 'p-director-1') =>
  (await api.as(by).get<{ items: readonly Item[]; next: string | null }>(`/api/people/${person}/holdings${query}`))
    .body;
/** Sends the requests that hand over, each as who may; answers their statuses. */
const carryOut = async (items: readonly Item[]) => {
  const statuses: number[] = [];
  for (const { step } of items)
    if (step !== null) statuses.push((await api.as('p-command-1').post(step.url, step.body)).status);
  return statuses;
};

test('an officer with cases goes once each has another, and then does nothing more', async () => {
  const [one, two, theirs] = [await filed(), await filed(), await filed()];
  await node(one.id, 'case.assigned', { officer: 'p-officer-1', clerk: 'p-clerk-1' });
  await node(two.id, 'case.assigned', { officer: 'p-leader-1', panel: ['p-officer-1', 'p-leader-1', 'p-panel-1'] });
  await node(theirs.id, 'case.assigned', { officer: 'p-officer-2' });
  const looked = await leave('p-officer-1', {}, '?dryRun=true');
  expect(looked).toMatchObject({ status: 200, body: { dryRun: true } });
  expect(looked.body.holds.map(({ record, role }) => `${record ?? ''} ${role}`).toSorted()).toEqual([`${one.id} officer`, `${two.id} panel`].toSorted()); // prettier-ignore
  const refused = await leave('p-officer-1');
  expect(refused).toMatchObject({ status: 422, body: { code: 'still-holds' } });
  expect(refused.body.missing.map(({ zh }) => zh).toSorted()).toEqual([`${one.caseNo}：承办人`, `${two.caseNo}：合议庭`].toSorted()); // prettier-ignore
  expect((await api.as('p-officer-1').get('/api/me')).status).toBe(200);

  const { items } = await holdings('p-officer-1', '?to=p-officer-2');
  expect(await carryOut(items)).toEqual([200, 200]);
  expect((await holdings('p-officer-1')).items).toEqual([]);
  expect((await holdings('p-officer-2', '?role=panel')).items.map(({ record }) => record)).toEqual([two.id]);
  const done = await leave('p-officer-1');
  expect(done.status).toBe(200);
  expect(done.body.changes.map(({ zh }) => zh.replace(/，.*/, ''))).toEqual(['执行员甲（p-officer-1）不再担任承办人', '执行员甲（p-officer-1）不再担任合议庭']); // prettier-ignore
  expect((await leave('p-officer-1')).body.code).toBe('role-ended');
});

test('who takes over holds the role: else there is nothing to send', async () => {
  const { id } = await filed();
  await node(id, 'case.assigned', { clerk: 'p-clerk-1' });
  expect((await holdings('p-clerk-1', '?to=p-funds-1&role=clerk')).items.find(({ record }) => record === id)?.step).toBeNull(); // prettier-ignore
  expect((await api.as('p-director-1').get('/api/people/p-clerk-1/holdings?to=p-nobody')).status).toBe(404);
});

test('a desk that a record gave to somebody, and one that they lead in the whole court', async () => {
  const { id } = await filed();
  await node(id, 'desk.assigned', { role: 'property-control', person: 'p-control-1' });
  const settings = { lead: { 'property-control': 'p-control-1' }, leaderOf: { clerk: { person: 'p-control-1' } } };
  await api.store.pool.query('insert into court_settings (version, body) values (2, $1)', [settings]);
  const { items } = await holdings('p-control-1', '?to=p-control-2');
  const lead = { kind: 'settings', lead: { 'property-control': 'p-control-2' } };
  expect(items.map(({ kind, step }) => [kind, step?.body])).toEqual([
    ['lead', lead],
    ['leader', { kind: 'settings', leaderOf: { clerk: { person: 'p-control-2' } } }],
    ['role', { payload: { role: 'property-control', person: 'p-control-2' } }],
  ]);
  expect((await leave('p-control-1')).body.missing.map((each) => each.id)).toEqual(['property-control', 'clerk', id]);
});

test('a lead is asked for once, not in every record where the desk has something open; what is closed is nobody’s', async () => {
  const settings = { lead: { reception: 'p-reception-1' } };
  const { id } = await filed();
  await api.store.pool.query(`update deadlines set owner_person = 'p-reception-1' where case_id = $1 and owner_role = 'reception'`, [id]); // prettier-ignore
  expect((await holdings('p-reception-1')).items.map(({ kind, record }) => [kind, record])).toEqual([['deadline', id]]);
  await api.store.pool.query('insert into court_settings (version, body) values (3, $1)', [settings]);
  expect((await holdings('p-reception-1')).items.map(({ kind }) => kind)).toEqual(['lead']);
  const closed = await filed();
  await node(closed.id, 'case.assigned', { clerk: 'p-officer-2' });
  await api.store.pool.query('update cases set closed_at = now() where id = $1', [closed.id]);
  expect((await holdings('p-officer-2')).items.filter(({ record }) => record === closed.id)).toEqual([]);
});

test('who acts in another’s place is asked for; who has had another act, is not', async () => {
  const { id } = await filed();
  await node(id, 'case.assigned', { officer: 'p-leader-1', teamLeader: 'p-leader-1' });
  await node(id, 'delegation.given', { from: 'p-leader-1', to: 'p-bailiff-1', roles: ['officer'], until: '2099-01-01' }, 'p-leader-1'); // prettier-ignore
  expect((await holdings('p-bailiff-1')).items.map(({ zh }) => zh.replace(/^.*：受/, '受'))).toEqual([
    '受托代行：承办人',
  ]);
});

test('what is over holds nobody', async () => {
  const { id } = await filed();
  await node(id, 'case.assigned', { officer: 'p-officer-2' });
  const before = (await holdings('p-officer-2')).items.filter(({ record }) => record === id);
  expect(before).toHaveLength(1);
  await node(id, 'case.assigned', { officer: 'p-leader-1' });
  expect((await holdings('p-officer-2')).items.filter(({ record }) => record === id)).toEqual([]);
});

test('a record that is kept from who asks is counted, and not called', async () => {
  const payload = { source: 'evaluation', persons: ['p-officer-2'], lead: 'p-director-1', members: ['p-review-1'] };
  const founded = await api.as('p-president-1').post<Called<unknown>>('/api/matters', { kind: 'dual-check', payload });
  expect(founded.status).toBe(201);
  const seen = (await holdings('p-director-1', '', 'p-security-1')).items;
  expect(seen.map(({ record, zh, step }) => [record, zh, step])).toEqual([
    [null, '另有不向你公开的记录：请本人或者院长安排移交', null],
  ]);
  expect((await holdings('p-director-1')).items[0]?.record).toMatch(/^dual-check-/);
  expect((await leave('p-director-1')).body.code).toBe('still-holds');
  expect((await holdings('p-officer-2', '', 'p-security-1')).items.filter(({ record }) => record === null)).toEqual([]);
});

test('to who gives rights no petition is there: neither its number nor how many there are', async () => {
  for (let i = 0; i < 2; i++) {
    const founded = await api.as('p-reception-1').post<{ id: string }>('/api/matters', { kind: 'petition', payload: { ...(nodeRow('petition.received').example as object), against: ['p-officer-2'] } }); // prettier-ignore
    expect(founded.status, JSON.stringify(founded.body)).toBe(201);
    const registered = { ...(nodeRow('petition.registered').example as object), handler: 'p-analysis-1' };
    const answer = await api.as('p-review-1').post(`/api/matters/${founded.body.id}/nodes/petition.registered`, { payload: registered }); // prettier-ignore
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  }
  expect((await holdings('p-analysis-1', '', 'p-security-1')).items.map(({ record }) => record)).toEqual([null]);
  expect((await holdings('p-analysis-1')).items.filter(({ record }) => record?.startsWith('petition')).length).toBe(2);
});

test('page by page they are told once, and no mark of a next page is made of them', async () => {
  await node((await filed()).id, 'case.assigned', { clerk: 'p-analysis-1' });
  const pages = async (by: string) => {
    const found: { records: (string | null)[]; marks: string[] } = { records: [], marks: [] };
    for (let next: string | null = ''; next !== null;) {
      const page: Awaited<ReturnType<typeof holdings>> = await holdings('p-analysis-1', `?limit=1${next === '' ? '' : `&cursor=${next}`}`, by); // prettier-ignore
      found.records.push(...page.items.map(({ record }) => record));
      if (page.next !== null) found.marks.push(Buffer.from(page.next, 'base64url').toString());
      ({ next } = page);
    }
    return found;
  };
  const { records, marks } = await pages('p-security-1');
  expect(records.filter((record) => record === null)).toHaveLength(1);
  expect(marks.filter((mark) => mark.includes('petition'))).toEqual([]);
  expect((await pages('p-director-1')).records.filter((record) => record?.startsWith('petition'))).toHaveLength(2);
  // one who makes up a mark lands nowhere in particular
  for (const made of ['"a"', '"petition-0"', '"petition-z"']) {
    const { items, next } = await holdings('p-analysis-1', `?limit=1&cursor=${Buffer.from(made).toString('base64url')}`, 'p-security-1'); // prettier-ignore
    expect([items.filter(({ record }) => record === null), next]).toEqual([[], null]);
  }
});

test('pages of records, each once', async () => {
  for (let i = 0; i < 5; i++) await node((await filed()).id, 'case.assigned', { clerk: 'p-clerk-1' });
  const all: (string | null)[] = [];
  let next: string | null = '';
  do {
    const page: Awaited<ReturnType<typeof holdings>> = await holdings('p-clerk-1', `?limit=2${next === '' ? '' : `&cursor=${next}`}`); // prettier-ignore
    all.push(...page.items.map(({ record }) => record));
    ({ next } = page);
  } while (next !== null);
  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBeGreaterThanOrEqual(5);
});

test('which roles nobody holds then is said, and not refused', async () => {
  expect((await leave('p-finance-1', {}, '?dryRun=true')).body.vacant).toEqual(['finance']);
});

test.each([
  ['a day that is none', 'p-finance-1', { on: '2027-02-30' }, 400, 'wrong-type'],
  ['yesterday', 'p-finance-1', { on: '2020-01-01' }, 422, 'role-dated-back'],
  ['nobody', 'p-nobody', {}, 404, 'no-such-person'],
  ['oneself', 'p-security-1', {}, 403, 'own-right'],
  ['no reason', 'p-finance-1', { reason: ' ' }, 400, 'wrong-type'],
  ['somebody to take over', 'p-finance-1', { handOver: {} }, 400, 'unknown-field'],
])('%s does not leave', async (_, person, body, status, code) => {
  expect(await leave(person, body)).toMatchObject({ status, body: { code } });
});

test('nobody else sends somebody away, and parties see nothing of it', async () => {
  for (const by of ['p-director-1', 'p-administrator-1', 'p-auditor-1', 'p-applicant-1'])
    expect((await api.as(by).post('/api/people/p-finance-1/leave', { on: today(), reason: 'x' })).status).toBe(403);
  for (const by of ['p-clerk-1', 'p-auditor-1', 'p-applicant-1'])
    expect((await api.as(by).get('/api/people/p-finance-1/holdings')).status).toBe(403);
});
