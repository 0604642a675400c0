import { readFileSync } from 'node:fs';
import { createLocalJWKSet, createRemoteJWKSet, errors, importJWK, type JSONWebKeySet, type JWK, type JWTVerifyGetKey, SignJWT } from 'jose'; // prettier-ignore
import type { ApiConfig, KeySource } from '../../process/config.ts';

/**
 * Milliseconds: how long an answer of the login service may be on its way, how long its keys are used, how soon it is
 * asked again for a key that it did not have, and how long a token that passed is trusted. The first, the second and the
 * last together are the time after which a withdrawn key is surely out of use: one minute.
 */
export const KEY_TIMES = { answer: 5_000, keys: 30_000, again: 1_000, token: 25_000 } as const;

/** No answer, or none with keys in it: nothing can be said of a token. The cause says what came instead. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

/**
 * The public keys that tokens are checked with. A file is read once, an address is asked again and again. Where the keys
 * cannot be had the answer is a KeysUnavailable; jose would call most of that a bad token.
 */
export function loadKeys(source: KeySource): JWTVerifyGetKey {
  const set = 'url' in source ? remoteKeys(source.url) : localKeys(source.file);
  return async (header, token) => {
    try {
      return await set.find(header, token);
    } catch (cause) {
      const unnamed = cause instanceof errors.JWKSNoMatchingKey ? onlyUnnamed(set.all() ?? []) : undefined;
      if (unnamed !== undefined) return unnamed(header, token);
      if (isOfToken(cause)) throw cause;
      throw new KeysUnavailable('the keys that tokens are checked with cannot be had', { cause });
    }
  };
}

/**
 * A service that has one key need not name it (RFC 7517, 4.5), though its tokens name one: then the signature alone tells.
 * Undefined where there is no such key.
 */
function onlyUnnamed(keys: readonly JWK[]): JWTVerifyGetKey | undefined {
  const [unnamed, ...others] = keys.filter(({ kid }) => kid === undefined);
  if (unnamed === undefined || others.length > 0) return undefined;
  const find = createLocalJWKSet({ keys: [unnamed] });
  return ({ kid: _, ...header }, token) => find(header, token);
}

/** Keys as they are known now. */
interface KeySet {
  readonly find: JWTVerifyGetKey;
  /** Undefined before anything has been fetched. */
  readonly all: () => readonly JWK[] | undefined;
}

function remoteKeys(url: string): KeySet {
  const keys = createRemoteJWKSet(new URL(url), {
    timeoutDuration: KEY_TIMES.answer,
    cacheMaxAge: KEY_TIMES.keys,
    cooldownDuration: KEY_TIMES.again,
  });
  const find: JWTVerifyGetKey = async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      // what was fetched holds a key that nobody can read: jose would keep it for its whole age
      if (isOfToken(error) || !keys.fresh || keys.coolingDown) throw error;
      await keys.reload();
      return keys(header, token);
    }
  };
  return { find, all: () => keys.jwks()?.keys };
}

function localKeys(file: string): KeySet {
  const keys = createLocalJWKSet(JSON.parse(readFileSync(file, 'utf8')) as JSONWebKeySet); // jose checks it
  return { find: keys, all: () => keys.jwks().keys };
}

/** The keys are there, and the token names none of them. */
const isOfToken = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;

/** Signs tokens with the trial court's own key. */
export async function loadSigner(keyFile: string, jwt: ApiConfig['jwt']): Promise<(person: string) => Promise<string>> {
  const jwk = JSON.parse(readFileSync(keyFile, 'utf8')) as JWK; // jose checks it
  const key = await importJWK(jwk);
  const header = { alg: jwk.alg ?? 'ES256', ...(jwk.kid !== undefined && { kid: jwk.kid }) };
  return (person) =>
    new SignJWT()
      .setProtectedHeader(header)
      .setSubject(person)
      .setIssuer(jwt.issuer)
      .setAudience(jwt.audience)
      .setIssuedAt()
      .setExpirationTime('12h')
      .sign(key);
}
