import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Case, filing, startApi, type TestApi } from '../../support/api.ts';
import { refold } from '../../../db/cases/refold.ts';

let api: TestApi;
let id: string;
let other: string;
const as = (person: string) => ({
  ...api.as(person),
  complete: (node: string, body: object, caseId = id) =>
    api.as(person).post(`/api/cases/${caseId}/nodes/${node}`, body),
});
const shown = async (caseId = id) => (await api.as('p-review-1').get<Case>(`/api/cases/${caseId}`)).body;
const ok = { status: 200, body: { accepted: true } };
const ruling = '（2026）豫0823执异12号';

beforeAll(async () => {
  api = await startApi();
  const file = async (more: object) => {
    const { status, body } = await api.as('p-filing-1').post<Case>('/api/cases', filing(more));
    expect(status).toBe(201);
    return body.id;
  };
  id = await file({ respondents: [{ id: 'r-li', name: '李卫东', kind: 'person' }, { name: '王秀英', kind: 'person' }] }); // prettier-ignore
  other = await file({});
  expect(await as('p-command-1').complete('case.assigned', { payload: { officer: 'p-officer-1' } })).toMatchObject(ok);
});
afterAll(() => api.close());

describe('the parties of a case over HTTP', () => {
  it('have the ids that the filing gave, or those of their places', async () => {
    expect((await shown()).respondents.map((p) => p.id)).toEqual(['r-li', 'respondent-2']);
    const twice = filing({ respondents: [{ id: 'x', name: '甲', kind: 'person' }, { id: 'x', name: '乙', kind: 'person' }] }); // prettier-ignore
    const refused = await api.as('p-filing-1').post('/api/cases', twice);
    expect(refused).toMatchObject({ status: 422, body: { code: 'subject-taken', missing: [{ id: 'x' }] } });
  });

  it('join and leave; the case is called and found by those who are there, and shows who was', async () => {
    const join = { payload: { side: 'respondent', name: '赵大海', kind: 'person', ruling, inPlaceOf: 'r-li' } };
    expect(await as('p-officer-1').complete('party.joined', join)).toMatchObject(ok);
    const leave = { subject: 'r-li', payload: { ground: '死亡', ruling } };
    expect(await as('p-officer-1').complete('party.left', leave)).toMatchObject(ok);
    const { respondents, title, deadlines } = await shown();
    expect(respondents).toMatchObject([
      { id: 'r-li', leftAt: expect.any(String) as string },
      { id: 'respondent-2', name: '王秀英' },
      { id: 'respondent-1', name: '赵大海', joinedAt: expect.any(String) as string },
    ]);
    expect(title).toMatch(/申请执行 王×英等2人$/);
    expect(deadlines.map((d) => d.id)).toContainEqual(expect.stringMatching(/^initial-documents:respondent-1@/));
    const list = await api.as('p-review-1').get<{ items: Case[] }>(`/api/cases?q=${encodeURIComponent('赵大海')}`);
    expect(list.body.items).toMatchObject([{ id, title }]);
    const work = await api
      .as('p-review-1')
      .get<{ items: { case: object }[] }>('/api/worklist?role=documents&limit=200');
    expect(work.body.items.map((item) => item.case)).toContainEqual(expect.objectContaining({ id, title }));
    expect((await refold(api.store.db)).differences).toEqual([]);
  });

  it('are shown as corrected, in lists too', async () => {
    const { applicants, respondents, caseNo, cause, basis, claimFen } = await shown(other);
    const named = respondents.map((p) => ({ ...p, name: '欧阳卫东', kind: 'person' }));
    const payload = { caseNo, cause, basis, claimFen, applicants, respondents: named };
    const refused = await as('p-review-1').complete('fact.corrected', { payload: { fact: 2, payload: { ...payload, respondents: [{ name: '王五', kind: 'person' }] }, reason: '误' } }, other); // prettier-ignore
    expect(refused).toMatchObject({ status: 422, body: { code: 'not-correctable' } });
    expect(await as('p-review-1').complete('fact.corrected', { payload: { fact: 2, payload, reason: '误录' } }, other)).toMatchObject(ok); // prettier-ignore
    const { title } = await shown(other);
    expect(title).toMatch(/申请执行 欧××东$/);
    const list = await api.as('p-review-1').get<{ items: Case[] }>(`/api/cases?caseNo=${encodeURIComponent(caseNo)}`);
    expect(list.body.items).toMatchObject([{ title, cause, claimFen }]);
  });
});

