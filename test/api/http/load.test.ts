import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bounded } from '../../../gateway/busy.ts';
import type { Gateway } from '../../../gateway/cases.ts';
import { defaultLimits } from '../../../api/http/plugins/limits.ts';
import type { Answer } from '../../../domain/engine/answer.ts';
import { caller, startApi, type TestApi } from '../../support/api.ts';

const waived = { payload: { reason: '外地务工' } };
const accepted: Answer = { accepted: true, fact: 3, version: 3, opened: [], done: [] };

/** A gateway that answers everything, but commands to one record only once they are let go. */
function holding(held: string): { gateway: Gateway; sent: () => number; letGo: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  let sent = 0;
  const completeNode: Gateway['completeNode'] = async (caseId) => {
    if (caseId === held) {
      sent += 1;
      await promise;
    }
    return accepted;
  };
  const gateway = { completeNode, fileCase: () => Promise.resolve(accepted), settleNow: () => Promise.resolve(true) };
  return { gateway, sent: () => sent, letGo: resolve };
}

describe('a record that answers nothing', () => {
  it('takes fifty commands, tells all others that it is busy, and is no trouble to other records', async () => {
    const id = '2026-ha0823-zhi-77';
    const held = holding(id);
    const api = await startApi({ gateway: held.gateway });
    const send = (to: string) => api.as('p-reception-1').post(`/api/cases/${to}/nodes/reception.waived`, waived);
    const answers = Array.from({ length: 60 }, () => send(id));
    const refused = await Promise.race(answers);
    expect(refused).toMatchObject({ status: 429, body: { code: 'busy' } });
    expect(refused.headers['retry-after']).toBe('2');
    expect((await send('2026-ha0823-zhi-78')).status, 'another record').toBe(200);
    expect((await send(id)).status).toBe(429);
    expect(held.sent(), 'no more was sent').toBe(50);
    let settled = 0;
    for (const answer of answers) void answer.then(() => (settled += 1));
    await expect.poll(() => settled).toBe(10); // those that came too much
    held.letGo();
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(50);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
    expect((await send(id)).status, 'it takes commands again').toBe(200);
    await api.close();
  });
});

describe('what waits', () => {
  const never = new Promise<never>(() => undefined);
  const silent: Gateway = { fileCase: () => never, completeNode: () => never, settleNow: () => never };
  const command = { node: 'reception.waived', by: 'p' };

  it('counts filing, completing and settling of a record together', async () => {
    const { gateway, load } = bounded(silent, { most: 3 });
    void gateway.fileCase({ caseId: 'a', caseNo: '', title: '' }, { body: {}, by: 'p' });
    void gateway.completeNode('a', command, () => never);
    void gateway.settleNow('a');
    await expect(gateway.settleNow('a')).rejects.toMatchObject({ code: 'busy' });
    void gateway.settleNow('b'); // another record
    expect(load.waiting()).toBe(4);
  });

  it('knows the oldest; one record alone that is stuck does not count as a court that is', () => {
    let now = 0;
    const { gateway, load } = bounded(silent, { clock: () => now });
    expect(load.oldestMs()).toBeNull();
    void gateway.settleNow('a');
    void gateway.settleNow('a');
    now = 20_000;
    expect([load.oldestMs(), load.isStuck()]).toEqual([20_000, false]);
    void gateway.settleNow('b');
    now = 40_000;
    expect([load.oldestMs(), load.isStuck()]).toEqual([40_000, true]);
  });

  it('is not stuck while any record is answered; what fails is counted no longer', async () => {
    let now = 0;
    const rest: Gateway = { ...silent, settleNow: (id) => (id === 'good' ? Promise.resolve(true) : never) };
    const failing: Gateway = { ...rest, completeNode: () => Promise.reject(new Error('no')) };
    const { gateway, load } = bounded(failing, { clock: () => now });
    void gateway.settleNow('a');
    void gateway.settleNow('b');
    now = 20_000;
    expect(load.isStuck()).toBe(true);
    await gateway.settleNow('good');
    expect(load.isStuck()).toBe(false);
    await expect(gateway.completeNode('c', command, () => never)).rejects.toThrow('no');
    expect(load.waiting()).toBe(2);
  });
});

describe('readiness', () => {
  it('is down when no worker answers, and says so', async () => {
    const api = await startApi({ pulse: () => Promise.reject(new Error('nobody')) });
    const nobody = caller(api.app, () => Promise.resolve(undefined));
    expect(await nobody.get('/healthz/ready')).toMatchObject({
      status: 503,
      body: { status: 'down', postgres: 'up', temporal: 'up', worker: 'down', oldestCommandMs: null },
    });
    await api.close();
  });
});

