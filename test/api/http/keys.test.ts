// The login service: keys that are withdrawn, and keys that cannot be had.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { KEY_TIMES } from '../../../api/http/keys.ts';
import { json, jwk, type KeysAnswer, type Login, startLogin, token, withKeys } from '../../support/login.ts';

let login: Login;
beforeAll(async () => {
  login = await startLogin();
});
// each case with keys and a memory of its own
beforeEach(() => login.startOver());
afterEach(() => void vi.useRealTimers());
afterAll(() => login.close());

const ask = (bearer: string) => login.ask(bearer);

describe('a key that is withdrawn', () => {
  it('is out of use a minute later at most, also for tokens that were in use all the time', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const [used, fresh] = [await token(), await token({ claims: { jti: 'seen for the first time after' } })];
    expect((await ask(used)).status).toBe(200);
    login.answerWith(json({ keys: [] }));
    const withdrawn = Date.now();
    let last = withdrawn;
    for (let second = 1; second <= 60; second += 1) {
      vi.setSystemTime(withdrawn + second * 1_000);
      if ((await ask(used)).status === 200) last = Date.now();
    }
    expect(last - withdrawn).toBeLessThanOrEqual(60_000 - KEY_TIMES.answer);
    expect(await ask(used)).toMatchObject({ status: 401, body: { code: 'bad-token' } });
    expect(await ask(fresh)).toMatchObject({ status: 401, body: { code: 'bad-token' } });
  });

  it('adds up: the answer on its way, the keys, and the tokens that passed', () => {
    expect(KEY_TIMES.answer + KEY_TIMES.keys + KEY_TIMES.token).toBeLessThanOrEqual(60_000);
  });
});

describe('a login service that gives no keys', () => {
  const outages: readonly (readonly [string, KeysAnswer])[] = [
    ['500', (response) => response.writeHead(500).end('{}')],
    ['404', (response) => response.writeHead(404).end()],
    ['a page', (response) => response.setHeader('content-type', 'text/html').end('<html>Sign in</html>')],
    ['half a document', (response) => response.setHeader('content-type', 'application/json').end('{"keys":[')],
    ['another document', json({ error: 'none' })],
    ['a list', json([jwk])],
    ['keys that are none', json({ keys: [5] })],
    ['a key that is broken', json({ keys: [{ ...jwk, x: 'AAAA' }] })],
    ['a private key', json({ keys: [{ ...jwk, d: 'AAAA' }] })],
    ['a redirect', (response) => response.writeHead(302, { location: `${login.address}?elsewhere` }).end()],
    ['nothing', (response) => response.writeHead(200).end()],
    ['a broken line', (response) => response.destroy()],
  ];

  it.each(outages)('(%s) is an outage of ours, and over a second after it gives them', async (_, broken) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    login.answerWith(broken);
    const refused = await ask(await token());
    expect(refused).toMatchObject({ status: 503, body: { code: 'keys-unavailable' } });
    expect(refused.headers['retry-after']).toBe('5');
    login.answerWith(withKeys);
    vi.setSystemTime(Date.now() + KEY_TIMES.again + 1);
    expect((await ask(await token())).status).toBe(200);
  });

  it('is waited for five seconds, not longer', async () => {
    login.answerWith(() => undefined);
    const began = Date.now();
    expect(await ask(await token())).toMatchObject({ status: 503, body: { code: 'keys-unavailable' } });
    expect(Date.now() - began).toBeLessThan(KEY_TIMES.answer + 10_000);
  });

  it('is not asked while its keys are fresh: who has a good token goes on', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const began = Date.now();
    await ask(await token());
    login.answerWith((response) => response.writeHead(500).end());
    vi.setSystemTime(began + KEY_TIMES.keys - 1_000);
    expect((await ask(await token({ claims: { jti: 'new' } }))).status).toBe(200);
    vi.setSystemTime(began + KEY_TIMES.keys + KEY_TIMES.token);
    expect((await ask(await token())).status).toBe(503);
  });
});

describe('the login service', () => {
  it('is asked once by many requests with the same new token, and by many with different ones', async () => {
    const same = await token();
    const others = await Promise.all(Array.from({ length: 20 }, (_, i) => token({ claims: { jti: String(i) } })));
    const answers = await Promise.all([...Array.from({ length: 20 }, () => same), ...others].map(ask));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(login.asked()).toBe(1);
  });

  it('that has one key need not name it, whatever its tokens say; of two nobody can tell', async () => {
    const unnamed = { ...jwk, kid: undefined };
    login.answerWith(json({ keys: [unnamed] }));
    expect((await ask(await token())).status).toBe(200);
    expect((await ask(await token({ header: { kid: 'another' }, claims: { jti: '2' } }))).status).toBe(200);
    const { body, headers, status } = await ask(`${(await token({ claims: { jti: '3' } })).slice(0, -8)}AAAAAAAA`);
    expect([status, body.code, headers['www-authenticate']]).toEqual([401, 'bad-token', 'Bearer realm="zhixing"']);
    await login.startOver();
    login.answerWith(json({ keys: [unnamed, unnamed] }));
    expect((await ask(await token({ claims: { jti: '4' } }))).status).toBe(401);
  });

  it('is asked for a key that is not known yet, but not by everybody who makes one up', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    await ask(await token());
    for (let i = 0; i < 10; i += 1)
      expect((await ask(await token({ header: { kid: `made up ${i}` } }))).status).toBe(401);
    expect(login.asked()).toBe(1);
    const more = await token({ header: { kid: 'k2' } });
    login.answerWith(json({ keys: [jwk, { ...jwk, kid: 'k2' }] }));
    vi.setSystemTime(Date.now() + KEY_TIMES.again + 1);
    expect((await ask(more)).status).toBe(200);
  });
});
