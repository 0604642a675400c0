import type { CivilDate } from '../../time/civil-date.ts';
import type { Instant } from '../../time/instant.ts';
import type { FenAmount } from '../fen.ts';
import type { LedgerPlace, EntrySide } from './accounts.ts';

/** One side of a movement: so much, in one place, of one lot. */
export interface Line extends LedgerPlace {
  /** The receipt, or other line of a statement, whose money it is. */
  readonly lot: string;
  readonly side: EntrySide;
  readonly fen: FenAmount;
}

/** Lines that balance, in all and in each lot: nothing else is an entry (docs/spec/money.md 1). */
export type Lines = readonly Line[];

/** An entry as it stands in the ledger. */
export interface Entry {
  /** The fact in its record that made it, and which of that fact's entries it is, from 1. */
  readonly fact: number;
  readonly n: number;
  readonly postedAt: Instant;
  /** The bank's day. */
  readonly valueOn: CivilDate;
  readonly lines: Lines;
  /** The entry of the same record that it takes back. */
  readonly reverses?: Pick<Entry, 'fact' | 'n'>;
}

/** Why lines are no entry. */
export interface NoEntry {
  readonly refused: 'empty' | 'amount-not-positive' | 'lot-missing' | 'unbalanced';
}

export const isNoEntry = (made: Lines | NoEntry): made is NoEntry => 'refused' in made;

/** Lines as an entry, or why they are none. */
export function balanced(lines: Lines): Lines | NoEntry {
  if (lines.length === 0) return { refused: 'empty' };
  if (lines.some(({ fen }) => fen <= 0n)) return { refused: 'amount-not-positive' };
  if (lines.some(({ lot }) => lot === '')) return { refused: 'lot-missing' };
  const rests = new Map<string, FenAmount>();
  for (const line of lines) rests.set(line.lot, (rests.get(line.lot) ?? 0n) + signed(line));
  return [...rests.values()].some((rest) => rest !== 0n) ? { refused: 'unbalanced' } : lines;
}

/** What a line adds to the debit side. */
const signed = ({ side, fen }: Pick<Line, 'side' | 'fen'>): FenAmount => (side === 'debit' ? fen : -fen);

/** Money of a lot that moves: `debit` ← `credit`, as docs/spec/money.md 3 reads. Nothing, where it is no amount. */
export const moved = (debit: LedgerPlace, credit: LedgerPlace, lot: string, fen: FenAmount): Lines =>
  fen <= 0n
    ? []
    : [
        { ...debit, lot, side: 'debit', fen },
        { ...credit, lot, side: 'credit', fen },
      ];

/** The lines that take others back: the same, their sides exchanged. */
export const reversed = (lines: Lines): Lines =>
  lines.map((line) => ({ ...line, side: line.side === 'debit' ? ('credit' as const) : ('debit' as const) }));

/** Whether lines move the same. */
export const areSame = (some: Lines, others: Lines): boolean =>
  some.length === others.length && some.every((line, i) => isSame(line, others[i]));

const isSame = (one: Line, other: Line | undefined): boolean =>
  one.account === other?.account &&
  one.key === other.key &&
  one.lot === other.lot &&
  one.side === other.side &&
  one.fen === other.fen;
