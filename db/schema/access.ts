import { bigint, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import type { AccessOutcome } from '../../domain/access/outcomes.ts';
import type { RecordKind } from '../../domain/nodes/record-kinds.ts';
import { instant } from './columns.ts';

/**
 * Who read what of whom (docs/decisions/139): written as answers are, never what was read. Added to, never changed; kept for six months at
 * least, whoever asks.
 */
export const accessLog = pgTable(
  'access_log',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** The wall clock. */
    at: instant().notNull(),
    /** Whom the token spoke for, known here or not. */
    person: text().notNull(),
    outcome: text().$type<AccessOutcome>().notNull(),
    /** The record's id; of the court's money, or of no record that there could be: none. */
    record: text(),
    kind: text().$type<RecordKind>(),
    /** As `GET /api/cases/:id`. */
    route: text().notNull(),
    /** Which fields, as `respondents.idNo`; of a file its columns. */
    fields: text().array().notNull(),
    reason: text(),
    /** Of a denial: the code of its problem. */
    code: text(),
    /** How often the same was read in the moment that one row stands for. */
    times: integer().notNull(),
  },
  (t) => [
    index('access_log_at').on(t.at),
    index('access_log_person').on(t.person, t.id),
    index('access_log_record').on(t.record, t.id),
  ],
);
