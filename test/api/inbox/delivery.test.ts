// Whoever notices come to says where they are told besides: administrators too, who alone hear that a webhook has stopped.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ telling: { smsReportKey: undefined, staffMailDomains: ['court.test'] } });
});
afterAll(() => api.close());

const url = '/api/inbox/delivery';

test.each(['p-officer-1', 'p-administrator-1', 'p-security-1', 'p-auditor-1'])('%s says it', async (person) => {
  const body = { mail: `${person}@court.test`, phone: null, pace: 'at-once' };
  expect(await api.as(person).post(url, body)).toMatchObject({ status: 200, body });
  expect((await api.as(person).get(url)).body).toEqual(body);
});

test('a digest is still for who leads, and a party is told as its case has it', async () => {
  const body = { mail: null, phone: '13800000000', pace: 'digest' };
  expect((await api.as('p-administrator-1').post<{ code: string }>(url, body)).body.code).toBe('digest-for-leaders');
  expect((await api.as('p-applicant-1').post(url, { ...body, pace: 'at-once' })).status).toBe(403);
  expect((await api.as('p-applicant-1').get(url)).status).toBe(403);
});
