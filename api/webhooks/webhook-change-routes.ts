import { randomBytes } from 'node:crypto';
import type { Db } from '../../db/client.ts';
import { countWebhooks } from '../../db/webhooks/read.ts';
import { insertWebhook, type WebhookDone } from '../../db/webhooks/write.ts';
import { refuse } from '../../domain/record/refusal.ts';
import { flawOfWebhook, MOST_WEBHOOKS, type WebhookSaid, type WebhookWish } from '../../domain/webhooks/webhook.ts';
import type { App } from '../app-types.ts';
import { answers } from '../http/common.ts';
import { HTTP, type ProblemCode, refused } from '../http/errors.ts';
import { KeyHeaders } from '../http/idempotency-key.ts';
import { ref } from '../http/named.ts';
import { changeWebhooks, checkedUrl, type WebhookDeps, wished } from './change-webhooks.ts';
import { config, runningSystems as onRequest, tags, WebhookInPath as params } from './webhook-routes.ts';
import { SecretRotated, WebhookAnswer, WebhookMade, WebhookReason, WebhookRevised } from './webhook-schema.ts';

const headers = KeyHeaders;
const codes = ['wrong-role', 'bad-idempotency-key', 'key-reused'] as const satisfies readonly ProblemCode[];
const ofOne = [...codes, 'no-such-webhook', 'webhook-ended'] as const satisfies readonly ProblemCode[];
const ofSaid = ['bad-text', 'bad-value', 'address-internal'] as const satisfies readonly ProblemCode[];
const told = { [HTTP.ok]: ref(WebhookAnswer) };
const newSalt = (): string => randomBytes(24).toString('base64url');
const KEEP_HOURS = 24;

const about = `每条消息是一次 POST（Standard Webhooks）：首部 webhook-id、webhook-timestamp、webhook-signature（v1，HMAC-SHA256），内容为 \`{type, timestamp, data}\`，只有编号、案号、节点或者期限的名称；详情由接收方以自己的令牌查询。
同一案件的消息依次到达；每条至少一次，重发的 webhook-id 不变。15秒内答复 2xx 才算接收；否则三天内逐渐延长间隔重发，仍不接收的暂停推送并通知系统管理员。答复 410 的终止。`;

/** `POST /api/webhooks`, `…/{id}/change`, `/pause`, `/resume`, `/end`, `/rotate`: who is told what. */
export function webhookChangeRoutes(app: App, deps: WebhookDeps): void {
  app.post(
    '/api/webhooks',
    { config, onRequest, schema: { tags, summary: '设立接收端', description: about, headers, body: WebhookMade, response: answers({ [HTTP.created]: ref(WebhookAnswer) }, [...codes, ...ofSaid, 'too-many-webhooks']) } }, // prettier-ignore
    async (request, reply) => {
      const { reason, ...said } = request.body;
      const flaw = flawOfWebhook(said);
      if (flaw !== undefined) throw refused(flaw);
      const url = await checkedUrl(deps, said.url);
      const does = (tx: Db) => made(tx, { ...said, url, events: [...new Set(said.events)] });
      const answer = await changeWebhooks(deps, request, reply, { reason, does });
      return reply.code(HTTP.created).header('location', `/api/webhooks/${answer.webhook.id}`).send(answer);
    },
  );
  app.post(
    '/api/webhooks/:id/change',
    { config, onRequest, schema: { tags, summary: '变更接收端', description: '只写要变更的。地址变更的，待投递的随即发往新地址。', params, headers, body: WebhookRevised, response: answers(told, [...ofOne, ...ofSaid, 'not-a-change']) } }, // prettier-ignore
    async (request, reply) => {
      const { reason, ...asked } = request.body;
      const said = { ...asked, ...(asked.url !== undefined && { url: await checkedUrl(deps, asked.url) }) };
      const does = (tx: Db) => wished(tx, request.params.id, { kind: 'changed', said });
      return changeWebhooks(deps, request, reply, { reason, does });
    },
  );
  const simple = [
    { path: 'pause', kind: 'paused', summary: '暂停推送', description: '其间的消息留待恢复后依次补发。' },
    { path: 'resume', kind: 'resumed', summary: '恢复推送', description: '待投递的随即依次投递。' },
    { path: 'end', kind: 'ended', summary: '终止接收端', description: '待投递的作废，不能恢复。' },
  ] as const;
  for (const { path, kind, summary, description } of simple) {
    const more = kind === 'ended' ? [] : (['not-a-change'] as const);
    app.post(
      `/api/webhooks/:id/${path}`,
      { config, onRequest, schema: { tags, summary, description, params, headers, body: WebhookReason, response: answers(told, [...ofOne, ...more]) } }, // prettier-ignore
      (request, reply) => {
        const does = (tx: Db) => wished(tx, request.params.id, { kind });
        return changeWebhooks(deps, request, reply, { reason: request.body.reason, does });
      },
    );
  }
  app.post(
    '/api/webhooks/:id/rotate',
    { config, onRequest, schema: { tags, summary: '更换密钥', description: '新密钥只在答复中显示一次；原密钥再用 keepHours 小时，其间每条消息有两个签名。', params, headers, body: SecretRotated, response: answers(told, [...ofOne, 'secrets-full']) } }, // prettier-ignore
    (request, reply) => {
      const { reason, keepHours = KEEP_HOURS } = request.body;
      const wish: WebhookWish = { kind: 'rotated', salt: newSalt(), keepHours };
      return changeWebhooks(deps, request, reply, { reason, does: (tx) => wished(tx, request.params.id, wish) });
    },
  );
}

async function made(tx: Db, said: WebhookSaid): Promise<WebhookDone> {
  if ((await countWebhooks(tx)) >= MOST_WEBHOOKS) throw refused(refuse('too-many-webhooks', `至多${MOST_WEBHOOKS}个接收端，请先终止不用的`)); // prettier-ignore
  const salt = newSalt();
  return { kind: 'created', before: null, after: await insertWebhook(tx, said, salt), salt };
}
