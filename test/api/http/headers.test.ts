// What every answer tells browsers, whoever asks for what, and whatever becomes of it.
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Called, caller, startApi, type TestApi } from '../../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await api.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => api.close());

const nobody = () => caller(api.app, () => Promise.resolve(undefined));
/** One request as it is written to a socket, and all that came back. */
function raw(text: string): Promise<string> {
  const { port } = api.app.server.address() as AddressInfo; // it listens on TCP
  return new Promise((resolve, reject) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setTimeout(5_000, () => socket.destroy(new Error('no answer')));
    socket.on('data', (part) => {
      heard += part.toString();
      if (heard.includes('\r\n\r\n')) socket.end();
    });
    socket.on('close', () => resolve(heard)).on('error', reject);
  });
}

describe('every answer', () => {
  const asked: readonly (readonly [string, () => Promise<Called<unknown>>])[] = [
    ['of what went well', () => api.as('p-review-1').get('/api/cases')],
    ['of what there is not', () => api.as('p-review-1').get('/api/cases/2026-ha0823-zhi-404')],
    ['of no such address', () => nobody().get('/nowhere')],
    ['of another method', () => nobody().post('/healthz/live', {})],
    ['without a token', () => nobody().get('/api/cases')],
    ['of a bad token', () => caller(api.app, () => Promise.resolve('x.y.z')).get('/api/cases')],
    ['of a bad query', () => nobody().get('/api/session/login?return=%ff')],
    ['of an address that cannot be read', () => nobody().get('/%ff')],
    ['of an address that is too long', () => nobody().get(`/api/cases/${'x'.repeat(300)}`)],
    ['of a body that is no JSON', () => api.as('p-filing-1').post('/api/cases', '{', { 'content-type': 'application/json' })],
    ['of a page of ours', () => nobody().get('/api/trial/session')],
    ['of the documentation', () => nobody().get('/docs/')],
    ['of its script', () => nobody().get('/docs/static/swagger-ui-bundle.js')],
    ['of its style', () => nobody().get('/docs/static/swagger-ui.css')],
    ['of its document', () => nobody().get('/docs/yaml')],
    ['of a table', () => api.as('p-review-1').get('/api/calendar/2026/table')],
    ['that leads on', () => nobody().get('/go/overdue')],
    ['of the log-in', () => nobody().get('/api/session/login')],
  ]; // prettier-ignore

  it.each(asked)('%s: is guessed at by nobody, framed by nobody, kept by nobody, and open to no other page', async (_, ask) => {
    const { status, headers } = await ask();
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toMatch(/frame-ancestors 'none'/);
    expect(headers['content-security-policy']).toMatch(/object-src 'none'.*|default-src 'none'/);
    expect(headers['content-security-policy']).toMatch(/base-uri 'none'|default-src 'none'/);
    expect(headers['content-security-policy']).not.toMatch(/https:|unsafe-eval|script-src[^;]*unsafe-inline/);
    expect(headers['cache-control']).toMatch(/no-store|max-age/); // the latter: files of the documentation, the same for everybody
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    expect(headers['server'] ?? headers['x-powered-by']).toBeUndefined();
    const type = (headers['content-type'] ?? '') as string; // a header is a text
    if (/^text\/|json|xml|yaml/.test(type)) expect(type).toMatch(/charset=utf-8/i);
    if (status >= 400) expect(type).toBe('application/problem+json; charset=utf-8');
  }); // prettier-ignore

  it('says that there is only https here, for a year, and nothing of it on the own machine', async () => {
    const { headers } = await nobody().get('/healthz/live');
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    const sessions = { lifeMs: 1_000, idleMs: 1_000, isLoopback: true, origin: undefined, oidc: undefined };
    const here = await startApi({ sessions });
    const answer = await caller(here.app, () => Promise.resolve(undefined)).get('/healthz/live');
    expect(answer.headers['strict-transport-security']).toBeUndefined();
    await here.close();
  });

  it.each([
    ['what is no HTTP', 'NONSENSE\r\n\r\n', 400],
    ['a tunnel', 'CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n', 405],
    ['a trace', 'TRACE / HTTP/1.1\r\nHost: localhost\r\nCookie: x=secret\r\n\r\n', 405],
    ['an expectation', 'GET /healthz/live HTTP/1.1\r\nHost: localhost\r\nExpect: tea\r\n\r\n', 417],
    ['headers without end', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('also to %s', async (_, text, status) => {
    const heard = await raw(text);
    expect(heard).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(heard).toMatch(/content-type: application\/problem\+json; charset=utf-8/i);
    expect(heard).toMatch(/x-content-type-options: nosniff/i);
    expect(heard).toMatch(/frame-ancestors 'none'/);
    expect(heard).toMatch(/cache-control: no-store/i);
    expect(heard).not.toContain('secret');
  });
});

describe('where a request ends', () => {
  const head = 'POST /api/trial/tokens HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';
  const body = '{"person":"p-review-1"}';
  it.each([
    ['by length and by pieces', `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['by pieces and by length', `${head}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n`],
    ['by two lengths', `${head}Content-Length: ${body.length}\r\nContent-Length: 4\r\n\r\n${body}`],
    ['by a list of lengths', `${head}Content-Length: ${body.length}, ${body.length}\r\n\r\n${body}`],
    ['by a length with a sign', `${head}Content-Length: +${body.length}\r\n\r\n${body}`],
    ['by a length that is none', `${head}Content-Length: 0x17\r\n\r\n${body}`],
    ['by pieces, though not at last', `${head}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`],
    ['by pieces, spelled otherwise', `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`],
    ['by pieces behind a space', `${head}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n`],
    ['by pieces of a folded header', `${head}X: y\r\n Transfer-Encoding: chunked\r\nContent-Length: x\r\n\r\n`],
    ['by pieces of bad size', `${head}Transfer-Encoding: chunked\r\n\r\n-1\r\n${body}\r\n0\r\n\r\n`],
    ['by bare line feeds', `${head}Transfer-Encoding: chunked\r\n\r\n17\n${body}\n0\n\n`],
  ])('is told one way, or it is refused: %s', async (_, text) => {
    const heard = await raw(text);
    expect(heard).toMatch(/^HTTP\/1\.1 400 /);
    expect(heard).toContain('"code":"bad-request"');
    expect(heard.match(/HTTP\/1\.1/g), 'nothing behind it is another request').toHaveLength(1);
  });

  it('what is told one way is read', async () => {
    expect(await raw(`${head}Content-Length: ${body.length}\r\n\r\n${body}`)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await raw(`${head}Transfer-Encoding: chunked\r\n\r\n17\r\n${body}\r\n0\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 200 /,
    );
  });
});

describe('what a proxy says of a caller', () => {
  const limits = (max: number) => ({ perPerson: 99, perAddress: max, eventLoopDelayMs: 60_000, sampleMs: 2_000, requestMs: 30_000 });
  it('is not believed of anybody, unless TRUST_PROXY names them', async () => {
    const plain = await startApi({ limits: limits(2) });
    const behind = await startApi({ limits: limits(2), trustProxy: '10.0.0.1' });
    const ask = ({ app }: TestApi, remoteAddress: string, forwarded: string) =>
      app.inject({ url: '/api/cases', remoteAddress, headers: { 'x-forwarded-for': forwarded, 'x-real-ip': forwarded } });
    const statuses = async (one: TestApi, from: string) => {
      const seen: number[] = [];
      for (let i = 1; i < 5; i++) seen.push((await ask(one, from, `192.0.2.${i}`)).statusCode);
      return seen;
    };
    expect(await statuses(plain, '10.0.0.1')).toEqual([401, 401, 429, 429]);
    expect(await statuses(behind, '10.0.0.2'), 'no proxy of ours').toEqual([401, 401, 429, 429]);
    expect(await statuses(behind, '10.0.0.1')).toEqual([401, 401, 401, 401]);
    await plain.close();
    await behind.close();
  });
}); // prettier-ignore
