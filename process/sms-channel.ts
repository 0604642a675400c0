import type { Channel } from './channel.ts';

/** A gateway for short messages. */
export interface SmsSettings {
  /** Messages are put at `URL/<id>`. */
  readonly url: string;
  readonly token: string | undefined;
}

const WAIT_MS = 20_000;
const REASON_CHARS = 100;
/** Of the answers that begin with 4 these may be others later: too slow, too early, too many, and whoever has not let us in yet. */
const PASSING: ReadonlySet<number> = new Set([401, 403, 404, 407, 408, 421, 425, 429]);

/**
 * Short messages by a gateway over HTTP: `PUT URL/<id> {to, text}`, so that the same message again is one. 2xx: taken. 4xx:
 * refused for good, `{reason}` says why. Anything else may be taken later.
 */
export const smsChannel = ({ url, token }: SmsSettings): Channel => {
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  return async ({ id, to, text }) => {
    const answer = await fetch(`${url.replace(/\/+$/, '')}/${encodeURIComponent(id)}`, {
      method: 'PUT',
      headers,
      body: JSON.stringify({ to, text }),
      redirect: 'error', // a gateway that sends us elsewhere is not the one that was set
      signal: AbortSignal.timeout(WAIT_MS),
    }).catch((error: unknown) => {
      throw new Error(`the gateway for short messages did not answer: ${(error as Error).name}`); // fetch throws nothing else
    });
    const said = await answer.text().catch(() => '');
    if (answer.ok) return {};
    if (answer.status >= 500 || PASSING.has(answer.status) || answer.status < 400)
      throw new Error(`the gateway for short messages answered ${answer.status}`);
    return { refused: `短信网关拒收（${answer.status}${reasonIn(said, to)}）` };
  };
};

/** Why, in the gateway's words, without the number: the record keeps it. */
function reasonIn(said: string, to: string): string {
  try {
    const { reason } = JSON.parse(said) as { reason?: unknown };
    return typeof reason === 'string' ? `：${reason.replaceAll(to, '').slice(0, REASON_CHARS)}` : '';
  } catch {
    return '';
  }
}
