// What of a record's money moved at the bank, by the facts that hold in it now: taken back or put right, it is as if it had always been so.
import type { FenAmount } from '../../money/fen.ts';
import type { Case } from '../../record/case.ts';
import type { PayloadOf } from '../../nodes/index.ts';
import type { Fact } from '../../record/fact.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { bankLineOf, isLineNode, keysOfLine, type LineNode } from './bank-lines.ts';
import { postedNow } from './journal.ts';

/** One movement at the bank as the court has it. */
export interface BankMove {
  readonly fact: Fact;
  /** The court's account; empty where nobody said. */
  readonly account: string;
  /** The bank's day. */
  readonly on: CivilDate;
  /** In; less than nothing where it went out. */
  readonly fen: FenAmount;
  /** Under what a line of the bank's is known to be this one. */
  readonly keys: readonly string[];
}

/** Every movement at the bank in a record, in order. */
export function bankMoves(c: Case, record: string): readonly BankMove[] {
  return [...postedNow(c, record)].flatMap(([seq, { lines, valueOn }]): BankMove[] => {
    const own = lines.filter(({ account }) => account === 'bank');
    const fen = own.reduce((sum, line) => sum + (line.side === 'debit' ? line.fen : -line.fen), 0n);
    const fact = c.fact(seq);
    if (fen === 0n || fact === undefined) return [];
    return [{ fact, account: own[0]?.key ?? '', on: valueOn, fen, keys: keysOf(fact) }];
  });
}

function keysOf(fact: Fact): readonly string[] {
  if (fact.node === 'funds.unidentified' || fact.node === 'line.decided') return Object.values(keysOfLine(fact.payload.line)); // prettier-ignore
  return isLineNode(fact.node) ? bankLineOf(fact.node, fact.payload as PayloadOf<LineNode>) : []; // of that very node
}
