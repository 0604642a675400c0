import Type from 'typebox';
import type { Db } from '../../db/client.ts';
import { type DeliveryRow, readDeliveries, readWebhooks } from '../../db/webhooks/read.ts';
import { hurry, queueAgain, queueTest, skip, type WebhookDone } from '../../db/webhooks/write.ts';
import { oneOf } from '../../domain/nodes/fields.ts';
import { refuse } from '../../domain/record/refusal.ts';
import { MOST_TESTS } from '../../domain/webhooks/message.ts';
import { deliveryStates } from '../../domain/webhooks/webhook.ts';
import type { App } from '../app-types.ts';
import { answers, Cursor, Limit, Page } from '../http/common.ts';
import { HTTP, refused } from '../http/errors.ts';
import { KeyHeaders } from '../http/idempotency-key.ts';
import { ref } from '../http/named.ts';
import { personOf } from '../http/plugins/auth.ts';
import { pageOf, readCursor } from '../http/query.ts';
import { changeWebhooks, lockedWebhook, noSuchWebhook, type WebhookDeps } from './change-webhooks.ts';
import { config, runningSystems as onRequest, tags, WebhookInPath } from './webhook-routes.ts';
import { WebhookAnswer, WebhookDelivery, WebhookReason } from './webhook-schema.ts';
import { deliveryView } from './webhook-view.ts';

const most = Number.MAX_SAFE_INTEGER;
const Query = Type.Object(
  { state: Type.Optional(oneOf(deliveryStates, '状态')), limit: Limit(50, 200), cursor: Cursor },
  { additionalProperties: false },
);
const DeliveryInPath = Type.Object({
  ...WebhookInPath.properties,
  delivery: Type.Integer({ minimum: 1, maximum: most, description: '投递的编号' }),
});
const accepted = { [HTTP.accepted]: ref(WebhookDelivery, '已列入投递') };

/** `GET /api/webhooks/{id}/deliveries`, `POST …/test`, `…/deliveries/{delivery}/send`, `/skip`: what became of messages. */
export function webhookDeliveryRoutes(app: App, deps: WebhookDeps): void {
  const { db } = deps.store;
  app.get(
    '/api/webhooks/:id/deliveries',
    { config, onRequest, schema: { tags, summary: '各次投递', description: '新的在前。', params: WebhookInPath, querystring: Query, response: answers({ [HTTP.ok]: Page(ref(WebhookDelivery)) }, ['bad-query', 'bad-cursor', 'wrong-role', 'no-such-webhook']) } }, // prettier-ignore
    async ({ params: { id: webhook }, query: { state, limit = 50, cursor } }) => {
      if ((await readWebhooks(db, webhook)).length === 0) throw noSuchWebhook(webhook);
      const after = readCursor(Type.Integer({ minimum: 0, maximum: most }), cursor);
      const rows = await readDeliveries(db, { webhook, state, after, limit: limit + 1 });
      return pageOf(rows, limit, ({ id }) => id, (row) => deliveryView(row, webhook)); // prettier-ignore
    },
  );
  app.post(
    '/api/webhooks/:id/test',
    { config, onRequest, schema: { tags, summary: '发一条测试', description: '类型 webhook.test，不涉及案件；只投递一次，结果见各次投递。暂停中的，恢复后发出。', params: WebhookInPath, response: answers(accepted, ['wrong-role', 'no-such-webhook', 'webhook-ended', 'tests-waiting']) } }, // prettier-ignore
    async (request, reply) => {
      const { id } = request.params;
      await running(db, id);
      const delivery = await tested(deps, id, personOf(request).id);
      return reply.code(HTTP.accepted).send(deliveryView(await found(db, id, delivery), id));
    },
  );
  app.post(
    '/api/webhooks/:id/deliveries/:delivery/send',
    { config, onRequest, schema: { tags, summary: '再投递', description: '待投递的，随即投递；已结束的，以同一消息编号另列一次，排在该案其他消息之后。', params: DeliveryInPath, response: answers(accepted, ['wrong-role', 'no-such-webhook', 'webhook-ended', 'no-such-delivery', 'tests-waiting']) } }, // prettier-ignore
    async (request, reply) => {
      const { id: webhook, delivery } = request.params;
      await running(db, webhook);
      const sent = await sendAgain(deps, webhook, { of: await found(db, webhook, delivery), askedBy: personOf(request).id }); // prettier-ignore
      return reply.code(HTTP.accepted).send(deliveryView(await found(db, webhook, sent), webhook));
    },
  );
  app.post(
    '/api/webhooks/:id/deliveries/:delivery/skip',
    { config, onRequest, schema: { tags, summary: '跳过一条', description: '对方始终不能接收的，不再投递；该案其后的消息随即投递。记入变更记录。', params: DeliveryInPath, headers: KeyHeaders, body: WebhookReason, response: answers({ [HTTP.ok]: ref(WebhookAnswer) }, ['wrong-role', 'bad-idempotency-key', 'key-reused', 'no-such-webhook', 'no-such-delivery', 'delivery-done']) } }, // prettier-ignore
    (request, reply) => {
      const { id, delivery } = request.params;
      return changeWebhooks(deps, request, reply, { reason: request.body.reason, does: (tx) => skipped(tx, id, delivery) }); // prettier-ignore
    },
  );
}

/** Throws where there is no such webhook, or none any more. */
async function running(db: Db, id: number): Promise<void> {
  const [row] = await readWebhooks(db, id);
  if (row === undefined) throw noSuchWebhook(id);
  if (row.state === 'ended') throw refused(refuse('webhook-ended', '已经终止，不再投递；请另行设立'));
}

async function found(db: Db, webhook: number, id: number): Promise<DeliveryRow> {
  const [row] = await readDeliveries(db, { webhook, id, after: undefined, limit: 1 });
  if (row === undefined) throw refused(refuse('no-such-delivery', `没有编号为 ${id} 的投递；全部见 GET /api/webhooks/${webhook}/deliveries`)); // prettier-ignore
  return row;
}

async function tested({ store }: WebhookDeps, webhook: number, askedBy: string): Promise<number> {
  const delivery = await queueTest(store, webhook, askedBy);
  if (delivery === undefined)
    throw refused(refuse('tests-waiting', `已有${MOST_TESTS}条测试待投递，请待其结束，或者跳过`));
  return delivery;
}

/** Answers the delivery that goes out: a test is made anew, what waits goes at once, what has ended goes again. */
async function sendAgain(deps: WebhookDeps, webhook: number, { of: { id, record, event, type, outcome }, askedBy }: { readonly of: DeliveryRow; readonly askedBy: string }): Promise<number> {
  if (record === null || event === null) return tested(deps, webhook, askedBy);
  const { db } = deps.store;
  if (outcome !== null) return queueAgain(db, { webhook, event, record, type, askedBy });
  await hurry(db, webhook, record);
  return id;
} // prettier-ignore

async function skipped(tx: Db, webhook: number, id: number): Promise<WebhookDone> {
  const before = await lockedWebhook(tx, webhook);
  const { record } = await found(tx, webhook, id);
  if (!(await skip(tx, webhook, id, record ?? ''))) throw refused(refuse('delivery-done', '投递已经结束，没有可以跳过的'));
  return { kind: 'skipped', before, after: before, delivery: id };
} // prettier-ignore
