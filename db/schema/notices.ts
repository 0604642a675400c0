import { bigint, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { Notice } from '../../domain/engine/notice.ts';
import { cases } from './cases.ts';
import { instant } from './columns.ts';

/** The outbox: enqueued in the transaction that concluded them, sent by an activity, exactly once each. */
export const notices = pgTable(
  'notices',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    /** What it is about, so that it cannot be enqueued twice. */
    key: text().notNull().unique(),
    body: jsonb().$type<Notice>().notNull(),
    createdAt: instant('created_at').notNull(),
    sentAt: instant('sent_at'),
  },
  (t) => [
    index('notices_unsent')
      .on(t.caseId)
      .where(sql`sent_at is null`),
  ],
);
