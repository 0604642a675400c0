// A login service that answers whatever a test wants: what a right one never says.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { CLIENT } from './provider.ts';

/** What it says when the code is brought. */
export interface Lie {
  readonly claims?: JWTPayload;
  /** Which of its keys signs; `unknown`: one that it does not publish. */
  readonly key?: string;
  readonly published?: readonly string[];
  /** Answers an address otherwise. */
  readonly at?: (path: string, response: ServerResponse) => boolean;
}

/** Such a service. */
export interface LyingProvider {
  readonly issuer: string;
  /** What it does from now on. */
  readonly lie: (lie: Lie) => void;
  /** Paths that were asked for, in order. */
  readonly asked: string[];
  /** What it was sent last with a code: the header, and the body's field names. */
  readonly told: { authorization: string | undefined };
  /** Remembers the nonce of a log-in that was begun. */
  readonly heard: (url: string) => URLSearchParams;
  readonly close: () => void;
}

export async function startLyingProvider(): Promise<LyingProvider> {
  const keys = new Map<string, Awaited<ReturnType<typeof generateKeyPair>>>();
  for (const kid of ['first', 'second', 'unknown']) keys.set(kid, await generateKeyPair('ES256'));
  let lying: Lie = {};
  let nonce = '';
  const asked: string[] = [];
  const told: { authorization: string | undefined } = { authorization: undefined };
  const idToken = ({ key = 'first', claims = {} }: Lie) => {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({
      iss: issuer,
      aud: CLIENT.clientId,
      sub: 'p-review-1',
      nonce,
      iat: now,
      exp: now + 60,
      ...claims,
    })
      .setProtectedHeader({ alg: 'ES256', kid: key })
      .sign(keys.get(key)?.privateKey ?? new Uint8Array());
  };
  const answers: Readonly<Record<string, () => unknown>> = {
    '/.well-known/openid-configuration': () => ({
      ...{
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
      },
      id_token_signing_alg_values_supported: ['ES256'],
    }),
    '/token': async () => ({ access_token: 'x', token_type: 'Bearer', id_token: await idToken(lying) }),
    '/keys': async () => ({
      keys: await Promise.all(
        (lying.published ?? ['first']).map(async (kid) => ({ ...(await exportJWK(keys.get(kid)?.publicKey ?? new Uint8Array())), kid, alg: 'ES256', use: 'sig' })), // prettier-ignore
      ),
    }),
  };
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    if (path === '/token') told.authorization = request.headers.authorization;
    if (lying.at?.(path, response) === true) return;
    void Promise.resolve(answers[path]?.()).then((body) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body ?? {})),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP
  return {
    ...{ issuer, asked, told },
    lie: (lie) => (lying = lie),
    heard(url) {
      const { searchParams } = new URL(url);
      nonce = searchParams.get('nonce') ?? '';
      return searchParams;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
