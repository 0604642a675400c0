import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import { type Db, withTx } from '../../db/client.ts';
import { lockWebhook, readWebhookCommand, readWebhooks } from '../../db/webhooks/read.ts';
import { insertWebhookChange, lockWebhooks, updateWebhook, type WebhookDone } from '../../db/webhooks/write.ts';
import { isRefusal, refuse } from '../../domain/record/refusal.ts';
import { changedWebhook, type Webhook, type WebhookWish } from '../../domain/webhooks/webhook.ts';
import { bodyHash } from '../../gateway/seal.ts';
import type { ApiDeps } from '../app-types.ts';
import { refused } from '../http/errors.ts';
import { idempotencyKey } from '../http/idempotency-key.ts';
import { personOf } from '../http/plugins/auth.ts';
import type { WebhookAnswer } from './webhook-schema.ts';
import { webhookView } from './webhook-view.ts';

type Request = FastifyRequest<{ Headers: { 'idempotency-key'?: string } }>;
export type WebhookDeps = Pick<ApiDeps, 'store' | 'webhooks'>;

/** What is done, and why. */
export interface WebhookChanging {
  readonly reason: string;
  readonly does: (tx: Db) => Promise<WebhookDone>;
}

/**
 * Changes a webhook once for each key, and notes who did it and why; the same key again is answered with the webhook as it is now, and with the
 * secret that it was given then, while that still signs.
 */
export async function changeWebhooks(
  { store, webhooks: { secretOf } }: WebhookDeps,
  request: Request,
  reply: Pick<FastifyReply, 'header'>,
  { reason, does }: WebhookChanging,
): Promise<Static<typeof WebhookAnswer>> {
  const by = personOf(request).id;
  const id = idempotencyKey(request.headers['idempotency-key']);
  reply.header('idempotency-key', id);
  const hash = bodyHash({ to: request.routeOptions.url ?? '', params: request.params, body: request.body });
  return withTx(store, async (tx) => {
    await lockWebhooks(tx);
    const before = await readWebhookCommand(tx, { by, id });
    if (before !== undefined && before.hash !== hash) throw refused(refuse('key-reused', '这个 Idempotency-Key 已用于另一请求，请换一个')); // prettier-ignore
    const { webhook, salt } = before ?? (await doneNow(tx));
    const [row] = await readWebhooks(tx, webhook);
    if (row === undefined) throw noSuchWebhook(webhook);
    const signs = row.state === 'ended' ? undefined : row.salts.find((each) => each.salt === salt);
    return { webhook: webhookView(row, Date.now()), secret: signs === undefined ? null : secretOf(signs.salt) };
  });

  async function doneNow(tx: Db) {
    const done = await does(tx);
    await insertWebhookChange(tx, { by, id, hash, reason }, done);
    return { webhook: done.after.id, salt: done.salt ?? null };
  }
}

/** Does to a webhook what somebody wants of it. */
export async function wished(tx: Db, id: number, wish: WebhookWish): Promise<WebhookDone> {
  const before = await lockedWebhook(tx, id);
  const after = changedWebhook(before, wish, Date.now());
  if (isRefusal(after)) throw refused(after);
  await updateWebhook(tx, before, after);
  return { kind: wish.kind, before, after, ...(wish.kind === 'rotated' && { salt: wish.salt }) };
}

/** A webhook that nobody else changes meanwhile. Throws `no-such-webhook`. */
export async function lockedWebhook(tx: Db, id: number): Promise<Webhook> {
  const webhook = await lockWebhook(tx, id);
  if (webhook === undefined) throw noSuchWebhook(id);
  return webhook;
}

export const noSuchWebhook = (id: number) => refused(refuse('no-such-webhook', `没有编号为 ${id} 的接收端；全部见 GET /api/webhooks`)); // prettier-ignore

const NO_QUERY = 'url 中不得有 ?：其中的口令会留在变更记录里；收到的内容以签名核验';

/** An address as it is kept. Throws why messages do not go there. */
export async function checkedUrl({ webhooks: { check } }: WebhookDeps, text: string): Promise<string> {
  const flaw = await check(text);
  if (flaw !== undefined) throw refused(refuse(flaw.code, flaw.zh, undefined, [{ id: 'url', zh: flaw.zh }]));
  if (text.includes('?')) throw refused(refuse('bad-value', NO_QUERY, undefined, [{ id: 'url', zh: NO_QUERY }]));
  return new URL(text).href;
}
