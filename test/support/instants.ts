import { type Instant, parseInstant } from '../../domain/time/instant.ts';

/** `2026-01-20T16:20` or `2026-01-21` (its beginning), in the court's zone; an instant with offset is taken as it is. */
export function instant(text: string): Instant {
  const full = text.length === 10 ? `${text}T00:00:00` : text;
  const found = parseInstant(/[Z+]/.test(full) ? full : `${full}+08:00`);
  if (found === undefined) throw new Error(`not an instant: ${text}`);
  return found;
}
