import { and, eq, isNull, sql } from 'drizzle-orm';
import { MOST_TESTS, TEST } from '../../domain/webhooks/message.ts';
import { asKept, type Webhook, type WebhookChangeKind, type WebhookSaid } from '../../domain/webhooks/webhook.ts';
import { type Db, type Store, withTx } from '../client.ts';
import { webhookChanged, webhookDeliveries as deliveries, webhooks } from '../schema/index.ts';
import { dropWaiting } from './sending.ts';

const LOCK = 0x77_68; // any number, the same in every process: webhooks are made one after the other

/** Waits until nobody else makes a webhook, to the end of the transaction. */
export async function lockWebhooks(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
}

/** Makes a webhook with its first salt. */
export async function insertWebhook(tx: Db, said: WebhookSaid, salt: string): Promise<Webhook> {
  const row = { ...said, events: [...said.events], state: 'active' as const, salts: [{ salt, until: null }] };
  const [made] = await tx.insert(webhooks).values(row).returning();
  if (made === undefined) throw new Error('a webhook was written and did not come back');
  return made;
}

/** Writes a webhook as it is now, with what that means for what waits for it: nothing of one that has ended, at once of one that goes on. */
export async function updateWebhook(tx: Db, before: Webhook, { id, ...after }: Webhook): Promise<void> {
  await tx
    .update(webhooks)
    .set({ ...after, events: [...after.events] })
    .where(eq(webhooks.id, id));
  if (after.state === 'ended') await dropWaiting(tx, id);
  const goesOn = after.state === 'active' && (before.state === 'paused' || before.url !== after.url);
  if (!goesOn) return;
  await tx.update(webhooks).set({ restsUntil: null }).where(eq(webhooks.id, id));
  await tx.update(deliveries).set({ tries: 0, nextAt: sql`now()` }).where(and(eq(deliveries.webhook, id), isNull(deliveries.doneAt))); // prettier-ignore
}

/** Who did it, under which key, and why. */
export interface WebhookCommand {
  readonly by: string;
  readonly id: string;
  readonly hash: string;
  readonly reason: string;
}

/** What was done. */
export interface WebhookDone {
  readonly kind: WebhookChangeKind;
  readonly before: Webhook | null;
  readonly after: Webhook;
  readonly delivery?: number;
  /** Of the secret that it made. */
  readonly salt?: string;
}

/** Keeps a change with who made it and why. */
export async function insertWebhookChange(tx: Db, { by, id: command, hash, reason }: WebhookCommand, { kind, before, after, delivery, salt }: WebhookDone): Promise<void> {
  const said = { before: before && asKept(before), after: asKept(after) };
  await tx.insert(webhookChanged).values({ by, command, hash, reason, kind, webhook: after.id, ...said, delivery: delivery ?? null, salt: salt ?? null });
} // prettier-ignore

/** Puts a message before a webhook by which somebody tries it; answers the delivery, or undefined where as many as may wait already. */
export const queueTest = (store: Pick<Store, 'pool'>, webhook: number, askedBy: string): Promise<number | undefined> =>
  withTx(store, async (tx) => {
    await lockWebhooks(tx);
    const tests = and(eq(deliveries.webhook, webhook), isNull(deliveries.event), isNull(deliveries.doneAt));
    if ((await tx.$count(deliveries, tests)) >= MOST_TESTS) return undefined;
    return queued(tx, { webhook, type: TEST, askedBy });
  });

/** The same happening once more, behind what waits for its record. */
export const queueAgain = (db: Db, of: { readonly webhook: number; readonly event: number; readonly record: string; readonly type: string; readonly askedBy: string }): Promise<number> => queued(db, of); // prettier-ignore

async function queued(db: Db, row: typeof deliveries.$inferInsert): Promise<number> {
  const [made] = await db.insert(deliveries).values(row).returning({ id: deliveries.id });
  if (made === undefined) throw new Error('a delivery was written and did not come back');
  return made.id;
}

/** Has what waits of a delivery's record be tried at once. */
export async function hurry(db: Db, webhook: number, record: string): Promise<void> {
  const lane = and(eq(deliveries.webhook, webhook), eq(deliveries.record, record), isNull(deliveries.doneAt));
  await db.update(deliveries).set({ nextAt: sql`now()` }).where(lane); // prettier-ignore
}

/** Gives a delivery up, so that those behind it come; answers whether it still waited. */
export async function skip(tx: Db, webhook: number, id: number, record: string): Promise<boolean> {
  const own = and(eq(deliveries.id, id), isNull(deliveries.doneAt));
  const done = await tx.update(deliveries).set({ outcome: 'skipped', doneAt: sql`now()`, heldUntil: null }).where(own); // prettier-ignore
  await hurry(tx, webhook, record);
  return done.rowCount === 1;
}
