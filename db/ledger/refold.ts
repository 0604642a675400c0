import { asc, eq } from 'drizzle-orm';
import { journalOf } from '../../domain/plan/money/journal.ts';
import { canonical } from '../../domain/record/canonical.ts';
import type { Case } from '../../domain/record/case.ts';
import type { Db } from '../client.ts';
import { ledgerEntries, ledgerLines } from '../schema/index.ts';
import { entryRows, lineRows } from './rows.ts';

/** An entry that is not as the facts make it: as it is stored, as it is folded; null: there is none. */
export interface EntryDifference {
  readonly what: string;
  readonly stored: unknown;
  readonly derived: unknown;
}

type EntryRow = typeof ledgerEntries.$inferInsert;
type LineRow = typeof ledgerLines.$inferInsert;

/** Folds the ledger of a record from its facts and compares it with what is stored, entry by entry. */
export async function entriesAgain(db: Db, record: string, c: Case): Promise<readonly EntryDifference[]> {
  const [entries, lines] = await Promise.all([
    db.select().from(ledgerEntries).where(eq(ledgerEntries.record, record)).orderBy(asc(ledgerEntries.fact), asc(ledgerEntries.n)),
    db.select().from(ledgerLines).where(eq(ledgerLines.record, record)).orderBy(asc(ledgerLines.line)),
  ]); // prettier-ignore
  const folded = journalOf(c, record).entries;
  const [stored, derived] = [told(entries, lines), told(entryRows(record, folded), lineRows(record, folded))];
  return [...new Set([...stored.keys(), ...derived.keys()])].flatMap((id) => {
    const [was, is] = [stored.get(id) ?? null, derived.get(id) ?? null];
    return canonical(was) === canonical(is) ? [] : [{ what: `ledger ${id}`, stored: was, derived: is }];
  });
}

/** Entries by fact and number, each with its lines; whether a migration posted one makes no difference. */
function told(entries: readonly EntryRow[], lines: readonly LineRow[]): ReadonlyMap<string, object> {
  const idOf = ({ fact, n }: Pick<EntryRow, 'fact' | 'n'>): string => `${fact}/${n}`;
  const own = Map.groupBy(lines, idOf);
  return new Map(
    entries.map((entry) => {
      const { postedAt, valueOn, reversesFact = null, reversesN = null } = entry;
      const of = (own.get(idOf(entry)) ?? []).map(({ account, key, lot, side, fen }) => ({ account, key, lot, side, fen: String(fen) })); // prettier-ignore
      return [idOf(entry), { postedAt, valueOn, reversesFact, reversesN, lines: of }];
    }),
  );
}
