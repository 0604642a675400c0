import { and, eq, inArray, sql } from 'drizzle-orm';
import type { StoredEffect } from '../../domain/engine/effects.ts';
import type { Filing } from '../../domain/engine/filing.ts';
import type { Founding } from '../../domain/engine/found.ts';
import type { LogEntry } from '../../domain/engine/log.ts';
import type { Concluded, StoredRecord } from '../../domain/engine/rows.ts';
import type { Entry } from '../../domain/money/ledger/entry.ts';
import type { FormPerson } from '../../domain/plan/money/form-persons.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { type Db, leaveToCommit } from '../client.ts';
import { changedRows, type Digests } from './digests.ts';
import { NEVER } from '../keyset.ts';
import { prepared } from '../prepared.ts';
import { intoInboxes, receiversOf } from '../inbox/receivers.ts';
import { entryRows, lineRows } from '../ledger/rows.ts';
import { caseLog, cases, caseSearch, deadlines, facts, formPersons, ledgerEntries, ledgerLines, outbox } from '../schema/index.ts'; // prettier-ignore
import { intoDeliveries, intoOutbox } from '../webhooks/fan-out.ts';
import { folded, insertUnfolded, setExcluded, updateUnfolded } from '../unfold.ts';

/** The command that made a fact, and the answer that it will always get. */
export interface AnsweredCommand {
  readonly id: string;
  readonly hash: string;
  readonly answer: object;
  /** The fact it made. */
  readonly seq: number;
}

/** A filing's identity: only the first write of a case has one. */
export interface Identity {
  readonly caseNo: string;
  readonly court: string;
  readonly filing: Filing | Founding;
  readonly filingHash: string;
}

const BATCH = 1_000; // rows of a kind in one statement

/** The columns of a case's row that a command may change. */
const following = ['version', 'filedAt', 'closedAt', 'stage', 'team', 'officer', 'nextDueAt', 'nextWakeAt', 'snapshot', 'about', 'barred', 'readers'] as const; // prettier-ignore

/** A record's row as its table has it. */
const columnsOf = ({ searchText: _, identities: __, nextDueAt, barred, readers, ...record }: StoredRecord) => ({
  ...record,
  nextDueAt: nextDueAt ?? NEVER,
  barred: barred && [...barred],
  readers: readers && [...readers],
});

/** Writes the row of a case that did not exist: what came of filing it travels along. */
export function insertCase(
  tx: Db,
  caseId: string,
  identity: Identity,
  { record }: Concluded['rows'],
  now: Instant,
): void {
  const row = { ...columnsOf(record), ...identity, id: caseId, enteredAt: now };
  leaveToCommit(tx, tx.insert(cases).values(row).execute());
}

/** What came of a command or of time, and what it came from. */
export interface Written {
  readonly caseId: string;
  /** What was stored before of the case's deadlines. */
  readonly before: { readonly digests: Digests };
  readonly outcome: Pick<Concluded, 'appended' | 'log' | 'rows'>;
  readonly now: Instant;
  readonly command: AnsweredCommand | null;
  /** Who has a part in a form from now on (domain/plan/money/form-persons.ts). */
  readonly persons?: readonly FormPerson[];
}

const appendAndUpdate = prepared((db) => {
  const upsert = `on conflict (case_id, id) do update set ${setExcluded(deadlines)}`;
  const onlyOther = `on conflict (case_id) do update set text = excluded.text, identities = excluded.identities
    where (case_search.text, case_search.identities) is distinct from (excluded.text, excluded.identities)`;
  return db
    .with(
      db.$with('facts_now', {}).as(insertUnfolded(facts)),
      db.$with('log_now', {}).as(insertUnfolded(caseLog)),
      db.$with('deadlines_now', {}).as(insertUnfolded(deadlines, upsert)),
      db.$with('case_now', {}).as(updateUnfolded(cases, following)),
      db.$with('search_now', {}).as(insertUnfolded(caseSearch, onlyOther)),
      db.$with('outbox_now', {}).as(insertUnfolded(outbox, 'on conflict do nothing returning id, effect, key')),
      db.$with('inbox_now', {}).as(intoInboxes),
      db.$with('happenings_now', {}).as(intoOutbox),
      db.$with('deliveries_now', {}).as(intoDeliveries),
      db.$with('entries_now', {}).as(insertUnfolded(ledgerEntries)),
      db.$with('lines_now', {}).as(insertUnfolded(ledgerLines)),
      db.$with('persons_now', {}).as(insertUnfolded(formPersons)),
    )
    .select({ written: sql`1` })
    .from(sql`(select 1) as one`)
    .prepare('write_outcome');
});

