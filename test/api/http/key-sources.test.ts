// A token is checked with the court's keys, by an algorithm of ours: whatever its own header says of keys is nothing.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, importJWK, type JWTHeaderParameters, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AUDIENCE, ISSUER, jwk, type Login, startLogin, token } from '../../support/login.ts';

let login: Login;
let asked = 0;
let elsewhere = '';
const own = await generateKeyPair('ES256', { extractable: true });
const ownJwk = { ...(await exportJWK(own.publicKey)), alg: 'ES256', kid: 'k1' };
const server = createServer((_, response) => {
  asked += 1;
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [ownJwk] }));
});
beforeAll(async () => {
  login = await startLogin();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`; // it listens on TCP
});
afterAll(async () => {
  server.close();
  await login.close();
});

const claims = () => ({ sub: 'p-filing-1', iss: ISSUER, aud: AUDIENCE, exp: Math.floor(Date.now() / 1000) + 600 });
const refused = { status: 401, body: { code: 'bad-token' } };

it.each<[string, () => Partial<JWTHeaderParameters>]>([
  ['a key of its own (jwk)', () => ({ jwk: ownJwk })],
  ['an address of keys (jku)', () => ({ jku: elsewhere })],
  ['an address of a certificate (x5u)', () => ({ x5u: elsewhere })],
  ['a certificate (x5c)', () => ({ x5c: ['MIIB'] })],
  ['a file for a kid', () => ({ kid: '../../../../dev/null' })],
  ['an address for a kid', () => ({ kid: elsewhere })],
  ['nothing but the kid of the court’s key', () => ({})],
])('signed with a key of one’s own, and naming %s, it is refused, and nobody is asked', async (_, more) => {
  const header = { alg: 'ES256', kid: 'k1', ...more() };
  const forged = await new SignJWT(claims()).setProtectedHeader(header).sign(own.privateKey);
  expect(await login.ask(forged)).toMatchObject(refused);
  expect(asked).toBe(0);
});

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

it.each(['none', 'None', 'NONE', ''])('unsigned (alg %j) it is refused', async (alg) => {
  const unsigned = `${part({ alg, kid: 'k1' })}.${part(claims())}.`;
  expect((await login.ask(unsigned)).status).toBe(401);
});

it.each(['HS256', 'HS384', 'HS512'])('sealed with the public key as a shared secret (%s) it is refused', async (alg) => {
  const key = (await importJWK(jwk, 'ES256', { extractable: true })) as Parameters<typeof exportSPKI>[0]; // of a JWK of a pair
  for (const secret of [await exportSPKI(key), JSON.stringify(jwk)]) {
    const said = `${part({ alg, kid: 'k1' })}.${part(claims())}`;
    const seal = createHmac(`sha${alg.slice(2)}`, secret).update(said).digest('base64url');
    expect(await login.ask(`${said}.${seal}`)).toMatchObject(refused);
  }
}); // prettier-ignore

it('one letter of it changed anywhere, it is refused', async () => {
  const [head = '', body = '', signature = ''] = (await token()).split('.');
  const other = part({ ...claims(), sub: 'p-president-1' });
  expect(await login.ask(`${head}.${other}.${signature}`)).toMatchObject(refused);
  expect((await login.ask(`${head}.${body}.${signature.slice(0, -4)}AAAA`)).status).toBe(401);
  expect((await login.ask(`${part({ alg: 'ES256', kid: 'k1', typ: 'at+jwt' })}.${body}.${signature}`)).status).toBe(
    401,
  );
});

describe('a token’s time', () => {
  const now = () => Math.floor(Date.now() / 1_000);

  it('one without an end is refused', async () => {
    expect(await login.ask(await token({ claims: { exp: undefined } }))).toMatchObject(refused);
  });

  it('clocks may differ by five seconds, at its end and at its start, and by no more', async () => {
    for (const claims of [{ exp: now() - 2 }, { nbf: now() + 4 }]) expect((await login.ask(await token({ claims }))).status, JSON.stringify(claims)).toBe(200); // prettier-ignore
    for (const claims of [{ exp: now() - 6 }, { nbf: now() + 8 }]) expect(await login.ask(await token({ claims })), JSON.stringify(claims)).toMatchObject(refused); // prettier-ignore
  });

  it('is remembered no longer than it runs', async () => {
    const ending = await token({ claims: { exp: now() + 1 } });
    expect((await login.ask(ending)).status).toBe(200);
    vi.useFakeTimers({ now: Date.now() + 3_000, toFake: ['Date'] });
    try {
      expect((await login.ask(ending)).status).toBe(200); // within the grace
      vi.setSystemTime(Date.now() + 5_000);
      expect(await login.ask(ending)).toMatchObject(refused);
    } finally {
      vi.useRealTimers();
    }
  });
});
