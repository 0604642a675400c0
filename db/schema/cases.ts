import { bigint, index, integer, json, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { Via } from '../../domain/record/fact.ts';
import type { Founding } from '../../domain/engine/found.ts';
import type { MatterStage } from '../../domain/plan/matters/readings.ts';
import type { Filing } from '../../domain/engine/filing.ts';
import type { Stage } from '../../domain/plan/closing/stage.ts';
import type { Role, Team } from '../../domain/nodes/roles.ts';
import type { RecordKind } from '../../domain/nodes/record-kinds.ts';
import type { Snapshot } from '../../domain/engine/snapshot.ts';
import { instant } from './columns.ts';

/** One row a case: identity, what was asked for, and what follows from its facts at this version. */
export const cases = pgTable(
  'cases',
  {
    id: text().primaryKey(),
    caseNo: text('case_no').notNull().unique(),
    /** A case, or a registered matter (plan.md §10): its number is then its id. */
    kind: text().$type<RecordKind>().notNull().default('case'),
    /** Of a matter: the case that it is about. */
    about: text(),
    /** Persons from whom it is kept (domain/plan/matters/readers.ts). */
    barred: text().array(),
    /** Those who alone may know of it, persons and offices; null: the court's own people. */
    readers: text().array(),
    court: text().notNull(),
    /** The last fact's seq. */
    version: integer().notNull(),
    /** The body of the filing as it came: "the same body again" is compared with this (engine.md 14). */
    filing: jsonb().$type<Filing | Founding>().notNull(),
    filingHash: text('filing_hash').notNull(),
    filedAt: instant('filed_at').notNull(),
    /** When the case entered the system, in its own time. */
    enteredAt: instant('entered_at').notNull(),
    closedAt: instant('closed_at'),
    stage: text().$type<Stage | MatterStage>().notNull(),
    team: text().$type<Team>(),
    officer: text(),
    /** Its own clock: real time + this many milliseconds (engine.md 16). */
    clockOffset: bigint('clock_offset', { mode: 'number' }).notNull().default(0),
    /** The earliest due among its open deadlines; where none is open, an instant behind every other: lists end with those. */
    nextDueAt: instant('next_due_at').notNull(),
    /** The earliest instant at which anything falls due by itself, in the case's own time (engine.md 13). */
    nextWakeAt: instant('next_wake_at'),
    snapshot: jsonb().$type<Snapshot>().notNull(),
  },
  (t) => [
    index('cases_next_wake').on(t.nextWakeAt),
    index('cases_matters')
      .on(t.filedAt, t.id)
      .where(sql`kind <> 'case'`),
    index('cases_about')
      .on(t.about)
      .where(sql`about is not null`),
    index('cases_barred')
      .on(t.id)
      .where(sql`barred is not null`),
    index('cases_readers')
      .on(t.id)
      .where(sql`readers is not null`),
    index('cases_ahead')
      .on(t.nextWakeAt)
      .where(sql`clock_offset <> 0`),
    // a list is a stretch of one of these, in its own order
    index('cases_filed').on(t.filedAt, t.id),
    index('cases_next_due').on(t.nextDueAt, t.id),
    index('cases_stage_filed').on(t.stage, t.filedAt, t.id),
    index('cases_stage_next_due').on(t.stage, t.nextDueAt, t.id),
    index('cases_officer_filed').on(t.officer, t.filedAt, t.id),
    index('cases_officer_next_due').on(t.officer, t.nextDueAt, t.id),
    index('cases_team_filed').on(t.team, t.filedAt, t.id),
  ],
);

/**
 * What a case is found by (domain/record/search.ts), beside its row: names change seldom, a case's row with every command,
 * and an index of trigrams is slow to write. That index stands in its migration: not every Postgres has the extension.
 */
export const caseSearch = pgTable(
  'case_search',
  {
    caseId: text('case_id')
      .primaryKey()
      .references(() => cases.id),
    text: text().notNull(),
    /** The identity numbers of its parties, each as a whole: who does not know one finds nothing by it. Null: not read off its facts yet. */
    identities: text().array(),
  },
  (t) => [index('case_search_identities').using('gin', t.identities)],
);

/**
 * What is said once in the whole court, as the record has it now (domain/plan/once-in-court.ts): one line of the bank's is one
 * receipt, one letter is one matter.
 */
export const bankLines = pgTable(
  'bank_lines',
  {
    reference: text().primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    receipt: text().notNull(),
  },
  (t) => [index('bank_lines_case').on(t.caseId)],
);

/** Records whose facts the bank's references are still to be read from: a migration leaves them, the one after it is done with them. */
export const bankLinesLeft = pgTable('bank_lines_left', {
  caseId: text('case_id')
    .primaryKey()
    .references(() => cases.id),
  /** When the first of them was recorded: of two that have the same line it is the earlier one's. */
  since: instant().notNull(),
});

/** The numbers of the respondents' documents in the payload of a filing, and the trial's number with which its basis begins. */
export const filedIdNos = (payload: unknown) => sql`jsonb_path_query_array(${payload}, '$.respondents[*].idNo')`;
export const basisNumber = (payload: unknown) => sql`substring(${payload} ->> 'basis' from '^[^号]*号')`;

/** The names of all parties with whom a case was filed. */
export const filedNames = (payload: unknown) => sql`jsonb_path_query_array(${payload}, '$.*[*].name')`;

export const isPreservationFiled = (payload: unknown) => sql`${payload} ->> 'caseNo' like '%执保%'`;

/** The facts by which a record names who answers for what in it: literally, or no index is found for it. */
export const naming = sql`node in ('case.assigned', 'triage.decided', 'desk.assigned', 'petition.registered', 'entrustment.received', 'order.received', 'dual-check.opened', 'delegation.given')`;

/** What happened: appended, never edited. A command's answer stands with the fact that it made. */
export const facts = pgTable(
  'facts',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    seq: integer().notNull(),
    node: text().notNull(),
    subject: text(),
    payload: jsonb().notNull(),
    at: instant().notNull(),
    recordedAt: instant('recorded_at').notNull(),
    /** The wall clock. */
    recordedReal: instant('recorded_real')
      .notNull()
      .default(sql`now()`),
    by: text().notNull(),
    as: text().array().$type<Role[]>().notNull(),
    via: text().$type<Via>().notNull(),
    commandId: text('command_id'),
    commandHash: text('command_hash'),
    answer: json(), // not jsonb: the same answer again, letter for letter
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.seq] }),
    uniqueIndex('facts_command').on(t.caseId, t.commandId),
    // where somebody acts in another's place
    index('facts_delegations')
      .on(sql`(payload->>'to')`)
      .where(sql`node = 'delegation.given'`),
    // where somebody is named for something (db/people/naming.ts)
    index('facts_naming').on(t.caseId).where(naming),
    // what somebody who speaks for a party finds (db/cases/ties.ts)
    index('facts_ties')
      .on(sql`(payload ->> 'person')`, t.caseId)
      .where(sql`node = 'party.identified'`),
    // a filing finds the cases before it (db/cases/earlier.ts)
    index('facts_filed_id_nos')
      .using('gin', filedIdNos(t.payload))
      .where(sql`node = 'case.filed'`),
    index('facts_filed_basis')
      .on(basisNumber(t.payload))
      .where(sql`node = 'case.filed' and ${isPreservationFiled(t.payload)}`),
    // by what the lines of a statement name a case or a form (db/money/known.ts)
    index('facts_filed_names')
      .using('gin', filedNames(t.payload))
      .where(sql`node = 'case.filed'`),
    index('facts_filed_basis_number')
      .on(basisNumber(t.payload))
      .where(sql`node = 'case.filed'`),
    index('facts_sub_account')
      .on(sql`(payload ->> 'subAccount')`)
      .where(sql`node = 'funds.confirmed'`),
    index('facts_bank_reference')
      .on(sql`(payload ->> 'reference')`)
      .where(sql`node in ('payout.sent', 'payout.paid', 'payout.refunded')`),
    index('facts_payout_batch')
      .on(sql`(payload ->> 'batch')`)
      .where(sql`node = 'payout.sent'`),
    // what is disputed of distributions, against what the ledger holds back (db/money/books.ts)
    index('facts_objected')
      .on(t.caseId)
      .where(sql`node = 'distribution.objected'`),
    // what was told, delivered, read (db/statistics/lines.ts)
    index('facts_disclosed')
      .on(t.caseId)
      .where(sql`node = 'node.disclosed'`),
  ],
);
