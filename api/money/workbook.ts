import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { shownAs } from '../../domain/access/as-seen.ts';
import type { Sight } from '../../domain/access/sights.ts';
import { capitalYuan } from '../../domain/money/capital.ts';
import type { Classified } from '../../domain/nodes/field-classes.ts';

/** What a column holds: texts stay texts, sums are numbers in yuan, days are dates. */
type Kind = 'text' | 'fen' | 'date' | 'count';

/** A column: how it is called, how wide it is. */
export interface PaperColumn {
  readonly zh: string;
  readonly kind: Kind;
  readonly width?: number;
  /** It is not for everybody. */
  readonly seen?: Classified;
}

type Value = string | number | bigint | null;

/** One sheet: a title, columns, rows; sums under those of money, in capital characters too where it says so. */
export interface Paper {
  readonly sheet: string;
  readonly title: string;
  readonly columns: readonly PaperColumn[];
  readonly rows: readonly (readonly Value[])[];
  /** Which column's sum is written in capital characters below. */
  readonly capital?: number;
  /** By which column sums are made apart: what lies on two sides of a ledger is never added up. */
  readonly apart?: number;
}

const YUAN = '#,##0.00';
const DAY = 'yyyy-mm-dd';
const widths: Readonly<Record<Kind, number>> = { text: 24, fen: 18, date: 12, count: 10 };

const bold = (value: string) => ({ type: String, value, fontWeight: 'bold' as const });
const yuan = (fen: number | bigint) => ({ type: Number, value: Number(fen) / 100, format: YUAN });

function cellOf(value: Value | undefined, kind: Kind) {
  if (value === null || value === undefined || value === '') return null;
  if (kind === 'fen' && typeof value !== 'string') return yuan(value);
  if (kind === 'count' && typeof value !== 'string') return { type: Number, value: Number(value) };
  if (kind === 'date') return { type: Date, value: new Date(`${value}T00:00:00Z`), format: DAY };
  return { type: String, value: String(value) };
}

/** The sum of a column of money. */
const sumOf = ({ rows }: Pick<Paper, 'rows'>, i: number): bigint =>
  rows.reduce((sum, row) => sum + BigInt(row[i] ?? 0), 0n);

/** The sums below: one line, or one for each value of the column by which they are made apart. */
function sumsOf({ columns, rows, apart }: Paper) {
  if (!columns.some(({ kind }) => kind === 'fen')) return [];
  const groups = apart === undefined ? [['合计', rows] as const] : [...Map.groupBy(rows, (row) => `合计（${String(row[apart])}）`)]; // prettier-ignore
  return groups.map(([called, own]) =>
    columns.map(({ kind }, i) => {
      if (kind === 'fen') return { ...yuan(sumOf({ rows: own }, i)), fontWeight: 'bold' as const };
      return i === 0 ? bold(called) : null;
    }),
  );
}

function sheetOf(paper: Paper, sight: Sight) {
  const { title, columns, capital } = paper;
  const rows = paper.rows.map((row) => row.map((value, i) => shownIn(columns[i], value, sight)));
  const data: SheetData = [
    [bold(title)],
    columns.map(({ zh }) => bold(zh)),
    ...rows.map((row) => columns.map(({ kind }, i) => cellOf(row[i], kind))),
    ...sumsOf(paper),
    ...(capital === undefined ? [] : [[bold('大写'), bold(`人民币${capitalYuan(sumOf(paper, capital))}`)]]),
  ];
  return {
    data,
    sheet: paper.sheet,
    columns: columns.map(({ kind, width }) => ({ width: width ?? widths[kind] })),
    stickyRowsCount: 2,
  };
}

const shownIn = (column: PaperColumn | undefined, value: Value, sight: Sight): Value =>
  column?.seen === undefined || typeof value !== 'string' ? value : shownAs(value, column.seen, sight);

/** The names of the columns that are not for everybody, and that a sight shows as they are. */
export const columnsShown = (papers: readonly Paper[], sight: Sight): readonly string[] =>
  papers.flatMap(({ columns, rows }) =>
    columns
      .filter(({ seen }) => rows.length > 0 && seen !== undefined && sight[seen.class] === 'shown')
      .map(({ zh }) => zh),
  );

/**
 * A workbook that finance takes as it is: amounts are numbers with their format, days are dates, texts are never formulas; columns that are
 * not for everybody are shown as somebody's sight allows.
 */
export const paperBook = (papers: readonly Paper[], sight: Sight): Promise<Buffer> =>
  writeExcelFile(papers.map((paper) => sheetOf(paper, sight))).toBuffer();