describe('a party’s token', () => {
  const waived = { payload: { reason: '外地' } };

  it('records in no case by its role at large, nor reads one', async () => {
    for (const person of ['p-applicant-1', 'p-respondent-1']) {
      for (const caseId of [id, other]) {
        const answer = await as(person).complete('reception.waived', waived, caseId);
        expect(answer).toMatchObject({ status: 404, body: { code: 'unknown-case' } });
        for (const path of ['', '/log', '/deadlines', '/assets'])
          expect((await api.as(person).get(`/api/cases/${caseId}${path}`)).status).toBe(403);
      }
      for (const path of ['/api/cases', '/api/worklist']) expect((await api.as(person).get(path)).status).toBe(403);
    }
  });

  it('identified in one case, opens no other, and makes nobody a clerk', async () => {
    const identified = { subject: 'respondent-2', payload: { person: 'p-respondent-1', evidence: '居民身份证' } };
    expect(await as('p-reception-1').complete('party.identified', identified)).toMatchObject(ok);
    expect(await as('p-respondent-1').complete('reception.waived', waived)).toMatchObject({ status: 404 }); // of which they have heard nothing yet
    const notice = { kind: 'enforcement-notice', recipients: ['respondent-2'], channel: 'post', account: '1', performWithin: 10 }; // prettier-ignore
    expect(await as('p-documents-1').complete('documents.issued', { payload: notice })).toMatchObject(ok);
    expect(await as('p-respondent-1').complete('reception.waived', waived)).toMatchObject({ status: 403 });
    expect((await api.as('p-respondent-1').get(`/api/cases/${other}`)).status).toBe(403);
    const own = { subject: 'applicant-1', payload: { person: 'p-respondent-1', evidence: '自述' } };
    expect(await as('p-respondent-1').complete('party.identified', own)).toMatchObject({ status: 403 });
  });

  it('is told nothing of the case by what it sends there', async () => {
    const body = { payload: { kind: 'conduct', by: 'respondent-2', on: '2026-01-20', text: '一' } };
    const door = `/api/cases/${id}/nodes/objection.received`;
    const own = api.as('p-respondent-1');
    const asked = await own.post(door, body, { 'if-match': '"3"' });
    expect(asked).toMatchObject({ status: 400, body: { code: 'version-not-told' } });
    const today = { payload: { ...body.payload, on: (await shown()).now.slice(0, 10) } };
    const seen = await own.post<object>(`${door}?dryRun=true`, today);
    expect(seen).toMatchObject({ status: 200, body: { count: 0, deadlines: [] } });
    expect(seen.body).not.toHaveProperty('fact');
    expect((await own.post(door, today)).body).toEqual({ ...ok.body, opened: [], done: [], voided: [], warnings: [] });
  });

  it('has keys of its own: whether others have used one it does not hear', async () => {
    const today = (await shown()).now.slice(0, 10);
    const body = { payload: { kind: 'conduct', by: 'respondent-2', on: today, text: '二' } };
    await api
      .as('p-reception-1')
      .post(`/api/cases/${id}/nodes/reception.waived`, waived, { 'idempotency-key': 'k-shared' });
    const send = (payload: object) =>
      api.as('p-respondent-1').post<{ code?: string }>(`/api/cases/${id}/nodes/objection.received`, payload, { 'idempotency-key': 'k-shared' }); // prettier-ignore
    const [first, again, other_] = [
      await send(body),
      await send(body),
      await send({ payload: { ...body.payload, text: '三' } }),
    ];
    expect([first.status, again.status, again.body]).toEqual([200, 200, first.body]);
    expect(other_).toMatchObject({ status: 409, body: { code: 'key-reused' } }); // its own
    const log = (await api.as('p-review-1').get<{ items: { node?: string }[] }>(`/api/cases/${id}/log?limit=500`)).body;
    expect(log.items.filter(({ node }) => node === 'objection.received')).toHaveLength(2);
  });

  it('hears whatever is wrong with what it sends in the same way of a case that there is and of none', async () => {
    const bodies = [{ at: '2026-13-01' }, { subject: '!!' }, { subject: 'x-1', payload: [] }, { payload: { on: 'x' } }];
    const nodes = ['objection.received', 'petition.registered', 'case.filed', 'no.node', 'delegation.given'];
    const tries = nodes.flatMap((node) => bodies.map((body) => ({ node, body })));
    const heardOf = (caseId: string, query: string) =>
      Promise.all(
        tries.map(async ({ node, body }) => {
          const answer = await api.as('p-respondent-1').post(`/api/cases/${caseId}/nodes/${node}${query}`, body, { 'if-match': '"3"' });
          return JSON.stringify([answer.status, answer.body]).replaceAll(caseId, 'X').replaceAll(/urn:uuid:[^"]+/g, 'Y');
        }),
      ); // prettier-ignore
    for (const query of ['', '?dryRun=true'])
      expect(await heardOf(other, query)).toEqual(await heardOf('2026-ha0823-zhi-999999', query));
    const batch = await api.as('p-respondent-1').post<{ results: { status: number; problem: { code: string } }[] }>('/api/batch/nodes', { node: 'objection.received', payload: {}, items: [{ case: other }, { case: '2026-ha0823-zhi-999999' }] }); // prettier-ignore
    const [one, two] = batch.body.results.map(({ status, problem }) => [status, problem.code]);
    expect(one).toEqual(two);
  });

  it('hears of another’s case what it hears of none', async () => {
    const [there, nowhere] = await Promise.all(
      [other, '2026-ha0823-zhi-999999'].map(async (caseId) => {
        const { status, body } = await as('p-respondent-1').complete('objection.received', { payload: {} }, caseId);
        const asked = await as('p-respondent-1').complete('reception.waived', waived, caseId);
        const seen = await api.as('p-respondent-1').post(`/api/cases/${caseId}/nodes/reception.waived?dryRun=true`, waived);
        const all = [status, body, asked.status, asked.body, seen.status, seen.body];
        return JSON.stringify(all).replaceAll(caseId, 'X').replaceAll(/urn:uuid:[^"]+/g, 'Y');
      }),
    ); // prettier-ignore
    expect(there).toBe(nowhere);
  });
});
