// The keys of the audit chain's checkpoints: Ed25519, in PEM.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { type AuditCheckpoint, signedText } from '../domain/audit/checkpoint.ts';
import { StartError } from './start-error.ts';

/** What signs checkpoints, and what others check them with. */
export interface AuditSigner {
  /** The id of the key that signs. */
  readonly key: string;
  readonly sign: (checkpoint: Omit<AuditCheckpoint, 'key' | 'signature'>) => AuditCheckpoint;
  /** The public halves of all keys known, PEM, the one that signs in front. */
  readonly publicKeys: string;
}

const BLOCK = /-----BEGIN ([A-Z ]+)-----[\s\S]+?-----END \1-----/g;

/** The first sixteen digits of the SHA-256 of its public half (SPKI, DER). */
function idOf(publicKey: KeyObject): string {
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}

/** Each key of a PEM file, in order; undefined where one is none of ours. */
function keysIn(
  pem: string,
): readonly { readonly open: KeyObject; readonly secret: KeyObject | undefined }[] | undefined {
  try {
    const keys = [...pem.matchAll(BLOCK)].map(([block, kind = '']) => {
      const secret = kind.includes('PRIVATE') ? createPrivateKey(block) : undefined;
      return { open: createPublicKey(block), secret };
    });
    return keys.length > 0 && keys.every(({ open }) => open.asymmetricKeyType === 'ed25519') ? keys : undefined;
  } catch {
    return undefined; // no PEM that this OpenSSL reads
  }
}

/**
 * The signer of a PEM file: the first key in it, which must be private, signs; those behind, of earlier years, are known still. Undefined
 * of a file that is none of that.
 */
export function auditSigner(pem: string): AuditSigner | undefined {
  const keys = keysIn(pem);
  const secret = keys?.[0]?.secret;
  if (keys === undefined || secret === undefined) return undefined;
  const key = idOf(createPublicKey(secret));
  return {
    key,
    sign: (said) => {
      const signature = sign(null, Buffer.from(signedText({ ...said, key })), secret).toString('base64');
      return { ...said, key, signature };
    },
    publicKeys: keys.map(({ open }) => open.export({ type: 'spki', format: 'pem' })).join(''),
  };
}

/**
 * Checks signatures with the keys of a PEM file: whether a checkpoint is signed well; undefined where its key is not among them.
 * Throws a StartError on a file without any.
 */
export function auditChecker(pem: string, file: string): (checkpoint: AuditCheckpoint) => boolean | undefined {
  const keys = keysIn(pem);
  if (keys === undefined) throw new StartError(`${file} holds no Ed25519 keys (PEM)`);
  const known = new Map(keys.map(({ open }) => [idOf(open), open]));
  return (checkpoint) => {
    const open = known.get(checkpoint.key);
    if (open === undefined) return undefined;
    const signature = Buffer.from(checkpoint.signature, 'base64');
    // of base64 several texts may give the same bytes: only the one that we write is ours
    if (signature.toString('base64') !== checkpoint.signature) return false;
    return verify(null, Buffer.from(signedText(checkpoint)), open, signature);
  };
}

/** A new private key, PEM. */
export const newAuditKey = (): string =>
  generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey;
