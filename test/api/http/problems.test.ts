import { DrizzleQueryError } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asProblem, type ProblemCode, problems } from '../../../api/http/errors.ts';
import { forLog } from '../../../process/error-for-log.ts';
import { refusalCodes } from '../../../domain/record/refusal.ts';
import {
  type Case,
  caller,
  type Caller,
  filing,
  startApi,
  type TestApi,
  type TokenOptions,
} from '../../support/api.ts';

let api: TestApi;
let id: string;
const taken = filing();
beforeAll(async () => {
  api = await startApi();
  id = (await api.as('p-filing-1').post<Case>('/api/cases', taken)).body.id;
});
afterAll(() => api.close());

interface Sent {
  readonly name: string;
  readonly code: ProblemCode;
  readonly status: number;
  /** Words that its detail has. */
  readonly says?: string;
  readonly send: () => Promise<{ status: number; headers: Record<string, unknown>; body: unknown }>;
}

const clerk = (): Caller => api.as('p-filing-1');
const withToken = (person: string, options: TokenOptions): Caller => caller(api.app, () => api.token(person, options));
const bearing = (text: string | undefined): Caller => caller(api.app, () => Promise.resolve(text));
const node = (path: string, body: unknown, person = 'p-reception-1', headers = {}) =>
  api.as(person).post(`/api/cases/${path}`, body, headers);