describe('somebody who asks too often', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ limits: { ...defaultLimits, perPerson: 3, perAddress: 4 } });
  });
  afterAll(() => api.close());

  it('is told so by person, and nobody else is', async () => {
    for (let i = 0; i < 3; i++) expect((await api.as('p-review-1').get('/api/nodes')).status).toBe(200);
    const answer = await api.as('p-review-1').get('/api/worklist');
    expect(answer).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect((await api.as('p-filing-1').get('/api/nodes')).status).toBe(200);
  });

  it('is told so by address where nobody is known: with no token, with a bad one, at the trial court’s', async () => {
    const nobody = caller(api.app, () => Promise.resolve(undefined));
    const bad = caller(api.app, () => Promise.resolve('x.y.z'));
    const statuses = [
      (await nobody.get('/api/nodes')).status,
      (await bad.get('/api/nodes')).status,
      (await nobody.get('/nowhere')).status,
      (await nobody.post('/api/trial/tokens', { person: 'p-review-1' })).status,
      (await nobody.post('/api/trial/tokens', { person: 'p-review-1' })).status,
      (await bad.get('/api/nodes')).status,
      (await nobody.get('/nowhere')).status,
    ];
    expect(statuses).toEqual([401, 401, 404, 200, 429, 429, 429]);
    expect((await nobody.get('/healthz/ready')).status, 'whoever watches gets through').toBe(200);
    expect((await api.as('p-documents-1').get('/api/nodes')).status, 'so does a known person').toBe(200);
  });
});

describe('a process that cannot keep up', () => {
  it('turns requests away while it is late, and takes them afterwards', async () => {
    const api = await startApi({ limits: { ...defaultLimits, eventLoopDelayMs: 100, sampleMs: 500 } });
    const nobody = caller(api.app, () => Promise.resolve(undefined));
    await api.app.ready();
    let late = true;
    const block = async () => {
      while (late) {
        const end = Date.now() + 400;
        while (Date.now() < end);
        await delay(1);
      }
    };
    const blocking = block();
    await expect.poll(async () => (await api.as('p-review-1').get('/api/nodes')).status, { timeout: 20_000 }).toBe(503);
    const answer = await api.as('p-review-1').get('/api/nodes');
    expect(answer).toMatchObject({ status: 503, body: { code: 'overloaded' } });
    expect(answer.headers['retry-after']).toBe('5');
    expect((await nobody.get('/healthz/live')).status).toBe(200);
    late = false;
    await blocking;
    await expect.poll(async () => (await api.as('p-review-1').get('/api/nodes')).status, { timeout: 20_000 }).toBe(200);
    await api.close();
  });
});

describe('on the wire', () => {
  let api: TestApi;
  let port = 0;
  beforeAll(async () => {
    api = await startApi({ limits: { ...defaultLimits, requestMs: 1_000 } });
    await api.app.listen({ host: '127.0.0.1', port: 0 });
    ({ port } = api.app.server.address() as AddressInfo); // it listens on TCP
  });
  afterAll(() => api.close());

  /** Sends bytes as they are; answers all that comes back before the connection ends. */
  const raw = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      let heard = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(text));
      socket.setEncoding('utf8').on('data', (part) => (heard += String(part)));
      socket.on('error', reject).on('close', () => resolve(heard));
    });
  const last = 'Host: localhost\r\nConnection: close\r\n';

  it.each([
    [
      'a slow body',
      `POST /api/trial/tokens HTTP/1.1\r\n${last}Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{`,
      408,
      'request-too-slow',
    ],
    ['a slow head', 'GET /api/nodes HTTP/1.1\r\nHost: co', 408, 'request-too-slow'],
    [
      'too large a header',
      `GET /api/nodes HTTP/1.1\r\n${last}X-Long: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers-too-large',
    ],
    ['no HTTP', 'hello\r\n\r\n', 400, 'bad-request'],
    ['a method that nobody knows', `FROBNICATE / HTTP/1.1\r\n${last}\r\n`, 400, 'bad-request'],
    ['a length in words', `POST /api/trial/tokens HTTP/1.1\r\n${last}Content-Length: ten\r\n\r\n`, 400, 'bad-request'],
    [
      'two lengths',
      `POST /api/trial/tokens HTTP/1.1\r\n${last}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`,
      400,
      'bad-request',
    ],
    ['no host', 'GET /healthz/live HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'bad-request'],
    ['an expectation', `GET /healthz/live HTTP/1.1\r\n${last}Expect: miracles\r\n\r\n`, 417, 'bad-expectation'],
    ['QUERY of a known address', `QUERY /api/nodes HTTP/1.1\r\n${last}\r\n`, 405, 'method-not-allowed'],
    [
      'QUERY with a body',
      `QUERY /api/nodes HTTP/1.1\r\n${last}Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}`,
      405,
      'method-not-allowed',
    ],
    ['TRACE of a case', `TRACE /api/cases/x HTTP/1.1\r\n${last}\r\n`, 405, 'method-not-allowed'],
    ['PROPFIND of nothing', `PROPFIND /nothing HTTP/1.1\r\n${last}\r\n`, 404, 'not-found'],
    ['CONNECT', `CONNECT court:443 HTTP/1.1\r\n${last}\r\n`, 405, 'method-not-allowed'],
  ])('%s is answered with a problem document', async (_, text, status, code) => {
    const answer = await raw(text);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer.toLowerCase()).toContain('content-type: application/problem+json; charset=utf-8');
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status, code });
  });

  it.each([
    ['DELETE', '/api/cases', 'GET, HEAD, POST'],
    ['PUT', '/api/cases/x/nodes/y', 'POST'],
    ['POST', '/healthz/live?x=1', 'GET, HEAD'],
  ] as const)('%s %s tells which methods there are', async (method, url, allowed) => {
    const answer = await api.app.inject({ method, url });
    expect(answer.statusCode).toBe(405);
    expect(answer.headers['allow']).toBe(allowed);
  });

  it('measures are not on the public port', async () => {
    const nobody = caller(api.app, () => Promise.resolve(undefined));
    expect(await nobody.get('/metrics')).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});
