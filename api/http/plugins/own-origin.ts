import type { IncomingHttpHeaders } from 'node:http';
import { ApiProblem } from '../errors.ts';

/** Methods that change nothing. */
const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What of a request tells from where a browser sent it. */
interface Sent {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * What is done with a cookie is asked for by a page of ours: browsers say from where a request comes, and no page can say otherwise.
 * `origin`: ours; undefined: that of the request's own address. Throws `foreign-origin`.
 */
export function fromOwnPage({ method, headers }: Sent, origin: string | undefined): void {
  if (!reading.has(method) && !isOwn(headers, origin)) throw new ApiProblem('foreign-origin');
}

function isOwn({ origin: from, host, 'sec-fetch-site': site }: IncomingHttpHeaders, origin: string | undefined): boolean {
  if (site !== undefined) return site === 'same-origin';
  if (from === undefined || !URL.canParse(from)) return false;
  return origin === undefined ? new URL(from).host === host : from === origin;
} // prettier-ignore
