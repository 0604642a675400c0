import { DAY, HOUR, type Instant, MINUTE } from '../time/instant.ts';

/** How long a webhook is waited for before each further try (ms): the table that Standard Webhooks recommends, three days in all. */
export const pauses: readonly number[] = [5_000, 5 * MINUTE, 30 * MINUTE, ...[2, 5, 10, 14, 20, 24].map((n) => n * HOUR)]; // prettier-ignore

const JITTER = 0.1; // of a pause, either way: what failed together does not come again together
const LONGEST = DAY; // that a receiver may ask us to wait
const GONE = 410;

/** What a receiver answered. */
export interface Answered {
  /** Its HTTP status; null: none came. */
  readonly status: number | null;
  /** Its `Retry-After`. */
  readonly retryAfter: string | null;
}

/** What becomes of a message after a try. `restUntil`: the receiver asked not to be sent anything before. */
export type AfterTry =
  | { readonly then: 'delivered' | 'gone' | 'given-up' }
  | { readonly then: 'again'; readonly at: Instant; readonly restUntil: Instant | null };

/** What is told of a try besides. */
interface Trying {
  /** How many there have been, this one included. */
  readonly tries: number;
  readonly now: Instant;
  /** From 0 to 1, by chance. */
  readonly chance: number;
}

/** What comes of a try: 2xx alone is success, 410 ends it, anything else is tried again until patience is over. */
export function afterTry({ status, retryAfter }: Answered, { tries, now, chance }: Trying): AfterTry {
  if (status !== null && status >= 200 && status < 300) return { then: 'delivered' };
  if (status === GONE) return { then: 'gone' };
  const pause = pauses[tries - 1];
  if (pause === undefined) return { then: 'given-up' };
  const restUntil = askedFor(retryAfter, now);
  const at = now + Math.round(pause * (1 - JITTER + 2 * JITTER * chance));
  return { then: 'again', at: Math.max(at, restUntil ?? at), restUntil };
}

/** Until when a receiver asks to be left alone, in seconds or as a date (RFC 9110 10.2.3); null: it does not, or it cannot be read. */
function askedFor(text: string | null, now: Instant): Instant | null {
  const said = text?.trim() ?? '';
  const at = /^\d{1,9}$/.test(said) ? now + Number(said) * 1_000 : Date.parse(said);
  return at > now ? Math.min(at, now + LONGEST) : null;
}
