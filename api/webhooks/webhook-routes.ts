import Type from 'typebox';
import { namesOf } from '../../db/people/names.ts';
import { readWebhookChanges, readWebhooks } from '../../db/webhooks/read.ts';
import { happenings } from '../../domain/engine/happenings.ts';
import type { ApiDeps, App } from '../app-types.ts';
import { answers, Cursor, Limit, Page } from '../http/common.ts';
import { HTTP } from '../http/errors.ts';
import { ref } from '../http/named.ts';
import { officesOnly } from '../http/plugins/desk.ts';
import { pageOf, readCursor } from '../http/query.ts';
import { noSuchWebhook } from './change-webhooks.ts';
import { WebhookChangeLine, WebhookView } from './webhook-schema.ts';
import { webhookChangeLine, webhookView } from './webhook-view.ts';

export const tags = ['消息推送'];
export const config = { access: 'person' } as const;
/** Whom the court's systems belong to. */
export const runningSystems = officesOnly('administrator');
const most = 2 ** 31 - 1; // as Postgres counts them
/** The id of a webhook in an address. */
export const WebhookInPath = Type.Object({ id: Type.Integer({ minimum: 1, maximum: most, description: '接收端的编号' }) }); // prettier-ignore

const EventType = Type.Object({
  type: Type.String({ examples: ['node.case.closed'] }),
  zh: Type.String({ description: '名称' }),
});
const ChangesQuery = Type.Object(
  {
    webhook: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,8}$', description: '只看这一接收端的' })),
    limit: Limit(50, 200),
    cursor: Cursor,
  },
  { additionalProperties: false },
);

/** `GET /api/webhooks`, `…/{id}`, `…/events`, `…/changes`: who is told what, and who changed that. */
export function webhookRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/webhooks',
    { config, onRequest: runningSystems, schema: { tags, summary: '全部接收端', description: '启用、暂停的在前，已终止的在后；不含密钥。', response: answers({ [HTTP.ok]: Type.Object({ items: Type.Array(ref(WebhookView)) }) }, ['wrong-role']) } }, // prettier-ignore
    async () => {
      const [rows, now] = [await readWebhooks(db), Date.now()];
      return { items: rows.map((row) => webhookView(row, now)) };
    },
  );
  app.get(
    '/api/webhooks/events',
    { config, onRequest: runningSystems, schema: { tags, summary: '可订的事件', description: '登记的节点、期限的预警。含有秘密的节点（线索来源、搜查处所等）不推送；信访中对有关人员保密的、双重审查等只有少数人可看的记录也不推送。', response: answers({ [HTTP.ok]: Type.Object({ items: Type.Array(EventType) }) }, ['wrong-role']) } }, // prettier-ignore
    () => ({ items: [...happenings] }),
  );
  app.get(
    '/api/webhooks/changes',
    { config, onRequest: officesOnly('administrator', 'auditor'), schema: { tags, summary: '接收端变更记录', description: '何人、何时、为何，变更前后；只增不改，新的在前。', querystring: ChangesQuery, response: answers({ [HTTP.ok]: Page(ref(WebhookChangeLine)) }, ['bad-query', 'bad-cursor', 'wrong-role']) } }, // prettier-ignore
    async ({ query: { webhook, limit = 50, cursor } }) => {
      const after = readCursor(Type.Integer({ minimum: 0, maximum: most }), cursor);
      const rows = await readWebhookChanges(db, { webhook: webhook === undefined ? undefined : Number(webhook), after, limit: limit + 1 }); // prettier-ignore
      const names = await namesOf(db, rows.map(({ by }) => by)); // prettier-ignore
      return pageOf(rows, limit, ({ id }) => id, (row) => webhookChangeLine(row, (id) => names.get(id) ?? '系统')); // prettier-ignore
    },
  );
  app.get(
    '/api/webhooks/:id',
    { config, onRequest: runningSystems, schema: { tags, summary: '一个接收端', params: WebhookInPath, response: answers({ [HTTP.ok]: ref(WebhookView) }, ['wrong-role', 'no-such-webhook']) } }, // prettier-ignore
    async ({ params: { id } }) => {
      const [row] = await readWebhooks(db, id);
      if (row === undefined) throw noSuchWebhook(id);
      return webhookView(row, Date.now());
    },
  );
}
