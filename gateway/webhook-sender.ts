import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Store } from '../db/client.ts';
import { type Held, noteAgain, noteDone, readWebhookBacklog, stopWebhook, takeDue } from '../db/webhooks/sending.ts';
import { messageOf, testMessage } from '../domain/webhooks/message.ts';
import { afterTry } from '../domain/webhooks/tries.ts';
import type { Measures } from '../process/measures.ts';
import type { PostWebhook, Posted } from '../process/webhook-channel.ts';
import { secretOf, signedHeaders } from './webhook-secrets.ts';

/** What sending works with. */
export interface WebhookSending {
  readonly store: Store;
  /** Makes secrets of salts; the same as the API's. */
  readonly sealKey: string;
  readonly post: PostWebhook;
  readonly log: Pick<Logger, 'error'>;
  readonly measures?: Pick<Measures, 'delivered' | 'waiting'> | undefined;
  /** How often it looks what there is to send (ms). */
  readonly everyMs?: number;
  /** How long a delivery stays in hand of a worker of which nothing more is heard (ms): longer than a post may take. */
  readonly heldMs?: number;
}

const LOOK_MS = 500;
const HELD_MS = 30_000;
const MEASURE_MS = 15_000;
const SHARED = 14; // posts under way at once in a process, beside one of each webhook, which nobody takes from it
const MOST_OF_ONE = 4; // of one webhook; of one whose last try had no answer one

/**
 * Posts what waits for webhooks until it is stopped: of each record and webhook in order, at least once, under the same id. Beside Temporal, so
 * that a receiver that does not answer keeps no record waiting. Workers of one court share the work.
 */
export function sendWebhooks(sending: WebhookSending): { readonly stop: () => Promise<void> } {
  const { store, log, measures, everyMs = LOOK_MS, heldMs = HELD_MS } = sending;
  const stopped = new AbortController();
  const underWay = new Map<number, { readonly webhook: number; readonly over: Promise<void> }>();
  const failing = new Set<string>();
  const silent = new Set<number>(); // webhooks whose last try had no answer
  let ended = Promise.withResolvers<void>(); // one of them has: what waited behind it may go at once
  let measuredAt = -Infinity;
  const attempt = async (what: string, work: () => Promise<void>) => {
    try {
      await work();
      failing.delete(what);
    } catch (error) {
      if (!failing.has(what)) log.error({ error }, what);
      failing.add(what);
    }
  };
  const begin = (held: Held) => {
    const hears = (isSilent: boolean) => void (isSilent ? silent.add(held.webhook) : silent.delete(held.webhook));
    const sent = attempt('what came of a webhook’s message cannot be noted', () => send(sending, held, hears));
    underWay.set(held.id, {
      webhook: held.webhook,
      over: sent.finally(() => (underWay.delete(held.id), ended.resolve())),
    });
  };
  const look = async () => {
    const busy = Object.fromEntries([...Map.groupBy(underWay.values(), ({ webhook }) => webhook)].map(([id, own]) => [id, own.length])); // prettier-ignore
    const room = { shared: SHARED, mostOfOne: MOST_OF_ONE, busy, silent: [...silent], heldMs };
    for (const held of await takeDue(store.db, room)) begin(held);
  };
  const measure = async () => {
    const { waiting, oldestMs } = await readWebhookBacklog(store.db);
    measures?.waiting('webhook', waiting, oldestMs);
  };
  const run = async () => {
    while (!stopped.signal.aborted) {
      ended = Promise.withResolvers();
      await attempt('nothing is sent to webhooks', look);
      if (performance.now() - measuredAt >= MEASURE_MS) {
        measuredAt = performance.now();
        await attempt('what waits for webhooks cannot be counted', measure);
      }
      await Promise.race([ended.promise, delay(everyMs, undefined, { signal: stopped.signal }).catch(() => undefined)]);
    }
    await Promise.all([...underWay.values()].map(({ over }) => over));
  };
  const over = run();
  return { stop: () => (stopped.abort(), over) };
}

/** Posts one message, and notes what came of it. */
async function send(sending: WebhookSending, held: Held, hears: (isSilent: boolean) => void): Promise<void> {
  const { store, post, measures } = sending;
  if (held.kept) return noteDone(store.db, held.id, 'dropped', { status: null, failure: null }); // a reason would tell that it is kept
  const posted = await post(posting(sending, held));
  hears(posted.status === null);
  const outcome = await noted(store, held, posted);
  measures?.delivered('webhook', outcome);
}

function posting({ sealKey }: WebhookSending, held: Held) {
  const { id, body } = held.happening === undefined ? testMessage(held.id, held.webhook, held.at) : messageOf(held.happening); // prettier-ignore
  const now = Date.now();
  const secrets = held.salts.filter(({ until }) => until === null || until > now).map(({ salt }) => secretOf(sealKey, salt)); // prettier-ignore
  return { url: held.url, body, headers: signedHeaders(secrets, { id, at: Math.floor(now / 1_000), body }) };
}

async function noted(store: Store, held: Held, { retryAfter, ...heard }: Posted): Promise<'sent' | 'refused' | 'later'> {
  const after = afterTry({ ...heard, retryAfter }, { tries: held.tries, now: Date.now(), chance: Math.random() });
  if (after.then === 'delivered') {
    await noteDone(store.db, held.id, 'delivered', heard);
    return 'sent';
  }
  if (held.happening === undefined) {
    await noteDone(store.db, held.id, 'failed', heard); // somebody is looking: they try again themselves
    return 'refused';
  }
  if (after.then === 'again') {
    await noteAgain(store.db, held, { ...heard, at: after.at, restUntil: after.restUntil });
    return 'later';
  }
  await stopWebhook(store, held, after.then === 'gone' ? 'ended' : 'paused', heard);
  return 'refused';
} // prettier-ignore
