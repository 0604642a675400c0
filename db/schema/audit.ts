import { bigint, integer, json, pgTable, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { AuditKey } from '../../domain/audit/chain.ts';
import { instant } from './columns.ts';

/** Rows that were written and are not sealed yet: triggers note them (db/audit/audited-tables.ts), one row a statement. */
export const auditPending = pgTable('audit_pending', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  ofTable: text('of_table').notNull(),
  keys: json().$type<readonly AuditKey[]>().notNull(),
  /** When the statement ran; its transaction was committed later. */
  notedAt: instant('noted_at')
    .notNull()
    .default(sql`clock_timestamp()`),
});

/** A sealed row without its content: that stays in its own table. */
export interface SealedRow {
  readonly table: string;
  readonly key: AuditKey;
  readonly hash: string;
}

/** The chain (domain/audit/chain.ts). Append-only. */
export const auditBatches = pgTable('audit_batches', {
  n: bigint({ mode: 'number' }).primaryKey(),
  court: text().notNull(),
  firstRecord: bigint('first_record', { mode: 'number' }).notNull(),
  lastRecord: bigint('last_record', { mode: 'number' }).notNull(),
  previous: text().notNull(),
  root: text().notNull(),
  sealedAt: instant('sealed_at').notNull(),
  hash: text().notNull(),
  /** Its records in order. */
  records: json().$type<readonly SealedRow[]>().notNull(),
  /** How long the first of them had waited (ms): a measure, not sealed. */
  waitedMs: integer('waited_ms').notNull(),
});

/** Signed checkpoints of the chain (domain/audit/checkpoint.ts). Append-only. */
export const auditCheckpoints = pgTable('audit_checkpoints', {
  n: integer().primaryKey(),
  court: text().notNull(),
  batch: bigint({ mode: 'number' }).notNull(),
  hash: text().notNull(),
  records: bigint({ mode: 'number' }).notNull(),
  at: instant().notNull(),
  key: text().notNull(),
  signature: text().notNull(),
});
