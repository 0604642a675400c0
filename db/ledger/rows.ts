import type { Entry } from '../../domain/money/ledger/entry.ts';
import { type ledgerEntries, type ledgerLines, storedSide } from '../schema/index.ts';

/** Entries of a record as their table has them. */
export const entryRows = (
  record: string,
  entries: readonly Entry[],
  opening?: true,
): (typeof ledgerEntries.$inferInsert)[] =>
  entries.map(({ fact, n, postedAt, valueOn, reverses }) => ({
    ...{ record, fact, n, postedAt, valueOn },
    reversesFact: reverses?.fact ?? null,
    reversesN: reverses?.n ?? null,
    opening: opening ?? null,
  }));

/** Their lines. */
export const lineRows = (record: string, entries: readonly Entry[]): (typeof ledgerLines.$inferInsert)[] =>
  entries.flatMap(({ fact, n, postedAt, valueOn, lines }) =>
    lines.map(({ account, key, lot, side, fen }, i) => ({
      ...{ record, fact, n, line: i + 1, account, key, lot, fen, postedAt, valueOn },
      side: storedSide[side],
    })),
  );
