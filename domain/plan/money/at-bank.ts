import type { CivilDate } from '../../time/civil-date.ts';
import type { Missing } from '../../record/refusal.ts';

/** A line as a statement of the bank's has it. */
export interface LineAtBank {
  readonly direction: 'credit' | 'debit';
  readonly fen: number;
  /** The bank's day. */
  readonly day: CivilDate | null;
  /** It has become a fact of a case, or a record of its own. */
  readonly isRecorded: boolean;
}

/** What the bank, and the ledger beside the record, have of what a fact says: looked up before it is judged. */
export interface AtBank {
  /** The lines that it names, by their keys. */
  readonly lines?: ReadonlyMap<string, LineAtBank> | undefined;
  /** What the court has laid out for the bank's charges, in fen; what it has to recover, by the fact that says so. */
  readonly owed?: { readonly chargesFen: number; readonly recoverable: ReadonlyMap<string, number> } | undefined;
  /** What is known of the day that is reconciled. */
  readonly day?: { readonly hasStatement: boolean; readonly unsaid: readonly Missing[] } | undefined;
  /** The books of the month that is signed, as they stand, and in what they differ. */
  readonly month?: { readonly digest: string; readonly differences: readonly Missing[] } | undefined;
}
