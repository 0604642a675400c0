import { type IncomingMessage, request as overHttp } from 'node:http';
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
      const own = { 'content-type': 'application/json', 'user-agent': 'zhixing-webhooks', 'content-length': String(Buffer.byteLength(body)) }; // prettier-ignore
      const send = url.startsWith('https:') ? overHttps : overHttp;
      const sent = send(url, { method: 'POST', headers: { ...headers, ...own }, lookup: guardedLookup(rules, find), agent: false, maxHeaderSize: MOST_HEADERS }); // prettier-ignore
      let came: Posted | undefined;
      const over = (failure: string) => {
        clearTimeout(timer);
        if (came === undefined) failed(failure);
        else resolve(came); // it was cut off: its status is known all the same
        sent.destroy();
      };
      const timer = setTimeout(() => over('TIMEOUT'), waitMs); // whatever it waits for: a name, a handshake, an answer, its end
      const heard = ({ statusCode, headers: { 'retry-after': retryAfter } }: IncomingMessage) => {
        came = { status: statusCode ?? null, failure: null, retryAfter: retryAfter ?? null };
      };
      sent.on('response', (answer) => {
        let read = 0;
        heard(answer);
        answer.on('data', (part: Buffer) => {
          read += part.length;
          if (read > MOST_READ) answer.destroy();
        });
        answer.on('error', () => undefined);
        answer.on('close', () => over('CLOSED'));
      });
      sent.on('upgrade', (answer, socket) => {
        heard(answer); // another protocol is no answer of ours: its status says so
        socket.destroy();
        over('UPGRADE');
      });
      sent.on('error', (error: NodeJS.ErrnoException) => over(error.code ?? 'FAILED'));
      sent.on('close', () => over('CLOSED'));
      sent.end(body);
      return undefined;
    });
