import type { Instant } from '../../time/instant.ts';
import type { FenAmount } from '../fen.ts';

/** A row of a statement file: its number as an editor or a spreadsheet shows it, and its cells as text. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** Why a line cannot be read (docs/spec/money.md 11; the layouts in docs/statements.md). */
export type BrokenCode = 'bad-date' | 'both-sides' | 'bad-direction' | 'amount-format' | 'amount-fraction' | 'amount-not-positive' | 'amount-too-large' | 'bad-text' | 'bad-status' | 'no-reference'; // prettier-ignore

/** A line of a bank statement as it was read. What could not be read is null, and `broken` says why. */
export interface StatementLine {
  readonly row: number;
  /** The bank's number of the line (流水号): with the account it is unique. */
  readonly serial: string;
  readonly bookedAt: Instant | null;
  readonly direction: 'credit' | 'debit' | null;
  /** In fen; negative where the bank takes a credit or a debit back. */
  readonly amountFen: FenAmount | null;
  readonly balanceFen: FenAmount | null;
  readonly subAccount: string | null;
  readonly counterName: string | null;
  readonly counterAccount: string | null;
  readonly counterBank: string | null;
  readonly summary: string | null;
  readonly remark: string | null;
  readonly broken: BrokenCode | null;
}

/** Why a row is no line. */
export type IgnoredWhy = 'metadata' | 'title' | 'blank' | 'header' | 'subtotal' | 'footer' | 'note';

/** A statement as it was read: every row of the file is either a line or ignored. */
export interface Statement {
  /** `answers`: no statement, but what the bank answers to orders. */
  readonly layout: 'own' | 'bank' | 'answers';
  readonly account: string | null;
  readonly openingFen: FenAmount | null;
  readonly closingFen: FenAmount | null;
  readonly lines: readonly StatementLine[];
  readonly ignored: readonly { readonly row: number; readonly why: IgnoredWhy }[];
}
