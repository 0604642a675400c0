// Reading is recorded (docs/decisions/139): who saw whose data, who was turned away, who had something revealed and why.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refold } from '../../../db/cases/refold.ts';
import { sealWhatWaits } from '../../../db/audit/seal.ts';
import { dateOf } from '../../../domain/time/instant.ts';
import { type Case, type Log, startApi, type TestApi } from '../../support/api.ts';
import { ownStatement } from '../../support/statements.ts';
import { caseWithMoney } from '../../support/law-desk.ts';

interface Entry {
  readonly id: number;
  readonly person: string;
  readonly personName: string | null;
  readonly outcome: string;
  readonly record: string | null;
  readonly kind: string | null;
  readonly route: string;
  readonly fields: readonly string[];
  readonly reason: string | null;
  readonly code: string | null;
  readonly times: number;
}

let api: TestApi;
let id: string;
beforeAll(async () => {
  api = await startApi();
  ({ id } = await caseWithMoney(api));
  const payload = { officer: 'p-officer-1' };
  expect(await api.as('p-command-1').post(`/api/cases/${id}/nodes/case.assigned`, { payload })).toMatchObject({ status: 200 }); // prettier-ignore
});
afterAll(() => api.close());

/** The log as the auditor sees it, once what was noted has been written. */
async function entries(query: string): Promise<readonly Entry[]> {
  await new Promise((done) => setTimeout(done, 500));
  const { status, body } = await api.as('p-auditor-1').get<{ items: Entry[] }>(`/api/access-log?${query}`);
  expect(status).toBe(200);
  return body.items;
}

