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

const SEPARATOR = '\u0000'; // stands in no id
const cellKey = (account: AccountId, key: string, lot: string): string =>
  `${account}${SEPARATOR}${key}${SEPARATOR}${lot}`;

/** An empty book. */
export function openBook(): Book {
  const cells = new Map<string, Cell>();
  const cellOf = ({ account, key, lot }: Line): Cell => {
    const id = cellKey(account, key, lot);
    const known = cells.get(id);
    if (known !== undefined) return known;
    const cell = { account, key, lot, fen: 0n };
    cells.set(id, cell);
    return cell;
  };
  return {
    add(lines) {
      for (const line of lines) cellOf(line).fen += line.side === accounts[line.account].side ? line.fen : -line.fen;
    },
    of: (account, key, lot) => cells.get(cellKey(account, key, lot))?.fen ?? 0n,
    balances: () => [...cells.values()].filter(({ fen }) => fen !== 0n).map((cell) => ({ ...cell })),
    belowZero: () => [...cells.values()].filter(({ account, fen }) => fen < 0n && isCreditAccount(account)),
  };
}