/**
 * Writes all that came of a command or of time: appends facts (the command's id and answer stand with the fact that it
 * made), log and what is to be sent (what is there already stays as it is), and brings deadlines and the case's row up to date.
 * Answers what is stored now. One statement: each way to Postgres and back counts; only of very many rows they
 * are several, so that none of them takes long to put together.
 */
export async function writeOutcome(tx: Db, written: Written): Promise<{ readonly digests: Digests }> {
  const { caseId, outcome, now, before } = written;
  const { record, withdrawn } = outcome.rows;
  const changed = await changedRows(before.digests, outcome.rows.deadlines);
  const { effects, happenings } = outcome.rows;
  const [logged, sent, happened] = [logRows(caseId, outcome.log, now), effectRows(written, effects), effectRows(written, happenings)]; // prettier-ignore
  const rows = {
    facts: factRows(written),
    logged,
    sent,
    happened,
    changed: changed.map((row) => ({ ...row, caseId })),
  };
  const most = Math.max(rows.facts.length, logged.length, sent.length, happened.length, changed.length);
  for (let from = 0; from === 0 || from < most; from += BATCH) {
    const isLast = from + BATCH >= most;
    const batch = <T>(all: readonly T[]): readonly T[] => all.slice(from, from + BATCH);
    const done = appendAndUpdate(tx).execute({
      facts: folded(facts, batch(rows.facts)),
      case_log: folded(caseLog, batch(rows.logged)),
      deadlines: folded(deadlines, batch(rows.changed)),
      outbox: folded(outbox, batch(rows.sent)),
      inbox: JSON.stringify(await receiversOf(tx, batch(effects), record)),
      happenings: folded(outbox, batch(rows.happened)),
      cases: folded(cases, isLast ? [{ id: caseId, ...columnsOf(record) }] : []),
      ...inLedger(caseId, outcome.rows.entries, from === 0),
      form_persons: folded(formPersons, from === 0 ? (written.persons ?? []).map((each) => ({ ...each, record: caseId })) : []), // prettier-ignore
      case_search: folded(
        caseSearch,
        isLast ? [{ caseId, text: record.searchText, identities: [...record.identities] }] : [],
      ),
    });
    if (isLast) leaveToCommit(tx, done);
    else await done;
  }
  if (withdrawn.length > 0) {
    const them = and(eq(deadlines.caseId, caseId), inArray(deadlines.id, withdrawn));
    leaveToCommit(tx, tx.update(deadlines).set({ status: 'void', digest: null }).where(them).execute());
  }
  const gone = withdrawn.map((id) => [id, null] as const);
  return {
    digests: new Map([...before.digests, ...changed.map(({ id, digest }) => [id, digest] as const), ...gone]),
  };
}

/** The entries of a command go together: whatever else it wrote, theirs are few. */
const inLedger = (record: string, entries: readonly Entry[], isFirst: boolean) => ({
  ledger_entries: folded(ledgerEntries, isFirst ? entryRows(record, entries) : []),
  ledger_lines: folded(ledgerLines, isFirst ? lineRows(record, entries) : []),
});

/** Appends the line of a refused command to the case's log, unless that command's refusal for the same reason is there. */
export async function insertRefusal(tx: Db, caseId: string, entry: LogEntry, now: Instant): Promise<void> {
  const { command, code } = entry.data;
  const same = sql`${caseLog.data} @> ${JSON.stringify({ command, code })}::jsonb`;
  const [known] = await tx
    .select({ id: caseLog.id })
    .from(caseLog)
    .where(and(eq(caseLog.caseId, caseId), eq(caseLog.type, entry.type), same))
    .limit(1);
  if (known === undefined) await tx.insert(caseLog).values(logRows(caseId, [entry], now));
}

const logRows = (caseId: string, entries: readonly LogEntry[], now: Instant): (typeof caseLog.$inferInsert)[] =>
  entries.map((entry) => ({ ...entry, data: { ...entry.data }, caseId, recordedAt: now }));

const factRows = ({ caseId, outcome, command }: Written): (typeof facts.$inferInsert)[] =>
  outcome.appended.map((fact) => ({
    ...fact,
    as: [...fact.as],
    caseId,
    ...(command?.seq === fact.seq && { commandId: command.id, commandHash: command.hash, answer: command.answer }),
  }));

const effectRows = ({ caseId, now }: Written, effects: readonly StoredEffect[]): (typeof outbox.$inferInsert)[] =>
  effects.map((effect) => ({ ...effect, caseId, createdAt: now }));
