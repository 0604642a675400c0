import { bankAmount, bankTime, cellText, type ReadAmount } from './cells.ts';
import type { IgnoredWhy, SheetRow, Statement, StatementLine } from './line.ts';
import { type Columns, columnsOf, type StatementColumn } from './names.ts';

/** The header of a statement: which rows it takes, and where its columns stand. */
interface Header {
  readonly first: number;
  readonly last: number;
  readonly columns: Columns;
}

/** The first row, or two rows, in which serial number, time, balance and amounts are recognised by name. */
function headerIn(rows: readonly SheetRow[]): Header | undefined {
  for (const [i, { cells }] of rows.entries()) {
    const one = columnsOf(cells);
    if (one !== undefined) return { first: i, last: i, columns: one };
    const under = rows[i + 1]?.cells;
    const two = under && columnsOf(cells, under);
    if (two !== undefined) return { first: i, last: i + 1, columns: two };
  }
  return undefined;
}

/** Reads a statement as banks export it; undefined where no header is recognised. */
export function readBankLayout(rows: readonly SheetRow[]): Statement | undefined {
  const header = headerIn(rows);
  if (header === undefined) return undefined;
  const lines: StatementLine[] = [];
  const ignored: { readonly row: number; readonly why: IgnoredWhy }[] = [];
  const headers = rows.slice(header.first, header.last + 1).map(textOf);
  for (const [i, each] of rows.entries()) {
    const line = i > header.last && !headers.includes(textOf(each)) ? lineOf(each, header.columns) : undefined;
    if (line !== undefined) lines.push(line);
    else ignored.push({ row: each.row, why: whyIgnored(each, { isBefore: i < header.first, headers }) });
  }
  const told = rows.filter((_, i) => i < header.first || i > header.last).map(textOf);
  const said = (pattern: RegExp) => told.map((text) => pattern.exec(text)?.[1]).find((each) => each !== undefined);
  return {
    layout: 'bank',
    account: said(/账号[：:]\s*(\d{8,32})/) ?? null,
    openingFen: fenIn(said(/期初余额[：:]\s*([\d,.]+)/)),
    closingFen: fenIn(said(/期末余额[：:]\s*([\d,.]+)/)) ?? lines.at(-1)?.balanceFen ?? null,
    lines,
    ignored,
  };
}

const textOf = ({ cells }: SheetRow): string => cells.join('\t').trim();

const fenIn = (text: string | undefined) => {
  const read = text === undefined ? undefined : bankAmount(text);
  return read !== undefined && 'fen' in read ? read.fen : null;
};

const SUBTOTAL = /小计/;
const FOOTER = /合计|总笔数|共\d+笔|打印时间|第\d+页/;

function whyIgnored(
  each: SheetRow,
  { isBefore, headers }: { isBefore: boolean; headers: readonly string[] },
): IgnoredWhy {
  // prettier-ignore
  const text = textOf(each);
  if (text === '') return 'blank';
  if (headers.includes(text)) return 'header';
  if (isBefore) return 'title';
  if (SUBTOTAL.test(text)) return 'subtotal';
  return FOOTER.test(text) ? 'footer' : 'note';
}

const SUB_ACCOUNT = /^子账户[:：](\d{1,40})[;；]/;

function lineOf({ row, cells }: SheetRow, columns: Columns): StatementLine | undefined {
  const at = (column: StatementColumn) => cellText(cells[columns.get(column) ?? -1]);
  const serial = at('serial');
  if (serial === null) return undefined;
  const [date, time] = [at('date'), at('time')];
  const bookedAt = bankTime(date === null || time === null ? (date ?? time ?? '') : `${date} ${time}`);
  const whole = at('remark');
  const inRemark = SUB_ACCOUNT.exec(whole ?? '')?.[1];
  const balance = bankAmount(at('balance') ?? '');
  const amount = sideOf(bankAmount(at('credit') ?? '0'), bankAmount(at('debit') ?? '0'));
  return {
    row,
    serial,
    bookedAt,
    balanceFen: 'fen' in balance ? balance.fen : null,
    subAccount: at('subAccount') ?? inRemark ?? null,
    counterName: at('counterName'),
    counterAccount: at('counterAccount'),
    counterBank: at('counterBank'),
    summary: at('summary'),
    remark: cellText(whole?.replace(SUB_ACCOUNT, '')),
    ...amount,
    broken: amount.broken ?? (bookedAt === null ? 'bad-date' : null),
  };
}

type Side = Pick<StatementLine, 'direction' | 'amountFen' | 'broken'>;

const isNothing = (read: ReadAmount): boolean => 'fen' in read && read.fen === 0n;

/** The column that is filled; `0.00` stands in the other. */
function sideOf(credit: ReadAmount, debit: ReadAmount): Side {
  if (!isNothing(credit) && !isNothing(debit))
    return { direction: null, amountFen: 'fen' in credit ? credit.fen : null, broken: 'both-sides' };
  const direction = isNothing(debit) ? 'credit' : 'debit';
  const read = direction === 'credit' ? credit : debit;
  if ('broken' in read) return { direction, amountFen: null, broken: read.broken };
  return { direction, amountFen: read.fen, broken: read.fen === 0n ? 'amount-not-positive' : null };
}
