import { ownIn } from '../gate/own.ts';
import { unseenIn, withoutUnseen } from '../gate/text.ts';
import { type Missing, refuse, type Refusal } from '../record/refusal.ts';
import { addDays, parseCivilDate, two } from '../time/civil-date.ts';
import type { DraftDay } from './draft.ts';
import { cellsOf, separatorOf } from './table-cells.ts';

const KINDS: Readonly<Record<string, DraftDay['kind']>> = {
  rest: 'rest', 休: 'rest', 休息: 'rest', 放假: 'rest', work: 'work', 班: 'work', 上班: 'work', 补班: 'work',
}; // prettier-ignore
const HEADER = /^(date|日期)$/i;
const COLUMNS = 3;
const LONGEST_NAME = 40;

/**
 * Reads a year out of a table of three columns: date, rest/work (休/班), name; with or without a header. Dates may stand as
 * spreadsheets and people write them. Anything it cannot read is refused, each line with what to write: nothing is guessed.
 */
export function readCalendarTable(text: string): readonly DraftDay[] | Refusal {
  const days: DraftDay[] = [];
  const wrong: Missing[] = [];
  const { separator, lines } = separatorOf(text);
  for (const { no, line } of lines) {
    const cells = cellsOf(line, separator);
    if (cells?.length === 0) continue;
    if (days.length + wrong.length === 0 && HEADER.test(withoutUnseen(cells?.[0] ?? ''))) continue;
    const day = dayOf(cells);
    if (typeof day === 'string') wrong.push({ id: `line-${no}`, zh: day });
    else days.push(day);
  }
  if (wrong.length > 0) return refuse('bad-table', sentenceOf(wrong), undefined, wrong);
  return days.length === 0 ? refuse('bad-table', '表中没有任何日子：请每行写 日期,休或班,名称') : days;
}

const MOST_TOLD = 5;

const sentenceOf = (wrong: readonly Missing[]): string =>
  wrong.slice(0, MOST_TOLD).map(({ id, zh }) => `第${id.slice('line-'.length)}行：${zh}`).join('；') +
  (wrong.length > MOST_TOLD ? `；共${wrong.length}行有误` : ''); // prettier-ignore

/** A day, or what is wrong with its line. */
function dayOf(cells: readonly string[] | undefined): DraftDay | string {
  if (cells === undefined) return '引号没有成对；名称中不要换行';
  if (cells.length !== COLUMNS) return `有${cells.length}列，应为三列：日期,休或班,名称`;
  const [dateCell = '', kindCell = '', name = ''] = cells;
  const date = dateOfCell(dateCell);
  if (date === undefined) return `第一列“${dateCell.slice(0, LONGEST_NAME)}”${instead(bareDate(dateCell))}`;
  const word = withoutUnseen(kindCell.normalize('NFKC')).toLowerCase();
  const kind = ownIn(KINDS, word);
  if (kind === undefined) return `第二列应为 rest、work、休 或 班，不是“${kindCell.slice(0, LONGEST_NAME)}”`;
  if (name === '' || name.length > LONGEST_NAME) return `第三列应为节日名称，1至${LONGEST_NAME}字`;
  const unseen = unseenIn(name);
  return unseen === '' ? { date, kind, name } : `第三列${unseen.slice(1)}`;
}

const YEAR_FIRST = /^(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?|(\d{2})(\d{2}))$/;
const MIDNIGHT = /[T ]?0{1,2}:00(:00(\.0+)?)?Z?$/;
const WEEKDAY = /\(?(星期|周|礼拜)[一二三四五六日天]\)?$/;
/** Day 1 of a spreadsheet is 1900-01-01, and it believes in a 29 February 1900. */
const SPREADSHEET_ZERO = '1899-12-30';

/** A date's own characters: half width, without a spreadsheet's midnight or the day of the week. */
const bareDate = (cell: string): string =>
  withoutUnseen(cell.normalize('NFKC').trim().replace(MIDNIGHT, '')).replace(WEEKDAY, '');

/** `2027/2/6`, `2027年2月6日` and the like as `2027-02-06`; undefined where it is no day. */
function dateOfCell(cell: string): string | undefined {
  const [, year = '', ...parts] = YEAR_FIRST.exec(bareDate(cell)) ?? [];
  const [month = '', day = ''] = parts.filter((part) => part !== undefined);
  const date = `${year}-${two(Number(month))}-${two(Number(day))}`;
  return parseCivilDate(date) === undefined ? undefined : date;
}

/** What a text is that is no date of this table, and what to write. */
function instead(text: string): string {
  if (YEAR_FIRST.test(text)) return '这一天不存在，请核对';
  if (/^[2-9]\d{4}$/.test(text))
    return `是电子表格的日期序号，应为 ${addDays(SPREADSHEET_ZERO, Number(text))}：请把该列的格式改为日期再另存`;
  if (/^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$/.test(text)) return '的年份在后，分不清月日：请写成 2027-01-31';
  if (/^\d{2}[-/.年]\d{1,2}/.test(text) || /^\d{1,2}月/.test(text)) return '没有四位的年份：请写成 2027-01-31';
  if (/[至到~～—]/.test(text)) return '是一段时间：请每天写一行';
  return '不是日期：请写成 2027-01-31';
}
