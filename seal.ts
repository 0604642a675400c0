import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** JSON with keys in order and nothing undefined: the same content gives the same text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, v]) => v !== undefined);
  return `{${entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`)
    .join(',')}}`;
}

/** Tells two bodies apart: "the same body again" (engine.md 11, 14). */
export const bodyHash = (body: unknown): string => createHash('sha256').update(canonical(body)).digest('hex');

/**
 * The API's seal over a message: whoever knows the key vouches that `by` is who sent it (engine.md 15). `context` binds
 * it to one case and one kind of message, so that it is worth nothing elsewhere.
 */
export const seal = (key: string, context: string, message: object): string =>
  createHmac('sha256', key)
    .update(`${context}\n${canonical({ ...message, seal: undefined })}`)
    .digest('base64url');

/** Whether a message carries the seal that its content asks for. */
export function isSealed(
  key: string,
  context: string,
  message: object & { readonly seal?: string | undefined },
): boolean {
  const expected = Buffer.from(seal(key, context, message));
  const given = Buffer.from(message.seal ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
