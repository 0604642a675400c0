import { asc, eq, inArray } from 'drizzle-orm';
import { journalOf } from '../../domain/plan/money/journal.ts';
import { defaultSettings } from '../../domain/plan/court-settings.ts';
import { formPersonsMoved } from '../../domain/plan/money/form-persons.ts';
import { readCase } from '../../domain/record/case.ts';
import { readFacts } from '../cases/read.ts';
import type { Db } from '../client.ts';
import { cases, formPersons, ledgerEntries, ledgerLeft } from '../schema/index.ts';
import { appendEntries } from './write.ts';

const BATCH = 100;
const ROWS = 1_000; // of a kind in one statement

/**
 * Posts the facts of money of records that are older than the ledger, once, in the order in which they were recorded: part of every
 * migration, safe to repeat, nothing to do once it is through. They are marked as opening entries; no line of a bank is asked for.
 */
export async function fillLedger(db: Db): Promise<void> {
  for (;;) {
    const ids = await db.transaction(fillSome);
    if (ids.length < BATCH) return;
  }
}

async function fillSome(tx: Db): Promise<readonly string[]> {
  const left = await tx.select().from(ledgerLeft).orderBy(asc(ledgerLeft.since), asc(ledgerLeft.record)).limit(BATCH);
  const ids = left.map(({ record }) => record);
  if (ids.length === 0) return ids;
  // a worker of the release before may be at work on one of them
  await tx.select({ id: cases.id }).from(cases).where(inArray(cases.id, ids)).orderBy(asc(cases.id)).for('update');
  for (const id of ids) await fillOne(tx, id);
  await tx.delete(ledgerLeft).where(inArray(ledgerLeft.record, ids));
  return ids;
}

async function fillOne(tx: Db, record: string): Promise<void> {
  const c = readCase(await readFacts(tx, record));
  const posted = await tx.select({ fact: ledgerEntries.fact }).from(ledgerEntries).where(eq(ledgerEntries.record, record)); // prettier-ignore
  const known = new Set(posted.map(({ fact }) => fact));
  const entries = journalOf(c, record).entries.filter(({ fact }) => !known.has(fact));
  await inParts(entries, (part) => appendEntries(tx, record, part, true));
  // where an old record has one person in two parts, the first stands: nobody can undo it
  const persons = formPersonsMoved(undefined, c, defaultSettings.payeeAccounts.apartDays).added.map((each) => ({
    ...each,
    record,
  }));
  await inParts(persons, (rows) => tx.insert(formPersons).values(rows).onConflictDoNothing());
}

async function inParts<T>(rows: readonly T[], insert: (part: T[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS) await insert(rows.slice(from, from + ROWS));
}
