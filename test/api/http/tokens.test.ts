// Tokens with a good signature that are no access tokens, or say odd things; and headers that hold no token.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDIENCE, ISSUER, type Login, startLogin, type Told, token } from '../../support/login.ts';

let login: Login;
beforeAll(async () => {
  login = await startLogin();
});
afterAll(() => login.close());

const ask = (bearer: string) => login.ask(bearer);

describe('a token that is for something else', () => {
  it.each<[string, Told]>([
    ['of a login, with a nonce', { claims: { nonce: 'n' } }],
    ['of a login, with at_hash', { claims: { at_hash: 'h' } }],
    ['of a login, with c_hash', { claims: { c_hash: 'h' } }],
    ['of a login, with s_hash', { claims: { s_hash: 'h' } }],
    ['of a login, Amazon', { claims: { token_use: 'id' } }],
    ['of a login, Keycloak', { claims: { typ: 'ID' } }],
    ['for another token, Keycloak', { claims: { typ: 'Refresh' } }],
    ['of a logout', { claims: { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } } }],
    ['of a logout, by its header', { header: { typ: 'logout+jwt' } }],
    ['of an event', { header: { typ: 'secevent+jwt' } }],
    ['of a key', { header: { typ: 'dpop+jwt' } }],
  ])('(%s) is refused in clear words', async (_, told) => {
    const { status, body } = await ask(await token(told));
    expect({ status, code: body.code }).toEqual({ status: 401, code: 'bad-token' });
    expect(body.detail).toContain('访问令牌');
  });

  it.each<[string, Told]>([
    ['without typ', {}],
    ['JWT', { header: { typ: 'JWT' } }],
    ['RFC 9068', { header: { typ: 'at+jwt' } }],
    ['RFC 9068, the whole media type', { header: { typ: 'application/at+jwt' } }],
    ['Keycloak', { header: { typ: 'JWT' }, claims: { typ: 'Bearer' } }],
    ['Amazon', { claims: { token_use: 'access' } }],
    ['for several audiences', { claims: { aud: ['elsewhere', AUDIENCE] } }],
  ])('is told from an access token (%s)', async (_, told) => {
    expect((await ask(await token(told))).status).toBe(200);
  });
});

describe('a token with odd claims', () => {
  const now = Math.floor(Date.now() / 1000);
  it.each<[string, Record<string, unknown>]>([
    ['a number for sub', { sub: 5 }],
    ['an object for sub', { sub: { toString: 1 } }],
    ['a list for sub', { sub: ['p-filing-1'] }],
    ['true for sub', { sub: true }],
    ['null for sub', { sub: null }],
    ['an empty sub', { sub: '' }],
    ['NUL in sub', { sub: 'p-filing-1\0' }],
    ['half a character in sub', { sub: 'p-\ud800' }],
    ['65 characters', { sub: 'p'.repeat(65) }],
    ['exp as text', { exp: String(now + 600) }],
    ['exp as a list', { exp: [now + 600] }],
    ['exp in the past', { exp: now - 600 }],
    ['exp that is no number', { exp: null }],
    ['nbf in the future', { nbf: now + 600 }],
    ['nbf as text', { nbf: 'now' }],
    ['iat as text', { iat: 'now' }],
    ['another audience', { aud: ['elsewhere'] }],
    ['an object for aud', { aud: { zhixing: 1 } }],
    ['a list for iss', { iss: [ISSUER] }],
  ])('(%s) is refused', async (_, claims) => {
    expect(await ask(await token({ claims }))).toMatchObject({ status: 401, body: { code: 'bad-token' } });
  });

  it('may say that it never ends: it is looked at again all the same', async () => {
    expect((await ask(await token({ claims: { exp: 1e300 } }))).status).toBe(200);
  });
});

describe('an Authorization header that is none', () => {
  const b64 = (value: unknown) =>
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
  it.each([
    '', ' ', 'Bearer', 'Bearer ', 'Bearer  ', 'bearer x', 'Bearer a b', 'Basic cDpw', 'Bearer ..', 'Bearer ...', 'Bearer a.b.c.d.e',
    `Bearer ${'x'.repeat(8_000)}`, `Bearer ${'.'.repeat(8_000)}`, 'Bearer 令牌.令牌.令牌', 'Bearer \u00ff.\u00ff.\u00ff',
    `Bearer ${b64('not json')}.${b64({})}.x`, `Bearer ${b64({ alg: 5 })}.${b64({})}.x`, `Bearer ${b64({ alg: 'ES256', kid: { a: 1 } })}.${b64({})}.x`,
    `Bearer ${b64({ alg: 'ES256', crit: ['b64'], b64: false })}.${b64({})}.x`, `Bearer ${b64({ alg: 'HS256', kid: 'k1' })}.${b64({})}.x`,
    `Bearer ${b64({ alg: '__proto__', kid: 'k1' })}.${b64({})}.x`, `Bearer ${b64([])}.${b64([])}.x`, `Bearer ${b64('null')}.${b64('null')}.x`,
  ])('%#: 401', async (authorization) => {
    const answered = await login.app().inject({ url: '/api/nodes', headers: { authorization } });
    expect(answered.statusCode).toBe(401);
    expect(answered.json()).toMatchObject({ code: expect.stringMatching(/^(no|bad)-token$/) as string });
  }); // prettier-ignore
});
