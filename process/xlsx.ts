import { strFromU8, unzipSync, zipSync } from 'fflate';
import readExcel from 'read-excel-file/node';

/** A row of a file: its number as an editor shows it, and its cells as they stand. */
interface FileRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** The rows, or why there are none. */
export type FileRows =
  { readonly rows: readonly FileRow[] } | { readonly code: 'wrong-encoding' | 'file-too-large' | 'broken-file' };

/** What a workbook may hold at the most: more is no statement. */
const MOST_BYTES = 64 * 1024 * 1024; // unpacked
const MOST_RATIO = 100; // unpacked to packed, of more than a few megabytes: tables do not pack better than some twenty times
const MOST_CELLS = 2_000_000; // the rectangle up to the last cell, which is what reading builds

/** Whether bytes are a workbook: told by them, not by a name. */
export const isXlsx = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b; // PK

/** The rows of a workbook's first sheet, every cell as text: dates as `2026-03-10`, numbers in their shortest form. */
export async function xlsxRows(bytes: Uint8Array): Promise<FileRows> {
  const bounded = unpackedWithin(bytes);
  if ('code' in bounded) return bounded;
  try {
    const [first] = await readExcel(Buffer.from(bounded.workbook));
    return { rows: (first?.data ?? []).map((cells, i) => ({ row: i + 1, cells: cells.map(asText) })) };
  } catch {
    return { code: 'broken-file' };
  }
}

/**
 * The workbook packed anew from what was unpacked within the bounds: an entry that claims less than it holds is cut there, so
 * nothing that comes later can be made to unpack more; and no cell stands where reading would build millions of empty ones.
 */
function unpackedWithin(
  bytes: Uint8Array,
): { readonly workbook: Uint8Array } | { readonly code: 'file-too-large' | 'broken-file' } {
  // prettier-ignore
  let size = 0;
  let files: ReturnType<typeof unzipSync>;
  try {
    files = unzipSync(bytes, { filter: ({ originalSize }) => (size += originalSize) <= MOST_BYTES });
  } catch {
    return { code: 'broken-file' };
  }
  const isBlownUp = size > 4 * 1024 * 1024 && size > MOST_RATIO * bytes.length;
  if (size > MOST_BYTES || isBlownUp) return { code: 'file-too-large' };
  const sheets = Object.entries(files).filter(([name]) => /worksheets\/[^/]+\.xml$/i.test(name));
  if (sheets.some(([, sheet]) => cellsOf(strFromU8(sheet)) > MOST_CELLS)) return { code: 'file-too-large' };
  return { workbook: zipSync(files, { level: 0 }) };
}

const REFERENCE = /\sr\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const PLAIN = /^([A-Z]{0,3})(\d{1,7})$/;

/** How many cells the rectangle up to the last one has; without end where a reference is not written plainly. */
function cellsOf(sheet: string): number {
  let [columns, rows] = [0, 0];
  for (const [, double, single] of sheet.matchAll(REFERENCE)) {
    const [, letters = '', digits = ''] = PLAIN.exec(double ?? single ?? '') ?? [];
    if (digits === '') return Infinity;
    rows = Math.max(rows, Number(digits));
    columns = Math.max(columns, columnOf(letters));
  }
  return columns * rows;
}

/** A is 1, AA is 27. */
const columnOf = (letters: string): number => [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0);

const TIME_ONLY = '1899-12-3'; // the day on which Excel's clock times lie

function asText(cell: unknown): string {
  if (!(cell instanceof Date)) return typeof cell === 'number' || typeof cell === 'string' ? String(cell) : '';
  const [date = '', time = ''] = cell.toISOString().slice(0, 19).split('T');
  if (date.startsWith(TIME_ONLY)) return time;
  return time === '00:00:00' ? date : `${date} ${time}`;
}
