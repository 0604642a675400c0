// In what a bank's day differs from what the court has of it (docs/spec/money.md 12): read off the lines and what became of them.
import { exactNumber, type FenAmount } from '../../money/fen.ts';
import { plainYuan } from '../../money/payments/payments-file.ts';
import type { StatementLine } from '../../money/statement/line.ts';
import { idPartOf } from '../../nodes/id-part.ts';
import type { differenceKinds } from '../../nodes/reconciliation.ts';
import type { LineFate } from './line-fate.ts';
import type { LineState } from './line-outcome.ts';

/** A line of the day with what has become of it. */
export type SettledLine = StatementLine & { readonly account: string; readonly fate: LineFate; readonly state: LineState; readonly reason: string | null }; // prettier-ignore

/** What the court has of a day without a line: a payment or an arrival that somebody entered. */
export interface LedgerOnly {
  readonly record: string;
  readonly subject: string;
  readonly fen: number;
  readonly isOut: boolean;
}

/** What is known of a day. */
export interface DayKnown {
  readonly openingFen: FenAmount | null;
  /** The closing of the statement before; null: there is none. */
  readonly closedBeforeFen: FenAmount | null;
  readonly lines: readonly SettledLine[];
  readonly ledgerOnly: readonly LedgerOnly[];
  /** What the ledger has of the day at the bank, by its facts that hold. Left out: nobody has looked. */
  readonly ledgerFen?: FenAmount;
  /** The lines of which something stands in the ledger though they are not settled: entered by hand, or decided. */
  readonly posted?: ReadonlySet<string>;
  /** The lines that were booked on that day, whichever file brought them. */
  readonly booked?: readonly SettledLine[];
}

/** A difference as it is recorded, under an id that is the same whenever it is looked for. */
export interface DayDifference {
  readonly id: string;
  readonly payload: {
    readonly kind: keyof typeof differenceKinds;
    readonly fen?: number;
    readonly missing?: boolean;
    readonly line?: { readonly account: string; readonly serial: string };
    readonly what: string;
  };
}

const absolute = (fen: FenAmount): number => exactNumber(fen < 0n ? -fen : fen);
const idOf = (kind: string, of: string): string => `d-${kind}-${idPartOf(of, 61 - kind.length)}`;
/** The bank has less than the books say: money is missing. */
const missingBelow: ReadonlySet<string> = new Set(['gap', 'balance-differs', 'books-differ']);

/** Every difference of a day. */
export function dayDifferences(known: DayKnown): readonly DayDifference[] {
  const { openingFen, closedBeforeFen, lines, ledgerOnly, posted } = known;
  const found: DayDifference[] = [];
  const gap = openingFen !== null && closedBeforeFen !== null ? openingFen - closedBeforeFen : 0n;
  if (gap !== 0n) found.push(differenceOf('gap', 'opening', gap, '期初余额与前一日的期末余额不符'));
  let before = openingFen;
  for (const line of lines) {
    const moved = before === null || line.balanceFen === null ? null : line.balanceFen - before;
    before = line.balanceFen ?? before;
    const one = posted?.has(line.serial) === true && line.fate.code !== 'conflict' ? undefined : ofLine(line, moved);
    if (one !== undefined) found.push(one);
  }
  const all = [...found, ...ledgerOnly.map(ofLedger), ...ofWhole(known)];
  return [...new Map(all.toReversed().map((each) => [each.id, each])).values()].toReversed();
}

const signedFen = ({ direction, amountFen }: Pick<SettledLine, 'direction' | 'amountFen'>): FenAmount =>
  (amountFen ?? 0n) * (direction === 'credit' ? 1n : -1n);

/** What moved at the bank is what the ledger has, but for what is named: docs/spec/money.md 14, M4. */
function ofWhole({ ledgerFen, ledgerOnly, booked = [], posted = new Set() }: DayKnown): readonly DayDifference[] {
  if (ledgerFen === undefined) return [];
  const told = booked.filter(({ state, serial }) => state === 'recorded' || posted.has(serial));
  const atBank = told.reduce((fen, line) => fen + signedFen(line), 0n);
  const explained = ledgerOnly.reduce((fen, each) => fen + BigInt(each.isOut ? -each.fen : each.fen), 0n);
  const rest = atBank - (ledgerFen - explained);
  return rest === 0n
    ? []
    : [differenceOf('balance-differs', `day-${rest}`, rest, `账上当日发生额与银行流水相差${yuanOf(rest)}`)];
}

const yuanOf = (fen: FenAmount): string => `${plainYuan(fen)}元`;

/** The court's accounts against what they consist of, each in fen: docs/spec/money.md 14, M11. */
export const bookDifferences = (
  books: readonly { readonly id: string; readonly zh: string; readonly ledgerFen: FenAmount; readonly listedFen: FenAmount }[], // prettier-ignore
): readonly DayDifference[] =>
  books
    .filter(({ ledgerFen, listedFen }) => ledgerFen !== listedFen)
    .map(({ id, zh, ledgerFen, listedFen }) => differenceOf('books-differ', `${id}-${ledgerFen}-${listedFen}`, listedFen - ledgerFen, `${zh}：总账${yuanOf(ledgerFen)}，逐笔合计${yuanOf(listedFen)}`)); // prettier-ignore

const differenceOf = (kind: keyof typeof differenceKinds, of: string, fen: FenAmount, what: string): DayDifference => ({
  id: idOf(kind, of),
  payload: {
    kind,
    ...(fen !== 0n && { fen: absolute(fen), ...(fen < 0n && missingBelow.has(kind) && { missing: true }) }),
    what,
  },
});

/** A line of which nothing stands in the court's books, though the balance moved by it. */
function ofLine(
  { row, serial, account, fate, state, reason, amountFen, direction }: SettledLine,
  moved: FenAmount | null,
): DayDifference | undefined {
  const { status, code } = fate;
  const said = amountFen === null || direction === null ? 0n : amountFen * (direction === 'credit' ? 1n : -1n);
  const fen = moved ?? said;
  const at = serial; // in another layout of the day it stands in another row
  const own = (each: DayDifference): DayDifference => ({
    ...each,
    payload: { ...each.payload, line: { account, serial } },
  });
  if (status === 'broken')
    return fen === 0n ? undefined : own(differenceOf('broken-line', at, fen, `第${row}行无法识读（${code ?? ''}）`));
  if (code === 'conflict')
    return fen === 0n ? undefined : own(differenceOf('amount-differs', at, fen, `第${row}行与已有的同号流水不一致`));
  if (state !== 'person' || status === 'duplicate') return undefined;
  const one = own(differenceOf('bank-only', at, fen, `第${row}行没有登记：${reason ?? '待人工处理'}`));
  return direction === 'debit' ? { ...one, payload: { ...one.payload, missing: true } } : one;
}

/** The id of the difference that something is of which the bank has no line. */
export const ledgerOnlyId = (record: string, subject: string): string => idOf('ledger-only', `${record}-${subject}`);

const ofLedger = ({ record, subject, fen, isOut }: LedgerOnly): DayDifference => ({
  id: ledgerOnlyId(record, subject),
  payload: { kind: 'ledger-only', fen, ...(!isOut && { missing: true }), what: `${record} 已登记${isOut ? '支付' : '到账'} ${subject}，银行没有这一笔` }, // prettier-ignore
});
