/** A line that holds anything, and its number in the file, counted from 1. */
interface Line {
  readonly no: number;
  readonly line: string;
}

const SEPARATORS = [',', '\t', ';', '，', '；', '|'];
const QUOTED = /"(?:[^"]|"")*"/g;

/** The lines of a table and what separates its columns: what the first line says (`sep=;`) or has. */
export function separatorOf(text: string): { readonly separator: string; readonly lines: readonly Line[] } {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((line, i) => ({ no: i + 1, line }))
    .filter(({ line }) => line.trim() !== '');
  const first = lines[0]?.line ?? '';
  const stated = /^sep=(.)$/i.exec(first)?.[1];
  if (stated !== undefined) return { separator: stated, lines: lines.slice(1) };
  const bare = first.replaceAll(QUOTED, '');
  return { separator: SEPARATORS.find((s) => bare.includes(s)) ?? ',', lines };
}

/** The cells of a line, trimmed, without empty ones at its end; undefined for quotes that do not close. */
export function cellsOf(line: string, separator: string): readonly string[] | undefined {
  const cells: string[] = [];
  let rest = line.trimEnd() === '' ? '' : line;
  for (;;) {
    const [whole, quoted] = /^\s*"((?:[^"]|"")*)"[^\S\t]*/.exec(rest) ?? [];
    const end = whole === undefined ? rest.indexOf(separator) : whole.length;
    const plain = end < 0 ? rest : rest.slice(0, end);
    if (whole === undefined && plain.includes('"')) return undefined;
    cells.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    const behind = end < 0 ? '' : rest.slice(end);
    if (behind === '') break;
    if (!behind.startsWith(separator)) return undefined;
    rest = behind.slice(separator.length);
  }
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
}
