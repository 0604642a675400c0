// Files of rows, as banks send them, into text: the encoding found out, each row with its number.
import { parse } from 'csv-parse/sync';
import { type FileRows, isXlsx, xlsxRows } from './xlsx.ts';

interface Told {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const encodings = ['utf-8', 'gb18030'] as const;

/** The rows of a file: a workbook is known by its bytes, everything else is CSV. Of a longer one a row more than `most`, and no further. */
export const fileRows = async (bytes: Uint8Array, most = Infinity): Promise<FileRows> =>
  isXlsx(bytes) ? xlsxRows(bytes) : csvRows(bytes, most);

/** A CSV file: UTF-8 if it is valid, else GB18030. Cells may hold line breaks and quotes; a row is named by its first line. */
function csvRows(bytes: Uint8Array, most: number): FileRows {
  if (isUtf16(bytes)) return { code: 'wrong-encoding' };
  const text = encodings.map((encoding) => decoded(bytes, encoding)).find((each) => each !== undefined);
  if (text === undefined) return { code: 'wrong-encoding' };
  let next = 1;
  const records = parse(text, {
    info: true,
    ...(most < Infinity && { to: most + 1 }),
    relax_column_count: true,
    relax_quotes: true, // a broken line stops nothing
    skip_empty_lines: false,
  }) as unknown as readonly Told[]; // its types do not tell what `info` changes
  const rows = records.map(({ record, info }) => {
    const row = next;
    next = info.lines + 1;
    return { row, cells: record };
  });
  return { rows };
}

/** A spreadsheet's “Unicode text”: its mark says so. GB18030 would take some of them for characters. */
const isUtf16 = ([first, second]: Uint8Array): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);

function decoded(bytes: Uint8Array, encoding: (typeof encodings)[number]): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
