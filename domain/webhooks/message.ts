import { isMatterId } from '../engine/found.ts';
import type { Happening } from '../engine/happenings.ts';
import { formatInstant, type Instant } from '../time/instant.ts';

/** A happening as the outbox keeps it. */
export interface KeptHappening {
  readonly id: number;
  readonly caseId: string;
  /** In the record's own time. */
  readonly createdAt: Instant;
  /** `message`: drawn as it was written; an earlier release drew none. */
  readonly body: Omit<Happening, 'effect' | 'key' | 'to'> & { readonly message?: string };
}

/** What is posted to a neighbouring system. */
export interface WebhookMessage {
  /** The same for ever: by it a receiver tells what it has already. */
  readonly id: string;
  readonly body: string;
}

/** The type of a message by which somebody tries a webhook. */
export const TEST = 'webhook.test';
/** How many of them wait for a webhook at most. */
export const MOST_TESTS = 3;

/** The id of a happening's message: drawn, so that nobody counts by it what else there is; of one that an earlier release wrote, its place and instant. */
export const webhookMessageId = ({ id, createdAt, message }: Pick<KeptHappening, 'id' | 'createdAt'> & { readonly message: string | undefined }): string =>
  `msg_${message ?? `${id}_${createdAt.toString(36)}`}`; // prettier-ignore

/** A happening as it goes out: ids, the case's number and names of the tables alone. Whoever wants to know more asks, with a token of their own. */
export function messageOf({ caseId, body: { type, at, caseNo, message, what, zh }, ...kept }: KeptHappening): WebhookMessage {
  const href = `/api/${isMatterId(caseId) ? 'matters' : 'cases'}/${encodeURIComponent(caseId)}`;
  const data = { record: caseId, caseNo, ...what, zh, href };
  return { id: webhookMessageId({ ...kept, message }), body: JSON.stringify({ type, timestamp: formatInstant(at), data }) };
} // prettier-ignore

/** A message by which somebody tries a webhook; `delivery` is the one that carries it. */
export const testMessage = (delivery: number, webhook: number, at: Instant): WebhookMessage => ({
  id: `msg_test_${delivery}_${at.toString(36)}`,
  body: JSON.stringify({ type: TEST, timestamp: formatInstant(at), data: { webhook } }),
});
