import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertCalendar } from '../../../db/law/rollout.ts';
import { notice2027, rest } from '../../support/given-drafts.ts';
import { periodLine } from '../../support/seed-calendar.ts';
import fc from 'fast-check';
import { validQuestions } from '../../support/period-questions.ts';
import { caller, startApi, type TestApi } from '../../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const json = { 'content-type': 'application/json' };
const ask = (body: unknown, person = 'p-applicant-1') => api.as(person).post('/api/periods', body, json);
/** The answer as text: the order of its fields is part of the contract. */
const raw = async (text: string) => {
  const token = await api.token('p-applicant-1');
  const headers = { ...json, authorization: `Bearer ${token}` };
  const { body } = await api.app.inject({ method: 'POST', url: '/api/periods', payload: text, headers });
  return body;
};

describe('a question about a period', () => {
  it('is answered to anybody known', async () => {
    const { status, body } = await ask({ id: 1, start: '2026-01-20', period: '30d' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: 1, due: '2026-02-24', nominal: '2026-02-19', provisional: false });
  });

  it('may be one of a list', async () => {
    const { body } = await ask([{ start: '2026-01-20', period: '30d' }, { start: 'x' }, 5, null]);
    expect(body).toMatchObject([
      { id: null, due: '2026-02-24' },
      { error: { code: 'bad-start' } },
      { id: null, error: { code: 'bad-question' } },
      { id: null, error: { code: 'bad-question' } },
    ]);
    expect((await ask('[]')).body).toEqual([]);
  });

  it.each(['5', 'null', '"2026-01-20"', 'true'])('that is %s is answered too', async (text) => {
    expect(await ask(text)).toMatchObject({ status: 200, body: { id: null, error: { code: 'bad-question' } } });
  });

  it('is answered letter for letter as npm run periods does', async () => {
    const lines = fc.sample(validQuestions, 400).map((q) => JSON.stringify(q));
    const odd = [
      '{"id":12345678901234567890,"start":"2026-01-20","period":"30d"}',
      '{"id":1.0,"start":"2026-01-20","period":"1m"}',
      '{"id":-0,"start":"2026-01-20","period":"24h"}',
      '{"id":{"a":[1e2,"x",null]},"start":"2026-01-20T16:20:00+08:00","period":"24h"}',
      '{"id":"一","start":"2026-01-20","period":1.50}',
      '{"__proto__":{"id":1},"start":"2026-01-20","period":"1d"}',
      '{"id":1,"id":2,"start":"2026-01-20","period":"1d"}',
    ];
    for (const line of [...lines.slice(0, 20), ...odd]) expect(await raw(line)).toBe(periodLine(line));
    const all = [...lines, ...odd];
    expect(await raw(`[${all.join(',')}]`)).toBe(`[${all.map((line) => periodLine(line)).join(',')}]`);
  });

  it('uses the calendar that was published last', async () => {
    const asked = { start: '2027-01-20', period: '15d' };
    expect((await ask(asked)).body).toMatchObject({ due: '2027-02-04', provisional: true, unpublishedYears: [2027] });
    const draft = notice2027({ days: [rest('2027-02-04'), rest('2027-02-05')] });
    await insertCalendar(api.store.db, draft, 21, 'p-administrator-1');
    expect((await ask(asked)).body).toMatchObject({
      due: '2027-02-08',
      provisional: false,
      skipped: [{ name: '春节' }, { name: '春节' }, { name: '周末' }, { name: '周末' }],
    });
  });
});

describe('refused are', () => {
  const question = { start: '2026-01-20', period: '30d' };

  it('more than a thousand', async () => {
    const many = (n: number) => Array.from({ length: n }, () => question);
    expect(await ask(many(1_000))).toMatchObject({ status: 200 });
    expect(await ask(many(1_001))).toMatchObject({ status: 400, body: { code: 'too-many-questions' } });
  });

  it.each([
    ['no JSON', '{"start":', 'bad-json', 400],
    ['nothing', '', 'bad-json', 400],
    ['nesting without end', '['.repeat(200_000), 'bad-json', 400],
    ['too much', `"${'长'.repeat(600_000)}"`, 'body-too-large', 413],
  ])('%s', async (_, text, code, status) => {
    expect(await ask(text)).toMatchObject({ status, body: { code } });
  });

  it('an id nested deeper than anything', async () => {
    const deep = `{"id":${'['.repeat(20_000)}${']'.repeat(20_000)},"start":"2026-01-20","period":"1d"}`;
    const { status } = await ask(deep);
    expect([200, 400]).toContain(status);
  });

  it('another media type, and whoever has no token', async () => {
    const csv = { 'content-type': 'text/csv' };
    expect(await api.as('p-applicant-1').post('/api/periods', 'x', csv)).toMatchObject({
      status: 415,
      body: { code: 'unsupported-media-type' },
    });
    const nobody = caller(api.app, () => Promise.resolve(undefined));
    expect(await nobody.post('/api/periods', question)).toMatchObject({ status: 401, body: { code: 'no-token' } });
  });
});
