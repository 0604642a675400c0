import { isRefusal, refuse, type Refusal } from '../record/refusal.ts';
import { two } from '../time/civil-date.ts';
import type { DraftDay } from './draft.ts';

const KINDS: Readonly<Record<string, DraftDay['kind']>> = { rest: 'rest', work: 'work', 休: 'rest', 班: 'work' };
const HEADER = /^(date|日期)$/i;
const CELL = /^\s*(?:"((?:[^"]|"")*)"\s*|([^",]*))(?:,|$)/;
const COLUMNS = 3;

/**
 * Reads a year out of a table of three columns: date, rest/work (休/班), name; with or without a header. Dates may stand
 * as a spreadsheet writes them (2026/2/7). Anything it cannot read is refused with its line: nothing is guessed.
 */
export function readCalendarTable(text: string): readonly DraftDay[] | Refusal {
  const days: DraftDay[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  for (const [i, line] of lines.entries()) {
    if (/^[\s,]*$/.test(line)) continue;
    const cells = cellsOf(line);
    if (days.length === 0 && cells !== undefined && HEADER.test(cells[0] ?? '')) continue;
    const day = dayOf(cells, i + 1);
    if (isRefusal(day)) return day;
    days.push(day);
  }
  return days.length === 0 ? refuse('bad-table', '表中没有任何日子') : days;
}

function dayOf(cells: readonly string[] | undefined, line: number): DraftDay | Refusal {
  const wrong = (zh: string) => refuse('bad-table', `第${line}行：${zh}`, undefined, [{ id: `line-${line}`, zh }]);
  if (cells?.length !== COLUMNS) return wrong('应为三列：日期,休或班,名称');
  const [date = '', kind = '', name = ''] = cells;
  const found = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (found === undefined) return wrong('第二列应为 rest、work、休 或 班');
  if (name === '' || name.length > 40) return wrong('第三列应为节日名称，1至40字');
  return { date: asWritten(date), kind: found, name };
}

/** `2026/2/7` is what a spreadsheet makes of 2026-02-07. */
const asWritten = (text: string): string => {
  const [, year = '', month = '', day = ''] = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})$/.exec(text) ?? [];
  return year === '' ? text : `${year}-${two(Number(month))}-${two(Number(day))}`;
};

/** The cells of a line, trimmed; undefined for quotes that do not close. */
function cellsOf(line: string): readonly string[] | undefined {
  const cells: string[] = [];
  let rest = line;
  for (;;) {
    const match = CELL.exec(rest);
    if (match === null) return undefined;
    const [whole, quoted, plain = ''] = match;
    cells.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    rest = rest.slice(whole.length);
    if (rest === '' && !whole.endsWith(',')) return cells;
  }
}
