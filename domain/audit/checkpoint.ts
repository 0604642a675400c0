import { framed } from './hash.ts';

/** A signed word on how far the chain had come: whoever holds one sees whether anything up to it was changed since. */
export interface AuditCheckpoint {
  readonly court: string;
  /** From 1 on, without a gap. */
  readonly n: number;
  /** The last batch of that moment, its hash, and its last record. */
  readonly batch: number;
  readonly hash: string;
  readonly records: number;
  readonly at: string;
  /** The id of the key that signed it: the first sixteen digits of the SHA-256 of its public half (SPKI, DER). */
  readonly key: string;
  /** Ed25519 of `signedText`, base64. */
  readonly signature: string;
}

/** What is signed of a checkpoint: all of it. */
export const signedText = (c: Omit<AuditCheckpoint, 'signature'>): string =>
  framed('checkpoint', [c.court, c.n, c.batch, c.hash, c.records, c.at, c.key]);
