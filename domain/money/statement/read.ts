import { type FenAmount, sumOf } from '../fen.ts';
import { areAnswers, readAnswers } from './answers.ts';
import { readBankLayout } from './bank-layout.ts';
import type { SheetRow, Statement, StatementLine } from './line.ts';
import { keptStatement } from './kept.ts';
import { OWN_MARK, readOwnLayout } from './own-layout.ts';

/** Reads the rows of a statement, in whichever layout, or of the bank's answer to orders; undefined: `unknown-layout`. */
export function readStatement(rows: readonly SheetRow[]): Statement | undefined {
  const read = layoutOf(rows)(rows);
  return read && keptStatement(read);
}

function layoutOf(rows: readonly SheetRow[]): (rows: readonly SheetRow[]) => Statement | undefined {
  if (areAnswers(rows)) return readAnswers;
  return rows[0]?.cells[0]?.startsWith(OWN_MARK) === true ? readOwnLayout : readBankLayout;
}

/** How a statement adds up; amounts in fen. */
export interface AddsUp {
  /** Closing less opening less what its readable lines moved; null where the file does not say the balances. 0: it adds up. */
  readonly differenceFen: FenAmount | null;
  /** The rows at which the balance does not follow from the one before. */
  readonly breaks: readonly number[];
}

/** What a line moves: nothing where it cannot be read. */
const movedBy = ({ broken, direction, amountFen }: StatementLine): FenAmount =>
  broken !== null || amountFen === null ? 0n : amountFen * (direction === 'credit' ? 1n : -1n);

const MOST = BigInt(Number.MAX_SAFE_INTEGER);

/** No number tells more than the most that there is. */
function bounded(fen: FenAmount): FenAmount {
  if (fen > MOST) return MOST;
  return fen < -MOST ? -MOST : fen;
}

/** Checks the whole: a line at which the balance does not move (a duplicate, a conflict) is no money. */
export function addsUp({ openingFen, closingFen, lines }: Statement): AddsUp {
  let before = openingFen;
  const moves = lines.map((line) => {
    const { balanceFen, row } = line;
    const stood = before !== null && balanceFen === before;
    const moved = stood ? 0n : movedBy(line);
    const follows = before === null || balanceFen === null || before + moved === balanceFen;
    before = balanceFen ?? (before === null ? null : before + moved);
    return { row, moved, follows };
  });
  const moved = sumOf(moves.map((each) => each.moved));
  return {
    differenceFen: openingFen === null || closingFen === null ? null : bounded(closingFen - openingFen - moved),
    breaks: moves.filter(({ follows }) => !follows).map(({ row }) => row),
  };
}
