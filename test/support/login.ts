// A login service on loopback, and an API that trusts its keys.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose';
import { loadKeys } from '../../api/http/keys.ts';
import { openStore } from '../../db/client.ts';
import { apiOver, type Called, caller, type TestApi } from './api.ts';
import { makeDatabase } from './database.ts';

export const ISSUER = 'https://login.court.test';
export const AUDIENCE = 'zhixing';
/** How the login service answers whoever asks for its keys. */
export type KeysAnswer = (response: ServerResponse) => void;

const { publicKey, privateKey } = await generateKeyPair('ES256');
/** The key that its tokens are signed with. */
export const jwk = { ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'k1', use: 'sig' };

/** Answers with a document. */
export const json =
  (body: unknown): KeysAnswer =>
  (response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
export const withKeys = json({ keys: [jwk] });

/** What is said in a token besides the usual, and in its header. */
export interface Told {
  readonly claims?: Record<string, unknown>;
  readonly header?: Partial<JWTHeaderParameters>;
}

/** A token with a good signature. Claims may be of any type: what a login service writes is its own. */
export function token({ claims = {}, header = {} }: Told = {}): Promise<string> {
  const exp = Math.floor(Date.now() / 1000) + 3_600;
  const told = { sub: 'p-filing-1', iss: ISSUER, aud: AUDIENCE, exp, ...claims };
  return new SignJWT(told).setProtectedHeader({ alg: 'ES256', kid: 'k1', ...header }).sign(privateKey);
}

/** A login service with an API over a database of its own. */
export interface Login {
  readonly address: string;
  /** Changes what it answers from now on. */
  readonly answerWith: (answer: KeysAnswer) => void;
  /** How often it was asked since the API was started over. */
  readonly asked: () => number;
  /** An API that has fetched nothing yet and remembers no token; the one before ends. */
  readonly startOver: () => Promise<void>;
  readonly ask: (bearer: string) => Promise<Called<{ code?: string; detail?: string }>>;
  readonly app: () => TestApi['app'];
  readonly close: () => Promise<void>;
}

export async function startLogin(): Promise<Login> {
  let answer: KeysAnswer = withKeys;
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`; // it listens on TCP
  const { url, drop } = await makeDatabase();
  const store = openStore(url, 5);
  const start = () => apiOver(store, { jwt: { keys: loadKeys({ url: address }), issuer: ISSUER, audience: AUDIENCE } });
  let api = await start();
  const end = async () => {
    server.closeAllConnections();
    await api.close();
  };
  return {
    address,
    answerWith: (given) => (answer = given),
    asked: () => asked,
    startOver: async () => {
      await end();
      [answer, asked, api] = [withKeys, 0, await start()];
    },
    ask: (bearer) => caller(api.app, () => Promise.resolve(bearer)).get('/api/nodes'),
    app: () => api.app,
    close: async () => {
      await end();
      server.close();
      await store.close();
      await drop();
    },
  };
}
