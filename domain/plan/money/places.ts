// Where in the ledger the money of a case lies, and what of it is there.
import type { FenAmount } from '../../money/fen.ts';
import { formKey, type LedgerPlace } from '../../money/ledger/accounts.ts';
import { type Lines, moved } from '../../money/ledger/entry.ts';
import type { NodeId } from '../../nodes/index.ts';
import type { Fact, FactOf } from '../../record/fact.ts';

/** A receipt as the ledger knows it: whose lot it is, and where the bank keeps it. */
export interface LedgerReceipt {
  readonly id: string;
  readonly lot: string;
  readonly fen: FenAmount;
  /** Where it lay when it arrived. */
  readonly at: LedgerPlace;
}

/** A form as the ledger knows it. */
export interface LedgerForm {
  readonly id: string;
  readonly receipt: LedgerReceipt;
  /** Where its money lies until it leaves. */
  readonly reserved: LedgerPlace;
  readonly transit: LedgerPlace;
  /** What of it lies in escrow. */
  readonly escrowedFen: FenAmount;
}

/** The ledger of a record before a fact. */
export interface Before {
  readonly record: string;
  readonly receipt: (id: string | null) => LedgerReceipt | undefined;
  readonly form: (id: string | null) => LedgerForm | undefined;
  /** The fact by which the bank took a receipt back, by its number; undefined: it has not. */
  readonly reversal: (receipt: string) => number | undefined;
  /** The forms of a receipt, the last first. */
  readonly formsOf: (receipt: string) => readonly LedgerForm[];
  /** Where what is disputed of a receipt lies. */
  readonly disputedOf: (receipt: string) => readonly LedgerPlace[];
  /** What lies in a place of a receipt, apart from any other of its lot that has come to the record. */
  readonly balance: (place: LedgerPlace, receipt: LedgerReceipt) => FenAmount;
  /** Told of what was to move and was not there. */
  readonly misses: (fen: FenAmount) => void;
}

/** What a fact of a node does to the ledger of its record. */
export type Posts<N extends NodeId> = (before: Before, fact: FactOf<N>) => Lines;

/** What the court has to recover, by the fact that says so. */
export const recoverableBy = (record: string, { seq }: Pick<Fact, 'seq'>): LedgerPlace => ({
  account: 'recoverable',
  key: `${record}#${seq}`,
});

/** An amount as a payload has it; nothing, where an old record has none. */
export const fenOf = (amount: unknown): FenAmount => (Number.isSafeInteger(amount) ? BigInt(amount as number) : 0n);

export const heldIn = (record: string): LedgerPlace => ({ account: 'case.held', key: record });
export const arrivedIn = (record: string): LedgerPlace => ({ account: 'case.arrived', key: record });
export const reservedFor = (record: string, form: string): LedgerPlace => ({ account: 'case.reserved', key: formKey(record, form) }); // prettier-ignore
export const transitOf = (record: string, form: string): LedgerPlace => ({
  account: 'transit',
  key: formKey(record, form),
});
export const disputedIn = (record: string, distribution: string): LedgerPlace => ({ account: 'case.disputed', key: formKey(record, distribution) }); // prettier-ignore
export const unidentifiedIn = (record: string): LedgerPlace => ({ account: 'unidentified', key: record });
export const escrowIn = (record: string): LedgerPlace => ({ account: 'escrow', key: record });

/** Where money goes that comes free in a receipt: it is held again; of one that the bank took back it makes good the court's loss. */
export function freeIn(before: Before, { id }: LedgerReceipt): LedgerPlace {
  const seq = before.reversal(id);
  return seq === undefined ? heldIn(before.record) : recoverableBy(before.record, { seq });
}

/** The account at the bank that a line names; a receipt's own where none is named. */
export const atBank = (line: { readonly account: string } | undefined, receipt?: LedgerReceipt): LedgerPlace => ({
  account: 'bank',
  key: line?.account ?? (receipt?.at.account === 'bank' ? receipt.at.key : ''),
});

/**
 * Takes a sum out of places in their order, as far as it is there, and puts it elsewhere. What is not there is the court's
 * loss until it comes back (`short`), or, where none is named, does not move: no place ever falls below zero.
 */
export function taking(before: Before, { receipt, fen, out, into, short }: Taking): Lines {
  const { lot } = receipt;
  let rest = fen;
  const lines = out.flatMap((place) => {
    const there = before.balance(place, receipt);
    const part = there < rest ? there : rest;
    rest -= part;
    return moved(place, into, lot, part);
  });
  if (rest > 0n) before.misses(rest);
  return short === undefined ? lines : [...lines, ...moved(short, into, lot, rest)];
}

interface Taking {
  readonly receipt: LedgerReceipt;
  readonly fen: FenAmount;
  readonly out: readonly LedgerPlace[];
  readonly into: LedgerPlace;
  readonly short?: LedgerPlace;
}
