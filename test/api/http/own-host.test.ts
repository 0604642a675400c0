// A trial court answers under no name that another site could have lead to it (DNS rebinding).
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../support/api.ts';

let api: TestApi;
let court: TestApi;
beforeAll(async () => {
  [api, court] = [await startApi(), await startApi({ trial: undefined })];
});
afterAll(async () => {
  await api.close();
  await court.close();
});

const asked = async (at: TestApi, host: string, url = '/api/trial/people') =>
  (await at.app.inject({ method: 'GET', url, headers: { host } })).statusCode;

test.each(['localhost', 'localhost:3000', 'LOCALHOST:1', 'court.localhost:3000', '127.0.0.1:3000', '[::1]:3000', '10.0.0.7'])('%s is answered', async (host) => {
  expect(await asked(api, host)).toBe(200);
}); // prettier-ignore

test.each(['rebound.example', 'localhost.rebound.example', '127.0.0.1.nip.io:3000', 'localhost@rebound.example', '1.2.3.4.5', 'localhost:3000.rebound.example', '[::1].rebound.example'])('%s is not', async (host) => {
  expect(await asked(api, host)).toBe(421);
  expect(await asked(api, host, '/docs')).toBe(421);
  const { body, statusCode } = await api.app.inject({ method: 'POST', url: '/api/codec/decode', headers: { host }, payload: {} });
  expect([statusCode, (JSON.parse(body) as { code: string }).code]).toEqual([421, 'foreign-host']);
}); // prettier-ignore

test('a court of its own is reached by whatever name it has', async () => {
  expect(await asked(court, 'court.example', '/api/openapi.json')).not.toBe(421);
});
