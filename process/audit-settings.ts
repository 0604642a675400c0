import Type, { type Static } from 'typebox';
import { type AuditSigner, auditSigner } from './audit-keys.ts';
import { contentOf, file, text } from './read-settings.ts';

const key = 'a readable file (PEM) of Ed25519 keys, the first of them private';

/** The worker's settings of the audit chain. */
export const AUDIT_SETTINGS = Type.Object({
  AUDIT_KEY_FILE: file(key),
  AUDIT_DIR: text('.data/audit'),
});

/** Who signs checkpoints of the audit chain, and where they go. */
export interface AuditConfig {
  /** Undefined: this worker signs none. */
  readonly signer: AuditSigner | undefined;
  readonly dir: string;
}

/** Reads the key; what is wrong with it is added to `problems`. */
export function auditConfig(given: Static<typeof AUDIT_SETTINGS>, problems: string[]): AuditConfig {
  const pem = contentOf(given.AUDIT_KEY_FILE)?.toString();
  const signer = pem === undefined ? undefined : auditSigner(pem);
  if (pem !== undefined && signer === undefined) problems.push(`  AUDIT_KEY_FILE must be ${key}`);
  return { signer, dir: given.AUDIT_DIR };
}
