import { readFileSync } from 'node:fs';
import { createLocalJWKSet, createRemoteJWKSet, importJWK, type JSONWebKeySet, type JWK, type JWTVerifyGetKey, SignJWT } from 'jose'; // prettier-ignore
import type { ApiConfig, KeySource } from '../config.ts';

/** The public keys that tokens are checked with. A file is read once; an address is asked when a key is not known yet. */
export function loadKeys(source: KeySource): JWTVerifyGetKey {
  if ('url' in source) return createRemoteJWKSet(new URL(source.url));
  return createLocalJWKSet(JSON.parse(readFileSync(source.file, 'utf8')) as JSONWebKeySet); // jose checks it
}

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
