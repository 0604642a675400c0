import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { flawOfUrl, guardedLookup, type Lookup, type OutsideRules } from './outside-address.ts';

/** What is posted, and where. */
export interface Posting {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came of it. */
export interface Posted {
  /** The HTTP status; null: no answer came. */
  readonly status: number | null;
  /** Why none came, in a word: `ECONNREFUSED`, `TIMEOUT`, `ADDRESS_INTERNAL`. */
  readonly failure: string | null;
  readonly retryAfter: string | null;
}

/** Posts a message; never throws. */
export type PostWebhook = (posting: Posting) => Promise<Posted>;

const WAIT_MS = 15_000; // for all of it
const MOST_READ = 4 * 1024; // bytes of an answer, which nobody looks at
const MOST_HEADERS = 8 * 1024;

/** Posts over https, to addresses that `rules` let through; follows no redirects, and keeps nothing of what is answered but the status. */
export const webhookChannel =
  (rules: OutsideRules, waitMs = WAIT_MS, find?: Lookup): PostWebhook =>
  ({ url, headers, body }) =>
    new Promise((resolve) => {
      const failed = (failure: string) => resolve({ status: null, failure, retryAfter: null });
      const flaw = flawOfUrl(url, rules); // settings may have changed since, and an address that is no name is not looked up
      if (flaw !== undefined) return failed(flaw.code === 'address-internal' ? 'ADDRESS_INTERNAL' : 'ADDRESS_REFUSED');
      const signal = AbortSignal.timeout(waitMs);
      const own = { 'content-type': 'application/json', 'user-agent': 'zhixing-webhooks', 'content-length': String(Buffer.byteLength(body)) }; // prettier-ignore
      const send = url.startsWith('https:') ? overHttps : overHttp;
      const sent = send(url, { method: 'POST', headers: { ...headers, ...own }, lookup: guardedLookup(rules, find), agent: false, maxHeaderSize: MOST_HEADERS, signal }); // prettier-ignore
      let came: Posted | undefined;
      sent.on('response', (answer) => {
        let read = 0;
        came = { status: answer.statusCode ?? null, failure: null, retryAfter: answer.headers['retry-after'] ?? null };
        answer.on('data', (part: Buffer) => {
          read += part.length;
          if (read > MOST_READ) answer.destroy();
        });
        answer.on('error', () => undefined); // it was cut off: its status is known all the same
        answer.on('close', () => came && resolve(came));
      });
      sent.on('error', (error: NodeJS.ErrnoException) => {
        if (came !== undefined) return resolve(came);
        return failed(signal.aborted ? 'TIMEOUT' : (error.code ?? 'FAILED'));
      });
      sent.end(body);
      return undefined;
    });
