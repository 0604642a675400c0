import { bigint, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { asKept, DeliveryOutcome, Salt, WebhookChangeKind, WebhookState } from '../../domain/webhooks/webhook.ts';
import { instant } from './columns.ts';
import { outbox } from './outbox.ts';

/** Where neighbouring systems are told what happens. */
export const webhooks = pgTable('webhooks', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull(),
  url: text().notNull(),
  events: text().array().notNull(),
  state: text().$type<WebhookState>().notNull(),
  why: text(),
  salts: jsonb().$type<readonly Salt[]>().notNull(),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`now()`),
  /** Until when its receiver asked not to be sent anything. */
  restsUntil: instant('rests_until'),
});

/** Every change of a webhook: who, when, why, before and after. Added to, never changed. */
export const webhookChanged = pgTable(
  'webhook_changes',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** The wall clock. */
    at: instant()
      .notNull()
      .default(sql`now()`),
    /** `system`: nobody took its messages. */
    by: text().notNull(),
    command: text().notNull(),
    /** What was asked, to be compared with what comes under the same key. */
    hash: text().notNull(),
    reason: text().notNull(),
    kind: text().$type<WebhookChangeKind>().notNull(),
    webhook: integer()
      .notNull()
      .references(() => webhooks.id),
    before: jsonb().$type<ReturnType<typeof asKept>>(),
    after: jsonb().$type<ReturnType<typeof asKept>>().notNull(),
    /** The delivery that was skipped. */
    delivery: bigint({ mode: 'number' }),
    /** Of the secret that it made. */
    salt: text(),
  },
  (t) => [unique('webhook_changes_command').on(t.by, t.command), index('webhook_changes_webhook').on(t.webhook, t.id)],
);

/** What goes to each webhook: written in the statement that writes the happening, in order for each record. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    webhook: integer().notNull(), // no reference, whose check would mark the row of whoever hears of everything in each command
    /** Null: somebody tries the webhook. */
    event: bigint({ mode: 'number' }).references(() => outbox.id),
    record: text(),
    type: text().notNull(),
    /** The wall clock. */
    at: instant()
      .notNull()
      .default(sql`now()`),
    /** Who asked for it, where that was a person. */
    askedBy: text('asked_by'),
    tries: integer().notNull().default(0),
    /** When it is to be tried next. */
    nextAt: instant('next_at')
      .notNull()
      .default(sql`now()`),
    /** Until when a worker has it in hand: one that was killed gives it back by this. */
    heldUntil: instant('held_until'),
    lastAt: instant('last_at'),
    lastStatus: integer('last_status'),
    lastFailure: text('last_failure'),
    outcome: text().$type<DeliveryOutcome>(),
    doneAt: instant('done_at'),
  },
  (t) => [
    index('webhook_deliveries_webhook').on(t.webhook, t.id),
    index('webhook_deliveries_due')
      .on(t.webhook, t.nextAt, t.id)
      .where(sql`done_at is null`),
    index('webhook_deliveries_lane')
      .on(t.webhook, t.record, t.id)
      .where(sql`done_at is null`),
  ],
);
