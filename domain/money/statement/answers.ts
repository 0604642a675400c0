// What the bank answers to orders (docs/spec/money.md 11): read like a statement, a line for each order.
import { parseInstant } from '../../time/instant.ts';
import { PAYMENTS_MARK, PAYMENTS_VERSION } from '../payments/payments-file.ts';
import { bankTime, cellText } from './cells.ts';
import type { BrokenCode, SheetRow, Statement, StatementLine } from './line.ts';

/** The columns of an answer, in their order. */
export const answerColumns = ['reference', 'status', 'bankSerial', 'bookedAt', 'reason'] as const;

/** What the bank says of an order. */
export const answerStatuses = { paid: '已付', failed: '未受理', unknown: '尚无结果' } as const;

export type AnswerStatus = keyof typeof answerStatuses;

/** An answer beside what every line has: its `serial` is the order's reference. */
export type AnswerLine = StatementLine & { readonly answer: { readonly status: AnswerStatus | null; readonly bankSerial: string | null } }; // prettier-ignore

/** What was read of a file of answers. */
export type Answers = Omit<Statement, 'lines'> & { readonly lines: readonly AnswerLine[] };

export const isAnswers = (statement: Statement): statement is Answers => statement.layout === 'answers';

const isHeader = ({ cells }: SheetRow): boolean => cells.map((cell) => cell.trim()).join() === answerColumns.join();

/** Whether rows are meant as an answer: by the mark, or by the header as the first row that is none. */
export const areAnswers = (rows: readonly SheetRow[]): boolean => {
  const first = rows.find(({ cells }) => cells.some((each) => each !== ''));
  return first !== undefined && (first.cells[0]?.startsWith(PAYMENTS_MARK) === true || isHeader(first));
};

/** Reads the bank's answer; undefined where it is of another version, or has other columns. */
export function readAnswers(rows: readonly SheetRow[]): Answers | undefined {
  const start = rows.findIndex(isHeader);
  const mark = rows.find(({ cells }) => cells[0]?.startsWith(PAYMENTS_MARK));
  const isOther = mark !== undefined && (mark.cells[0] !== PAYMENTS_MARK || mark.cells[1] !== PAYMENTS_VERSION);
  if (start < 0 || isOther) return undefined;
  const filled = rows.slice(start + 1).filter(({ cells }) => cells.some((each) => each.trim() !== ''));
  return {
    ...{ layout: 'answers', account: null, openingFen: null, closingFen: null },
    lines: filled.map(lineOf),
    ignored: [
      ...rows.slice(0, start).map(({ row }) => ({ row, why: 'metadata' as const })),
      ...rows.slice(start, start + 1).map(({ row }) => ({ row, why: 'header' as const })),
    ],
  };
}

/** An order's number as it was given: letters, digits and hyphens, however a spreadsheet writes them. */
const referenceOf = (said: string | null): string => (said ?? '').normalize('NFKC').replaceAll(/[\s\p{Cf}]/gu, '').replaceAll(/[\u2010-\u2015\u2212]/gu, '-'); // prettier-ignore

function lineOf({ row, cells }: SheetRow): AnswerLine {
  const at = (column: (typeof answerColumns)[number]) => cellText(cells[answerColumns.indexOf(column)]);
  const said = at('status');
  const status = said !== null && Object.hasOwn(answerStatuses, said) ? (said as AnswerStatus) : null; // just looked up
  const when = at('bookedAt');
  const bookedAt = when === null ? null : (parseInstant(when) ?? bankTime(when));
  const nothing = { amountFen: null, balanceFen: null, subAccount: null, counterName: null, counterAccount: null, counterBank: null }; // prettier-ignore
  return {
    ...{ row, serial: referenceOf(at('reference')), bookedAt, direction: 'debit', ...nothing },
    summary: status === null ? said : answerStatuses[status],
    remark: at('reason'),
    broken: flawOf(at('reference'), status, { when, bookedAt }),
    answer: { status, bankSerial: at('bankSerial') },
  };
}

/** What is paid was paid at a moment; of what was not, the bank may say when. */
function flawOf(
  reference: string | null,
  status: AnswerStatus | null,
  { when, bookedAt }: { readonly when: string | null; readonly bookedAt: number | null },
): BrokenCode | null {
  if (reference === null) return 'no-reference';
  if (status === null) return 'bad-status';
  return bookedAt === null && (status === 'paid' || when !== null) ? 'bad-date' : null;
}
