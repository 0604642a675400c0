import { and, asc, count, desc, eq, isNull, ne, type SQL, sql } from 'drizzle-orm';
import type { DeliveryState, Webhook } from '../../domain/webhooks/webhook.ts';
import type { Db } from '../client.ts';
import { outbox, webhookChanged, webhookDeliveries as deliveries, webhooks } from '../schema/index.ts';

const waiting = isNull(deliveries.doneAt);
const shown = { id: webhooks.id, name: webhooks.name, url: webhooks.url, events: webhooks.events, state: webhooks.state, why: webhooks.why, salts: webhooks.salts, createdAt: webhooks.createdAt, restsUntil: webhooks.restsUntil }; // prettier-ignore
/** Whether the record of a delivery (its column) is kept from nobody: of one that is, those who run systems read nothing, as if it had never been there. */
const isOpen = (record: SQL): SQL => sql`not exists (select from cases c where c.id = ${record} and (c.barred is not null or c.readers is not null))`; // prettier-ignore
const own = sql`from ${deliveries} d where d.webhook = ${webhooks.id} and ${isOpen(sql`d.record`)}`;

/** Webhooks, those that run before those that have ended, with what waits for each; `id`: that one alone. */
export const readWebhooks = (db: Db, id?: number) =>
  db
    .select({
      ...shown,
      waiting: sql<number>`(select count(*)::int ${own} and d.done_at is null)`,
      waitingSince: sql<number | null>`(select floor(extract(epoch from min(d.at)) * 1000)::float8 ${own} and d.done_at is null)`, // prettier-ignore
    })
    .from(webhooks)
    .where(id === undefined ? undefined : eq(webhooks.id, id))
    .orderBy(sql`${webhooks.state} = 'ended'`, asc(webhooks.id));
export type WebhookRow = Awaited<ReturnType<typeof readWebhooks>>[number];

/** A webhook that nobody else changes to the end of the transaction; undefined: there is none. */
export async function lockWebhook(tx: Db, id: number): Promise<Webhook | undefined> {
  const [row] = await tx.select(shown).from(webhooks).where(eq(webhooks.id, id)).for('update');
  return row;
}

/** How many have not ended. */
export async function countWebhooks(tx: Db): Promise<number> {
  const [row] = await tx.select({ n: count() }).from(webhooks).where(ne(webhooks.state, 'ended'));
  return row?.n ?? 0;
}

/** A change that somebody made under a key; undefined: none. */
export async function readWebhookCommand(tx: Db, { by, id }: { readonly by: string; readonly id: string }) {
  const [row] = await tx
    .select()
    .from(webhookChanged)
    .where(and(eq(webhookChanged.by, by), eq(webhookChanged.command, id)));
  return row;
}

interface Paged {
  /** The last line of the page before. */
  readonly after: number | undefined;
  readonly limit: number;
}

/** A page of the changes, the newest first; of one webhook or of all. */
export const readWebhookChanges = (
  db: Db,
  { webhook, after, limit }: Paged & { readonly webhook?: number | undefined },
) =>
  // prettier-ignore
  db
    .select()
    .from(webhookChanged)
    .where(
      and(
        webhook === undefined ? undefined : eq(webhookChanged.webhook, webhook),
        after === undefined ? undefined : sql`${webhookChanged.id} < ${after}`,
      ),
    )
    .orderBy(desc(webhookChanged.id))
    .limit(limit);
export type WebhookChangeRow = Awaited<ReturnType<typeof readWebhookChanges>>[number];

const inState = (state: DeliveryState | undefined): SQL | undefined => {
  if (state === undefined) return undefined;
  return state === 'waiting' ? waiting : eq(deliveries.outcome, state);
};

/** A page of the deliveries of a webhook, the newest first; `id`: that one alone. */
export const readDeliveries = (
  db: Db,
  { webhook, state, id, after, limit }: Paged & { readonly webhook: number; readonly state?: DeliveryState | undefined; readonly id?: number }, // prettier-ignore
) =>
  db
    .select({
      ...{ id: deliveries.id, type: deliveries.type, record: deliveries.record, at: deliveries.at },
      ...{ tries: deliveries.tries, nextAt: deliveries.nextAt, lastAt: deliveries.lastAt },
      ...{ lastStatus: deliveries.lastStatus, lastFailure: deliveries.lastFailure },
      ...{ outcome: deliveries.outcome, doneAt: deliveries.doneAt, askedBy: deliveries.askedBy },
      ...{
        event: deliveries.event,
        happenedAt: outbox.createdAt,
        drawn: sql<string | null>`${outbox.body} ->> 'message'`,
      },
    })
    .from(deliveries)
    .leftJoin(outbox, eq(outbox.id, deliveries.event))
    .where(
      and(
        eq(deliveries.webhook, webhook),
        isOpen(sql`${deliveries.record}`),
        inState(state),
        id === undefined ? undefined : eq(deliveries.id, id),
        after === undefined ? undefined : sql`${deliveries.id} < ${after}`,
      ),
    )
    .orderBy(desc(deliveries.id))
    .limit(limit);
export type DeliveryRow = Awaited<ReturnType<typeof readDeliveries>>[number];
