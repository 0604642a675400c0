import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/** The secret of a salt, as its receiver writes it down. The database holds salts alone; without the key nothing comes of them (docs/decisions/159). */
export const secretOf = (key: string, salt: string): string =>
  PREFIX + createHmac('sha256', key).update(`webhook\n${salt}`).digest('base64');

/** What is signed. */
export interface Signed {
  readonly id: string;
  /** Seconds since 1970. */
  readonly at: number;
  readonly body: string;
}

/** The headers of a message (Standard Webhooks), signed with each of the secrets, so that a receiver may know either while one is changed for another. */
export function signedHeaders(secrets: readonly string[], { id, at, body }: Signed): Readonly<Record<string, string>> {
  const signature = (secret: string) =>
    `v1,${createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64')).update(`${id}.${at}.${body}`).digest('base64')}`; // prettier-ignore
  return { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': secrets.map(signature).join(' ') };
}