const waived = { payload: { reason: '外地务工' } };
const json = { 'content-type': 'application/json' };
const unsigned = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ sub: 'p-filing-1', exp: 9e9 }))}.`;
const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
const list = (query: string) => api.as('p-review-1').get(`/api/cases?${query}`);

// prettier-ignore
const cases: readonly Sent[] = [
  // who is calling
  { name: 'no token', code: 'no-token', status: 401, send: () => bearing(undefined).get('/api/cases') },
  { name: 'no token, another scheme', code: 'no-token', status: 401, send: () => caller(api.app, () => Promise.resolve(undefined)).get('/api/nodes') },
  { name: 'a token that is none', code: 'bad-token', status: 401, send: () => bearing('x.y.z').get('/api/cases') },
  { name: 'a token without signature', code: 'bad-token', status: 401, send: () => bearing(unsigned).get('/api/cases') },
  { name: 'a token with another signature', code: 'bad-token', status: 401, send: () => caller(api.app, async () => `${(await api.token('p-filing-1')).slice(0, -6)}AAAAAA`).get('/api/cases') },
  { name: 'another issuer', code: 'bad-token', status: 401, send: () => withToken('p-filing-1', { issuer: 'https://elsewhere' }).get('/api/cases') },
  { name: 'another audience', code: 'bad-token', status: 401, send: () => withToken('p-filing-1', { audience: 'elsewhere' }).get('/api/cases') },
  { name: 'an expired token', code: 'bad-token', status: 401, send: () => withToken('p-filing-1', { expiresIn: -60 }).get('/api/cases') },
  { name: 'an unknown person', code: 'unknown-person', status: 403, send: () => api.as('p-nobody').get('/api/cases') },
  { name: 'a party reading a case', code: 'forbidden', status: 403, send: () => api.as('p-applicant-1').get(`/api/cases/${id}`) },
  { name: 'a party reading the list', code: 'forbidden', status: 403, send: () => api.as('p-respondent-1').get('/api/cases') },
  { name: 'a party filing', code: 'forbidden', status: 403, send: () => api.as('p-applicant-1').post('/api/cases', filing()) },
  { name: 'a body where none is wanted', code: 'unknown-field', status: 400, says: '不收正文', send: () => api.as('p-administrator-1').post('/api/webhooks/1/test', { url: 'https://elsewhere' }) },
  { name: 'a list there', code: 'unknown-field', status: 400, send: () => api.as('p-officer-1').post('/api/inbox/1/read', [1]) },
  { name: 'the wrong role filing', code: 'wrong-role', status: 403, send: () => api.as('p-officer-1').post('/api/cases', filing()) },
  { name: 'the wrong role completing', code: 'wrong-role', status: 403, send: () => node(`${id}/nodes/reception.waived`, waived, 'p-finance-1') },
  { name: 'a party completing', code: 'unknown-case', status: 404, send: () => node(`${id}/nodes/reception.waived`, waived, 'p-applicant-1') },
  { name: 'an officer of another case', code: 'wrong-role', status: 403, send: () => node(`${id}/nodes/performance.completed`, { payload: { how: 'voluntary', detail: '付清', evidence: '收条', applicantWord: '确认' } }, 'p-officer-2') },
  { name: 'a node of the engine', code: 'wrong-role', status: 403, send: () => node(`${id}/nodes/law.applied`, { payload: { rules: 1, calendar: 1, settings: 1 } }) },
  { name: 'a token for nobody', code: 'unknown-person', status: 403, send: () => bearing(undefined).post('/api/trial/tokens', { person: 'p-nobody' }) },
  // what is not there
  { name: 'an unknown address', code: 'not-found', status: 404, send: () => clerk().get('/api/nothing') },
  { name: 'an unknown address without token', code: 'not-found', status: 404, send: () => bearing(undefined).get('/nothing') },
  { name: 'an unknown case', code: 'unknown-case', status: 404, send: () => clerk().get('/api/cases/2026-ha0823-zhi-999') },
  { name: 'deadlines of an unknown case', code: 'unknown-case', status: 404, send: () => clerk().get('/api/cases/no/deadlines') },
  { name: 'the log of an unknown case', code: 'unknown-case', status: 404, send: () => clerk().get('/api/cases/no/log') },
  { name: 'a node of an unknown case', code: 'unknown-case', status: 404, send: () => node('no/nodes/reception.waived', waived) },
  { name: 'the clock of an unknown case', code: 'unknown-case', status: 404, send: () => clerk().post('/api/trial/cases/no/clock', { advance: '1d' }) },
  { name: 'an unknown node', code: 'unknown-node', status: 404, send: () => node(`${id}/nodes/reception.forgotten`, waived) },
  // what cannot be read
  { name: 'no JSON', code: 'bad-json', status: 400, send: () => clerk().post('/api/cases', '{"caseNo":', json) },
  { name: 'nothing at all', code: 'bad-json', status: 400, send: () => clerk().post('/api/cases', '', json) },
  { name: 'a prototype', code: 'bad-json', status: 400, send: () => clerk().post('/api/cases', '{"__proto__":{"x":1}}', json) },
  { name: 'another encoding', code: 'bad-json', status: 400, send: () => clerk().post('/api/cases', '{}', { 'content-type': 'application/json; charset=GBK' }) },
  { name: 'another media type', code: 'unsupported-media-type', status: 415, send: () => clerk().post('/api/cases', '<a/>', { 'content-type': 'application/xml' }) },
  { name: 'plain text', code: 'unsupported-media-type', status: 415, send: () => clerk().post('/api/cases', '{}', { 'content-type': 'text/plain' }) },
  { name: 'too much', code: 'body-too-large', status: 413, send: () => clerk().post('/api/cases', { cause: '长'.repeat(600_000) }) },
  { name: 'a bad address', code: 'bad-url', status: 400, send: () => clerk().get('/api/cases/%E0%A4%A') },
  { name: 'a query whose bytes are no text', code: 'bad-url', status: 400, send: () => clerk().get('/api/cases?q=%ff') },
  { name: 'another whose percent sign stands alone', code: 'bad-url', status: 400, send: () => clerk().get('/api/worklist?cursor=100%') },
  { name: 'a dry run of a filing, misspelt', code: 'bad-query', status: 400, says: 'dryrun', send: () => clerk().post('/api/cases?dryrun=true', filing()) },
  { name: 'a dry run of a batch, which has none', code: 'bad-query', status: 400, says: 'dryRun', send: () => api.as('p-reception-1').post('/api/batch/nodes?dryRun=true', { node: 'reception.waived', ...waived, items: [{ case: id }] }) },
  { name: 'a dry run of a founding, misspelt', code: 'bad-query', status: 400, says: 'dryrun', send: () => api.as('p-reception-1').post('/api/matters?dryrun=true', { kind: 'petition', payload: { from: '王秀英', about: '未发放', channel: 'visit' } }) },
  { name: 'a version of a batch, which has none', code: 'bad-version', status: 400, send: () => api.as('p-reception-1').post('/api/batch/nodes', { node: 'reception.waived', ...waived, items: [{ case: id }] }, { 'if-match': '"1"' }) },
  { name: 'a step of time written in another way', code: 'wrong-type', status: 400, says: '30min（分钟）、24h（小时）、30d（日）、6mo（月', send: () => clerk().post(`/api/trial/cases/${id}/clock`, { advance: '5 days' }) },
  // filing
  { name: 'a filing with an unknown field', code: 'unknown-field', status: 400, send: () => clerk().post('/api/cases', filing({ colour: 'red' })) },
  { name: 'a party with an unknown field', code: 'unknown-field', status: 400, send: () => clerk().post('/api/cases', filing({ applicants: [{ name: '甲', kind: 'person', age: 5 }] })) },
  { name: 'a filing without a field', code: 'missing-field', status: 400, send: () => clerk().post('/api/cases', filing({ cause: undefined })) },
  { name: 'a filing of text', code: 'wrong-type', status: 400, send: () => clerk().post('/api/cases', '"立案"', json) },
  { name: 'money as text', code: 'wrong-type', status: 400, send: () => clerk().post('/api/cases', filing({ claimFen: '25000000' })) },
  { name: 'money with fractions', code: 'amount-fraction', status: 400, send: () => clerk().post('/api/cases', filing({ claimFen: 0.5 })) },
  { name: 'a malformed case number', code: 'bad-case-number', status: 400, send: () => clerk().post('/api/cases', filing({ caseNo: '执123' })) },
  { name: 'a filing date without time', code: 'bad-instant', status: 400, send: () => clerk().post('/api/cases', filing({ filedAt: '2026-01-20' })) },
  { name: 'another court’s case', code: 'wrong-court', status: 422, send: () => clerk().post('/api/cases', filing({ caseNo: '（2026）京0105执34号' })) },
  { name: 'a case of another kind', code: 'not-enforcement', status: 422, send: () => clerk().post('/api/cases', filing({ caseNo: '（2026）豫0823执异29号' })) },
  { name: 'a number of another year', code: 'wrong-year', status: 422, send: () => clerk().post('/api/cases', filing({ caseNo: '（2025）豫0823执29号' })) },
  { name: 'a wrong identity number', code: 'id-number-doubtful', status: 422, send: () => clerk().post('/api/cases', filing({ applicants: [{ name: '甲', kind: 'person', idNo: '123' }] })) },
  { name: 'a filing in the future', code: 'filed-in-future', status: 422, send: () => clerk().post('/api/cases', filing({ filedAt: tomorrow })) },
  { name: 'another body for a case number', code: 'case-exists', status: 409, send: () => clerk().post('/api/cases', { ...taken, cause: '买卖合同纠纷' }) },
  // completing a node
  { name: 'a body that is packed', code: 'unsupported-media-type', status: 415, send: () => node(`${id}/nodes/reception.waived`, waived, 'p-reception-1', { 'content-encoding': 'gzip' }) },
  { name: 'an id that no address has', code: 'url-too-long', status: 414, send: () => clerk().get(`/api/cases/${'x'.repeat(201)}`) },
  { name: 'an unknown field beside the payload', code: 'unknown-field', status: 400, send: () => node(`${id}/nodes/reception.waived`, { ...waived, by: 'p-president-1' }) },
  { name: 'an unknown field in the payload', code: 'unknown-field', status: 400, send: () => node(`${id}/nodes/reception.waived`, { payload: { reason: '外地', x: 1 } }) },
  { name: 'a payload without a field', code: 'missing-field', status: 400, send: () => node(`${id}/nodes/reception.waived`, { payload: {} }) },
  { name: 'a payload of another type', code: 'wrong-type', status: 400, send: () => node(`${id}/nodes/reception.waived`, { payload: { reason: 5 } }) },
  { name: 'no instant', code: 'bad-instant', status: 400, send: () => node(`${id}/nodes/reception.waived`, { ...waived, at: 'yesterday' }) },
  { name: 'a subject where there is none', code: 'subject-not-allowed', status: 400, send: () => node(`${id}/nodes/reception.waived`, { ...waived, subject: 'a-1' }) },
  { name: 'no subject where there is one', code: 'subject-missing', status: 400, send: () => node(`${id}/nodes/asset.skipped`, waived, 'p-control-1') },
  { name: 'an unknown asset', code: 'unknown-subject', status: 422, send: () => node(`${id}/nodes/asset.skipped`, { ...waived, subject: 'a-1' }, 'p-control-1') },
  { name: 'the future', code: 'at-in-future', status: 422, send: () => node(`${id}/nodes/reception.waived`, { ...waived, at: tomorrow }) },
  { name: 'before the filing', code: 'at-before-filing', status: 422, send: () => node(`${id}/nodes/reception.waived`, { ...waived, at: '2026-01-01T00:00:00Z' }) },
  { name: 'an officer who is none', code: 'not-qualified', status: 422, send: () => node(`${id}/nodes/case.assigned`, { payload: { officer: 'p-filing-1' } }, 'p-command-1') },
  { name: 'a key with a space', code: 'bad-idempotency-key', status: 400, send: () => node(`${id}/nodes/reception.waived`, waived, 'p-reception-1', { 'idempotency-key': 'a b' }) },
  { name: 'a key too long', code: 'bad-idempotency-key', status: 400, send: () => node(`${id}/nodes/reception.waived`, waived, 'p-reception-1', { 'idempotency-key': 'k'.repeat(201) }) },
  // reading
  { name: 'a limit of nothing', code: 'bad-query', status: 400, send: () => list('limit=0') },
  { name: 'a limit of everything', code: 'bad-query', status: 400, send: () => list('limit=100000') },
  { name: 'a limit in words', code: 'bad-query', status: 400, send: () => list('limit=ten') },
  { name: 'two limits', code: 'bad-query', status: 400, send: () => list('limit=1&limit=2') },
  { name: 'an unknown filter', code: 'bad-query', status: 400, send: () => list('colour=red') },
  { name: 'an unknown stage', code: 'bad-query', status: 400, send: () => list('stage=asleep') },
  { name: 'an unknown order', code: 'bad-query', status: 400, send: () => list('sort=cause') },
  { name: 'a date for an instant', code: 'bad-query', status: 400, send: () => list('filedFrom=2026-01-01') },
  { name: 'a stretch of time that ends before it begins', code: 'bad-query', status: 400, send: () => list('filedFrom=2026-02-01T00:00:00Z&filedTo=2026-01-01T00:00:00Z') },
  { name: 'half a case number', code: 'bad-case-number', status: 400, send: () => list('caseNo=123') },
  { name: 'a made-up cursor', code: 'bad-cursor', status: 400, send: () => list('cursor=abc') },
  { name: 'a cursor of another order', code: 'bad-cursor', status: 400, send: () => list(`sort=filedAt&cursor=${btoa('["-filedAt",1,"x"]')}`) },
  { name: 'a made-up cursor of the log', code: 'bad-cursor', status: 400, send: () => clerk().get(`/api/cases/${id}/log?cursor=${btoa('["x"]')}`) },
  { name: 'a made-up cursor of the worklist', code: 'bad-cursor', status: 400, send: () => clerk().get(`/api/worklist?cursor=${btoa('[1]')}`) },
  { name: 'an unknown role', code: 'bad-query', status: 400, send: () => clerk().get('/api/worklist?role=king') },
  { name: 'an officer with a quote', code: 'bad-query', status: 400, send: () => clerk().get(`/go/officer/${encodeURIComponent("x' OR '1")}`) },
  // the clock
  { name: 'no time to move to', code: 'missing-field', status: 400, send: () => clerk().post(`/api/trial/cases/${id}/clock`, {}) },
  { name: 'two times to move to', code: 'missing-field', status: 400, send: () => clerk().post(`/api/trial/cases/${id}/clock`, { advance: '1d', to: tomorrow }) },
  { name: 'backwards', code: 'clock-backwards', status: 422, send: () => clerk().post(`/api/trial/cases/${id}/clock`, { to: '2026-01-01T00:00:00Z' }) },
  { name: 'a length backwards', code: 'wrong-type', status: 400, send: () => clerk().post(`/api/trial/cases/${id}/clock`, { advance: '-1d' }) },
  { name: 'too far', code: 'clock-too-far', status: 422, send: () => clerk().post(`/api/trial/cases/${id}/clock`, { advance: '121m' }) },
  { name: 'no instant to move to', code: 'bad-instant', status: 400, send: () => clerk().post(`/api/trial/cases/${id}/clock`, { to: '明天' }) },
];

describe('what is refused', () => {
  it.each(cases)('$name → $status $code', async ({ code, status, says = '', send }) => {
    const answer = await send();
    expect(answer).toMatchObject({ status, body: { code, status } });
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    const { body } = answer as { body: Record<string, unknown> };
    expect(Object.keys(body)).toEqual(['type', 'title', 'status', 'detail', 'code', 'basis', 'missing', 'instance']);
    expect(body['detail']).toContain(says);
    expect(body['detail']).toMatch(/[\u4e00-\u9fff]/);
    expect(body['instance']).toMatch(/^urn:uuid:/);
  });

  it.each(['limit=1&limit=2', 'q=a&q=b', 'limit[]=1', 'limit=1&limit'])(
    'a parameter that is given twice is refused, not chosen from: %s',
    async (query) => expect(await list(query)).toMatchObject({ status: 400, body: { code: 'bad-query' } }),
  );

  it('says what is missing and by which article', async () => {
    const wrong = await node(`${id}/nodes/reception.waived`, { payload: {} });
    expect(wrong.body).toMatchObject({ missing: [{ id: 'reason', zh: '缺少' }] });
    const role = await node(`${id}/nodes/reception.waived`, waived, 'p-finance-1');
    expect(role.body).toMatchObject({
      basis: '武法〔2022〕11号 三·一(一)2',
      detail: expect.stringContaining('执行初次接待窗口') as string,
    });
  });
});

describe('the table of problems', () => {
  it('has a row for every code, with a Chinese title and something to do', () => {
    for (const code of Object.keys(refusalCodes)) expect(problems).toHaveProperty(code);
    for (const { status, title, detail } of Object.values(problems)) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(title + detail).toMatch(/[\u4e00-\u9fff]/);
    }
    expect(Object.fromEntries(Object.entries(problems).map(([code, { status }]) => [code, status]))).toMatchSnapshot();
  });

  it.each([
    [
      new DrizzleQueryError('select', [], Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })),
      'postgres-unavailable',
    ],
    [new DrizzleQueryError('select', [], Object.assign(new Error('gone'), { code: '57P01' })), 'postgres-unavailable'],
    [new DrizzleQueryError('select', [], new Error('timeout exceeded when trying to connect')), 'postgres-unavailable'],
    [new DrizzleQueryError('select', [], Object.assign(new Error('slow'), { code: '57014' })), 'timeout'],
    [Object.assign(new Error('broken'), { code: 'XX000' }), 'internal'],
    ['a text', 'internal'],
    [null, 'internal'],
  ])('knows %s', (error, code) => {
    expect(asProblem(error).code).toBe(code);
  });

  it('keeps parameters and rows out of the log', () => {
    const secret = '410823197001010011';
    const cause = Object.assign(new Error('duplicate key'), { code: '23505', detail: `Key (id_no)=(${secret})` });
    const kept = JSON.stringify(forLog(new DrizzleQueryError('select $1', [secret], cause)));
    expect(kept).not.toContain(secret);
    expect(kept).toContain('23505');
  });
});