describe('the access log', () => {
  it('names who saw whose data, by field and never by value', async () => {
    await api.as('p-officer-1').get(`/api/cases/${id}`);
    const [entry] = await entries('person=p-officer-1&limit=1');
    expect(entry).toMatchObject({ personName: '执行员甲', outcome: 'read', record: id, kind: 'case', route: 'GET /api/cases/:id', reason: null, times: 1 }); // prettier-ignore
    expect(entry?.fields).toEqual(expect.arrayContaining(['applicants.name', 'applicants.idNo', 'respondents.address']));
    const { rows } = await api.store.pool.query<{ all: string }>(`select string_agg(l::text, '') as all from access_log l`);
    for (const value of ['张建国', '李卫东', '410823197001010011', '13800000000']) expect(rows[0]?.all).not.toContain(value);
  }); // prettier-ignore

  it('says nothing of whoever saw outlines alone, nor of who had the answer already', async () => {
    await api.as('p-analysis-1').get(`/api/cases/${id}`);
    const first = await api.as('p-president-1').get(`/api/cases/${id}`);
    await api.as('p-president-1').get(`/api/cases/${id}`, { 'if-none-match': String(first.headers['etag']) });
    expect(await entries('person=p-analysis-1')).toEqual([]);
    expect(await entries('person=p-president-1')).toMatchObject([{ times: 1 }]);
  });

  it('counts the same reading of one moment in one entry', async () => {
    for (let i = 0; i < 5; i += 1) await api.as('p-documents-1').get(`/api/cases/${id}/log`);
    const found = await entries('person=p-documents-1');
    expect(found.reduce((sum, { times }) => sum + times, 0)).toBe(5);
    expect(found.length).toBeLessThan(5);
  });

  it('names each record of a list, and what a file was made of', async () => {
    await api.as('p-finance-1').get(`/api/cases/${id}/money/ledger.xlsx`);
    expect(await entries('person=p-finance-1')).toMatchObject([{ record: id, route: 'GET /api/cases/:id/money/ledger.xlsx', fields: ['缴款人'] }]); // prettier-ignore
  });

  it('names the court’s money where what was read is of no record yet: the lines of a bank’s file', async () => {
    const file = Buffer.from(ownStatement([{ serial: '9001', fen: 500, name: '司马来款' }]));
    const { body } = await api.as('p-funds-1').post<{ lead: { counterName: string }[] }>('/api/money/statements?dryRun=true', file, { 'content-type': 'application/octet-stream' }); // prettier-ignore
    expect(body.lead.map(({ counterName }) => counterName)).toEqual(['司马来款']);
    const [entry] = await entries('person=p-funds-1');
    expect(entry).toMatchObject({ record: null, kind: null, route: 'POST /api/money/statements' });
    expect(entry?.fields).toEqual(expect.arrayContaining(['lead.counterName', 'lead.counterAccount']));
  });

  it.each([
    ['who runs the system', 'p-administrator-1', '/api/cases', 'forbidden', null],
    ['a party', 'p-applicant-1', '/api/cases/2026-ha0823-zhi-1', 'forbidden', '2026-ha0823-zhi-1'],
    ['an officer at the court’s money', 'p-officer-2', '/api/money/statements', 'wrong-role', null],
    ['a case that there is not', 'p-officer-2', '/api/cases/2026-ha0823-zhi-99999', 'unknown-case', '2026-ha0823-zhi-99999'],
    ['what is no id, and may be a name', 'p-officer-2', `/api/matters/${encodeURIComponent('张建国')}`, 'unknown-case', null],
  ])('%s is turned away, and that is noted', async (_, person, path, code, record) => {
    await api.as(person).get(path);
    const found = await entries(`person=${person}&outcome=denied`);
    expect(found).toContainEqual(expect.objectContaining({ code, record, fields: [] }));
  }); // prettier-ignore

  const given = { reason: '试办' };
  it.each<[string, string, string, string, object | undefined, string, string | null]>([
    ['webhooks', 'p-officer-2', 'GET', '/api/webhooks', undefined, 'wrong-role', null],
    ['making one', 'p-officer-2', 'POST', '/api/webhooks', { ...given, name: '一', url: 'https://archive.example/', events: ['*'] }, 'wrong-role', null],
    ['ending one', 'p-officer-2', 'POST', '/api/webhooks/1/end', given, 'wrong-role', null],
    ['changes of people', 'p-officer-2', 'GET', '/api/people/changes', undefined, 'wrong-role', null],
    ['log-ins', 'p-officer-2', 'GET', '/api/sessions/log', undefined, 'wrong-role', null],
    ['drafts of law', 'p-officer-2', 'GET', '/api/law/drafts', undefined, 'wrong-role', null],
    ['one’s holdings', 'p-officer-2', 'GET', '/api/people/p-officer-1/holdings', undefined, 'wrong-role', null],
    ['a person made', 'p-officer-2', 'POST', '/api/people', { ...given, id: 'p-new-1', name: '新人甲' }, 'wrong-role', null],
    ['a right given', 'p-officer-2', 'POST', '/api/assignments', { ...given, person: 'p-officer-1', role: 'panel', from: '2026-01-01T00:00:00+08:00' }, 'wrong-role', null],
    ['one’s own right', 'p-security-1', 'POST', '/api/assignments', { ...given, person: 'p-security-1', role: 'panel', from: '2026-01-01T00:00:00+08:00' }, 'own-right', null],
    ['a desk handed on', 'p-officer-2', 'POST', '/api/desks/officer/rotation', { ...given, to: 'p-officer-2', from: '2026-01-01T00:00:00+08:00' }, 'wrong-role', null],
    ['a node of another desk', 'p-officer-2', 'POST', '/api/cases/{id}/nodes/case.assigned', { payload: { officer: 'p-officer-1' } }, 'wrong-role', 'the case'],
    ['a party’s pages', 'p-applicant-1', 'GET', '/api/party/cases/2026-ha0823-zhi-77', undefined, 'unknown-case', '2026-ha0823-zhi-77'],
    ['what it was told', 'p-applicant-1', 'GET', '/api/party/cases/2026-ha0823-zhi-78/told', undefined, 'unknown-case', '2026-ha0823-zhi-78'],
  ])('%s: where nothing of a record is read it is noted all the same', async (_, person, method, path, body, code, record) => {
    const url = path.replace('{id}', id);
    const as = api.as(person);
    const answer = await (method === 'GET' ? as.get<{ code?: string }>(url) : as.post<{ code?: string }>(url, body));
    expect(answer.body.code).toBe(code);
    const found = await entries(`person=${person}&outcome=denied`);
    const route = found.filter((entry) => url.split('/').length === entry.route.split(' ')[1]?.split('/').length && entry.route.startsWith(method));
    expect(route).toContainEqual(expect.objectContaining({ code, record: record === 'the case' ? id : record, fields: [], times: 1 }));
  }); // prettier-ignore

  it.each<[string, string, string, (id: string) => object]>([
    ['a node', 'p-control-1', 'POST /api/batch/nodes', (of) => ({ node: 'reception.waived', payload: { reason: '外地务工' }, items: [of, '2026-ha0823-zhi-88888', of].map((one) => ({ case: one })) })],
    ['orders of payment', 'p-finance-1', 'POST /api/money/payments', (of) => ({ forms: [of, '2026-ha0823-zhi-88888', of].map((one, i) => ({ case: one, form: `none-${i}` })) })],
  ])('%s, in a batch: each item that is turned away is noted as a request of its own', async (_, person, route, body) => {
    const answer = await api.as(person).post<{ results: readonly { problem: { code: string } }[] }>(route.split(' ')[1] ?? '', body(id));
    const found = (await entries(`person=${person}&outcome=denied`)).filter((entry) => entry.route === route);
    expect(found).toContainEqual(expect.objectContaining({ code: 'unknown-case', record: '2026-ha0823-zhi-88888', times: 1 }));
    expect(found.flatMap(({ record, code, times }) => (record === id ? [code, times] : [])), 'who names no form of it is not').toEqual(answer.body.results[0]?.problem.code === 'wrong-role' ? ['wrong-role', 2] : []);
  }); // prettier-ignore

  it('whose request is wrong, or cannot be now, is turned away from nothing; nor is whoever has no identity', async () => {
    const count = async () => (await entries('outcome=denied&limit=500')).length;
    const before = await count();
    await api.as('p-administrator-1').post('/api/webhooks', { reason: '' });
    await api.as('p-administrator-1').get('/api/webhooks/99999');
    await api.as('p-officer-1').get('/api/me');
    await api.app.inject({ url: '/api/webhooks' });
    expect(await count()).toBe(before);
  });

  it('is the auditor’s alone', async () => {
    for (const person of ['p-president-1', 'p-administrator-1', 'p-security-1', 'p-applicant-1'])
      for (const path of ['/api/access-log', '/api/access-log/report?month=2026-11'])
        expect((await api.as(person).get(path)).status, `${person} ${path}`).toBe(403);
  });

  it('comes in pages, the latest first, each entry once', async () => {
    const all = await entries('limit=500');
    const seen: number[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: { items: Entry[]; next: string | null } = (await api.as('p-auditor-1').get<{ items: Entry[]; next: string | null }>(`/api/access-log?limit=3${next && `&cursor=${next}`}`)).body; // prettier-ignore
      seen.push(...page.items.map((entry) => entry.id));
      next = page.next;
    }
    expect(all.length).toBeGreaterThan(6);
    expect(seen).toEqual(seen.toSorted((a, b) => b - a));
    expect(seen).toEqual(expect.arrayContaining(all.map((entry) => entry.id)));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('adds up by person and kind of record, denials too', async () => {
    await entries('limit=1');
    const month = dateOf(Date.now()).slice(0, 7);
    const { status, body } = await api.as('p-auditor-1').get<{ lines: { person: string; kind: string | null }[] }>(`/api/access-log/report?month=${month}`); // prettier-ignore
    expect(status).toBe(200);
    const of = (person: string) => body.lines.filter((line) => line.person === person);
    expect(of('p-documents-1')).toMatchObject([{ personName: '文书员甲', kind: 'case', kindZh: '执行案件', records: 1, read: 5, denied: 0 }]); // prettier-ignore
    expect(of('p-administrator-1')).toMatchObject([{ kind: null, read: 0, denied: 3 }]);
    expect((await api.as('p-auditor-1').get('/api/access-log/report?month=2026-13')).status).toBe(400);
  });
});

describe('POST /api/cases/{id}/reveal', () => {
  const reveal = (person: string, fields: readonly string[], reason = '核对送达地址') =>
    api.as(person).post<{ fields: unknown; code?: string }>(`/api/cases/${id}/reveal`, { fields, reason });
  const numberOf = async (node: string) =>
    (await api.as('p-review-1').get<Log>(`/api/cases/${id}/log?limit=500`)).body.items.find((l) => l.node === node)?.fact; // prettier-ignore

  it('shows for a reason what is masked, and writes down who saw it', async () => {
    const { status, body } = await reveal('p-officer-2', ['/applicants/0/idNo', `/facts/${await numberOf('funds.arrived')}/payer`]); // prettier-ignore
    expect([status, body.fields]).toEqual([200, [{ field: '/applicants/0/idNo', value: '410823197001010011' }, { field: expect.stringContaining('/payer') as string, value: '李卫东' }]]); // prettier-ignore
    const [entry] = await entries('person=p-officer-2&outcome=revealed');
    expect(entry).toMatchObject({ record: id, kind: 'case', reason: '核对送达地址', fields: ['/applicants/0/idNo', expect.any(String)] }); // prettier-ignore
  });

  it.each([
    ['whoever needs the figures alone', 'p-analysis-1', ['/applicants/0/idNo'], 403, 'not-revealable'],
    ['who runs the system', 'p-administrator-1', ['/applicants/0/idNo'], 403, 'forbidden'],
    ['what everybody sees', 'p-officer-2', ['/caseNo'], 422, 'no-such-field'],
    ['what is not there', 'p-officer-2', ['/applicants/7/idNo'], 422, 'no-such-field'],
    ['a fact that there is not', 'p-officer-2', ['/facts/999/payer'], 422, 'no-such-field'],
    ['what an object inherits', 'p-officer-2', ['/applicants/0/__proto__'], 422, 'no-such-field'],
    ['one of two that is not there', 'p-officer-2', ['/applicants/0/idNo', '/x'], 422, 'no-such-field'],
    ['no pointer', 'p-officer-2', ['applicants'], 400, 'wrong-type'],
    ['nothing', 'p-officer-2', [], 400, 'wrong-type'],
  ])('%s: nothing is shown', async (_, person, fields, status, code) => {
    expect(await reveal(person, fields)).toMatchObject({ status, body: { code } });
  });

  it('a secret is shown to nobody who works with outlines, whatever they say', async () => {
    const clue = { form: '调查表第1号', party: 'applicant-1', source: '邻居', specific: true, urgent: false };
    await api.as('p-officer-1').post(`/api/cases/${id}/nodes/clue.received`, { subject: 'clue-1', payload: clue });
    const fact = await numberOf('clue.received');
    expect(await reveal('p-officer-2', [`/facts/${fact}/source`])).toMatchObject({ status: 403, body: { code: 'not-revealable' } }); // prettier-ignore
    expect(await reveal('p-officer-2', [`/facts/${fact}/form`])).toMatchObject({ status: 200 });
    expect(await reveal('p-officer-1', [`/facts/${fact}/source`])).toMatchObject({ status: 200 });
  });

  it('without a reason nothing is shown', async () => {
    for (const reason of ['', ' ', 'x', '。。', '——！']) expect((await reveal('p-officer-2', ['/applicants/0/idNo'], reason)).status).toBe(400); // prettier-ignore
  });

  it('a matter’s fields are revealed likewise', async () => {
    const payload = { from: '王秀英', about: '反映案款到账后未发放', channel: 'visit' };
    const { body } = await api.as('p-review-1').post<Case>('/api/matters', { kind: 'petition', payload });
    const seen = await api.as('p-officer-2').get<{ payload: { from: string } }>(`/api/matters/${body.id}`);
    expect(seen.body.payload.from).toBe('王××');
    const asked = { fields: ['/payload/from'], reason: '接访时核对' };
    expect(await api.as('p-officer-2').post(`/api/matters/${body.id}/reveal`, asked)).toMatchObject({ status: 200, body: { fields: [{ value: '王秀英' }] } }); // prettier-ignore
  });
});

describe('in the database', () => {
  it('the application adds to it and changes nothing', async () => {
    for (const statement of ["update access_log set person = 'x'", 'delete from access_log', 'truncate access_log'])
      await expect(api.store.pool.query(statement), statement).rejects.toMatchObject({ code: '42501' });
  });

  it('its owner neither changes it nor takes away what is younger than six months', async () => {
    const asOwner = async (statement: string) => {
      const client = await api.store.pool.connect();
      try {
        await client.query('set role none');
        return await client.query(statement);
      } finally {
        await client.query('set role zhixing_app');
        client.release();
      }
    };
    for (const statement of ["update access_log set person = 'x'", 'delete from access_log', 'truncate access_log'])
      await expect(asOwner(statement), statement).rejects.toMatchObject({ code: '23001' });
    await asOwner(`insert into access_log (at, person, outcome, route, fields, times) values (now() - interval '7 months', 'p-old', 'read', 'GET /api/cases/:id', '{}', 1)`); // prettier-ignore
    expect((await asOwner(`delete from access_log where at < now() - interval '6 months'`)).rowCount).toBe(1);
  });

  it('is sealed into the audit chain like whatever else happened', async () => {
    await sealWhatWaits(api.store, '豫0823');
    const { rows } = await api.store.pool.query<{ n: number }>(`select count(*)::int as n from audit_batches b, json_array_elements(b.records) e where e ->> 'table' = 'access_log'`); // prettier-ignore
    expect(rows[0]?.n).toBeGreaterThan(5);
    expect((await refold(api.store.db)).differences).toEqual([]);
  });
});
