import type { FenAmount } from '../fen.ts';
import { type AccountId, accounts, isCreditAccount, type LedgerPlace } from './accounts.ts';
import type { Line, Lines } from './entry.ts';

/** What stands in one place of one lot, on the side on which the account grows. */
export interface Balance extends LedgerPlace {
  readonly lot: string;
  readonly fen: FenAmount;
}

/** Balances by account, key and lot, which grow line by line. */
export interface Book {
  readonly add: (lines: Lines) => void;
  readonly of: (account: AccountId, key: string, lot: string) => FenAmount;
  /** All that is not nothing, in the order in which it came to be. */
  readonly balances: () => readonly Balance[];
  /** Those of credit accounts that have fallen below zero: there may be none (docs/spec/money.md 14, M2). */
  readonly belowZero: () => readonly Balance[];
}

interface Cell extends Omit<Balance, 'fen'> {
  fen: FenAmount;
}

/** An empty book. */
export function openBook(): Book {
  const cells: Cell[] = [];
  const byLot = new Map<string, Map<AccountId, Map<string, Cell>>>(); // joined keys would be made and hashed anew each time
  const cellOf = ({ account, key, lot }: Line): Cell => {
    const inLot = byLot.get(lot) ?? new Map<AccountId, Map<string, Cell>>();
    if (inLot.size === 0) byLot.set(lot, inLot);
    const inAccount = inLot.get(account) ?? new Map<string, Cell>();
    if (inAccount.size === 0) inLot.set(account, inAccount);
    const known = inAccount.get(key);
    if (known !== undefined) return known;
    const cell = { account, key, lot, fen: 0n };
    inAccount.set(key, cell);
    cells.push(cell);
    return cell;
  };
  return {
    add(lines) {
      for (const line of lines) cellOf(line).fen += line.side === accounts[line.account].side ? line.fen : -line.fen;
    },
    of: (account, key, lot) => byLot.get(lot)?.get(account)?.get(key)?.fen ?? 0n,
    balances: () => cells.filter(({ fen }) => fen !== 0n).map((cell) => ({ ...cell })),
    belowZero: () => cells.filter(({ account, fen }) => fen < 0n && isCreditAccount(account)),
  };
}
