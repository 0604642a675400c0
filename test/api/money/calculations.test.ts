import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calculate } from '../../../domain/money/calculate.ts';
import { caller, startApi, type TestApi } from '../../support/api.ts';
import { brokenQuestions, validQuestions } from '../../support/money-questions.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const json = { 'content-type': 'application/json' };
const ask = (body: unknown, person = 'p-applicant-1') => api.as(person).post('/api/money/calculations', body, json);

describe('POST /api/money/calculations', () => {
  it('answers one question or a list of them, in order, as npm run money-calc does', async () => {
    const questions = [...fc.sample(validQuestions, 60), ...fc.sample(brokenQuestions, 60)].map((question): unknown =>
      JSON.parse(JSON.stringify(question)),
    );
    expect(await ask(questions)).toMatchObject({ status: 200, body: questions.map((each) => calculate(each)) });
    const fee = { id: 'x', kind: 'fee', items: [{ id: 'a', amount: 3_000_000 }] };
    expect(await ask(fee)).toMatchObject({ status: 200, body: { id: 'x', fee: 35_000, full: 35_000 } });
    expect(await ask('{"id":1.0,"kind":"fee","items":[{"id":"a","amount":3e6}]}')).toMatchObject({ body: { fee: 35_000 } }); // prettier-ignore
  });

  it('says what is too much for one request', async () => {
    const items = Array.from({ length: 50 }, (_, i) => ({ id: `i${i}`, kind: 'principal', amount: 100 }));
    const payments = Array.from({ length: 500 }, () => ({ on: '2026-01-20', amount: 1 }));
    const many = await ask({ kind: 'interest', asOf: '2026-01-20', items, payments });
    expect(many).toMatchObject({ status: 400, body: { code: 'too-many-questions' } });
    expect(await ask(Array.from({ length: 1_001 }, () => ({ kind: 'fee' })))).toMatchObject({ status: 400, body: { code: 'too-many-questions' } }); // prettier-ignore
    expect(await ask('{"kind":')).toMatchObject({ status: 400, body: { code: 'bad-json' } });
  });

  it('asks who is asking', async () => {
    const { status } = await caller(api.app, () => Promise.resolve(undefined)).post(
      '/api/money/calculations',
      { kind: 'fee' },
      json,
    );
    expect(status).toBe(401);
  });
});
