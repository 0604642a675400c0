// The secrets of an embedded instance: made once, kept in its data folder, readable by its owner alone.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { newAuditKey } from '../../process/audit-keys.ts';
import { readIfThere, writeFileAtomic } from './files.ts';

/** Where the keys lie, and those that children get by value. */
export interface Keys {
  /** Private ES256 key, a JWK: with it the trial court issues tokens to itself. */
  readonly trialKeyFile: string;
  /** Its public half, as a JWKS. */
  readonly jwksFile: string;
  /** Private Ed25519 key (PEM): it signs checkpoints of the audit chain. */
  readonly auditKeyFile: string;
  readonly sealKey: string;
  readonly postgresPassword: string;
  /** Encrypt what travels through Temporal, as `PAYLOAD_KEYS` has them. */
  readonly payloadKeys: string;
}

const OWNER_ONLY = 0o600;

/** Reads the keys of a data folder, and makes those that are missing. */
export async function ensureKeys(keyDir: string): Promise<Keys> {
  const trialKeyFile = join(keyDir, 'trial.jwk');
  const jwksFile = join(keyDir, 'jwks.json');
  // the public half is written first: a private key whose public half is missing would never be mended
  if (readIfThere(trialKeyFile) === undefined || readIfThere(jwksFile) === undefined)
    await makeTrialKey(trialKeyFile, jwksFile);
  return {
    trialKeyFile,
    jwksFile,
    auditKeyFile: auditKey(join(keyDir, 'audit.pem')),
    sealKey: secret(join(keyDir, 'seal.key')),
    postgresPassword: secret(join(keyDir, 'postgres.password')),
    payloadKeys: secret(join(keyDir, 'payload.keys'), (made) => `k1:${made}`),
  };
}

async function makeTrialKey(trialKeyFile: string, jwksFile: string): Promise<void> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const open = await exportJWK(publicKey);
  const names = { kid: await calculateJwkThumbprint(open), alg: 'ES256', use: 'sig' };
  writeFileAtomic(jwksFile, `${JSON.stringify({ keys: [{ ...open, ...names }] }, null, 2)}\n`);
  writeFileAtomic(trialKeyFile, `${JSON.stringify({ ...(await exportJWK(privateKey)), ...names })}\n`, OWNER_ONLY);
}

function auditKey(file: string): string {
  if ((readIfThere(file) ?? '').trim() === '') writeFileAtomic(file, newAuditKey(), OWNER_ONLY);
  return file;
}

function secret(file: string, written = (made: string) => made): string {
  const kept = readIfThere(file)?.trim();
  if (kept !== undefined && kept !== '') return kept;
  const made = written(randomBytes(32).toString('base64url'));
  writeFileAtomic(file, `${made}\n`, OWNER_ONLY);
  return made;
}
