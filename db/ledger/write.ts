import { and, eq, sql } from 'drizzle-orm';
import type { Entry } from '../../domain/money/ledger/entry.ts';
import type { FormPerson } from '../../domain/plan/money/form-persons.ts';
import type { Db } from '../client.ts';
import { prepared } from '../prepared.ts';
import { formPersons, ledgerEntries, ledgerLines } from '../schema/index.ts';
import { folded, insertUnfolded } from '../unfold.ts';
import { entryRows, lineRows } from './rows.ts';

/** Takes away the parts of persons in forms whose facts have been taken back. */
export async function removeFormPersons(tx: Db, record: string, gone: readonly FormPerson[]): Promise<void> {
  for (const { form, duty, person } of gone) {
    const them = and(eq(formPersons.form, form), eq(formPersons.duty, duty), eq(formPersons.person, person));
    await tx.delete(formPersons).where(and(eq(formPersons.record, record), them));
  }
}

const append = prepared((db) =>
  db
    .with(
      db.$with('entries_now', {}).as(insertUnfolded(ledgerEntries)),
      db.$with('lines_now', {}).as(insertUnfolded(ledgerLines)),
    )
    .select({ written: sql`1` })
    .from(sql`(select 1) as one`)
    .prepare('append_entries'),
);

/** Appends entries of a record by themselves, as a command does along with its facts. `opening`: a migration posts them. */
export async function appendEntries(tx: Db, record: string, entries: readonly Entry[], opening?: true): Promise<void> {
  await append(tx).execute({
    ledger_entries: folded(ledgerEntries, entryRows(record, entries, opening)),
    ledger_lines: folded(ledgerLines, lineRows(record, entries)),
  });
}
