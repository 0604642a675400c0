import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { canonical } from '../domain/record/canonical.ts';

/** Tells two bodies apart: "the same body again" (engine.md 11, 14). */
export const bodyHash = (body: unknown): string => createHash('sha256').update(canonical(body)).digest('hex');

/** How long a seal is good for, in milliseconds of real time. */
export const SEAL_MS = 5 * 60_000;
const SKEW_MS = 60_000; // the clocks of two machines

/** What a seal adds to a message. */
export interface Sealed {
  /** When it was sealed: epoch milliseconds of real time. */
  readonly sealedAt: number;
  readonly seal: string;
}

/**
 * The API's seal over a message: whoever knows the key vouches that `by` is who sent it (engine.md 15). It holds for this
 * message with its command id, for one record and one kind of message (`context`), and for five minutes.
 */
export function sealed<M extends object>(key: string, context: string, message: M, now = Date.now()): M & Sealed {
  const dated = { ...message, sealedAt: now };
  return { ...dated, seal: mac(key, context, dated) };
}

/** Whether a message carries the seal that its content asks for, and in time. Nothing about its shape is certain. */
export function isSealed(key: string, context: string, message: object, now = Date.now()): boolean {
  const { seal, sealedAt, ...rest } = message as Readonly<Record<string, unknown>>; // whatever came
  if (typeof seal !== 'string' || typeof sealedAt !== 'number') return false;
  if (!(sealedAt >= now - SEAL_MS && sealedAt <= now + SKEW_MS)) return false;
  const expected = Buffer.from(mac(key, context, { ...rest, sealedAt }));
  const given = Buffer.from(seal);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const mac = (key: string, context: string, message: object): string =>
  createHmac('sha256', key)
    .update(`${context}\n${canonical(message)}`)
    .digest('base64url');

/** What a rollout's seal is bound to. */
export const rolloutSeal = (draftId: string): string => `${draftId}/rollout`;

/** What a rotation's seal is bound to. */
export const rotationSeal = (id: string): string => `${id}/rotation`;
