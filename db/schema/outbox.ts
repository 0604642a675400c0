import { bigint, index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { StoredEffect } from '../../domain/engine/effects.ts';
import { cases } from './cases.ts';
import { instant } from './columns.ts';

/** What commands send out: written in the statement that records them, sent by an activity, exactly once each. */
export const outbox = pgTable(
  'outbox',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    effect: text().$type<StoredEffect['effect']>().notNull(),
    /** What it is about, so that it cannot be put in twice. */
    key: text().notNull(),
    to: jsonb().$type<StoredEffect['to']>().notNull(),
    body: jsonb().$type<StoredEffect['body']>().notNull(),
    createdAt: instant('created_at').notNull(),
    sentAt: instant('sent_at'),
  },
  (t) => [
    uniqueIndex('outbox_key').on(t.caseId, t.effect, t.key),
    index('outbox_unsent')
      .on(t.caseId)
      .where(sql`sent_at is null`),
    index('outbox_disclosed')
      .on(t.sentAt)
      .where(sql`effect = 'disclosure'`),
    // what waits for another record to take it
    index('outbox_relayed')
      .on(sql`("to" ->> 'record')`)
      .where(sql`effect = 'fact' and sent_at is null`),
  ],
);
