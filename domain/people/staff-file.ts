import { flawOfText, legible } from '../gate/text.ts';
import { desks, type Role, roles } from '../nodes/roles.ts';
import { type CivilDate, isCivilDate } from '../time/civil-date.ts';
import { givenRoles } from './register.ts';

/** The columns of a file of staff, by the names that stand over them. */
export const staffColumns = {
  id: ['编号', '人员编号', '工号', 'id'],
  name: ['姓名', 'name'],
  role: ['角色', '岗位', 'role'],
  from: ['自', '起始日期', 'from'],
  to: ['至', '终止日期', 'to'],
  lead: ['责任人', 'lead'],
} as const;

/** What can be wrong with a line by itself or beside the others, besides what the register says of a change; and what to do. */
export const lineFlaws = {
  'missing-field': '必填，请补上',
  'bad-text': '文字无法保存，请重新填写',
  formula: '以 =、+、-、@ 或者制表符开头，像是公式：请改为文字',
  'bad-date': '不是日期，请写作 2026-03-01',
  'bad-value': '内容不合要求',
  'unknown-role': '没有这一角色，请写角色的名称或编号（GET /api/desks）',
  'double-person': '同一编号写了不同的姓名，请改为一致',
  'double-role': '同一人同一角色写了两次，请删去一行',
  'two-leads': '一个岗位写了两名责任人，请只留一名',
  'not-a-desk': '只有集约岗位有责任人，请留空',
} as const;

/** A line that cannot be carried out: its row in the file, in which column what stands there, why, in a sentence that says what to do. */
export interface StaffFlaw {
  readonly row: number;
  readonly code: string;
  /** As the file heads it; null: the line as a whole. */
  readonly column: string | null;
  readonly value: string | null;
  readonly zh: string;
}

/** A line that was read. */
export interface StaffLine {
  readonly row: number;
  readonly id: string;
  readonly name: string;
  /** Null: the person is to hold nothing. */
  readonly role: Role | null;
  readonly from: CivilDate | null;
  /** The last day. */
  readonly to: CivilDate | null;
  readonly lead: boolean;
}

/** A file that was read: its lines, what is wrong with them by themselves, and the headings that mean nothing here. */
export interface StaffFile {
  /** What the file calls its columns. */
  readonly headings: Readonly<Partial<Record<StaffColumn, string>>>;
  readonly lines: readonly StaffLine[];
  readonly flaws: readonly StaffFlaw[];
  readonly ignored: readonly string[];
}

/** A row of a sheet. */
interface Row {
  readonly row: number;
  readonly cells: readonly string[];
}

/** One of them. */
export type StaffColumn = keyof typeof staffColumns;
type Column = StaffColumn;
const columns = Object.keys(staffColumns) as Column[]; // the keys of a constant record are exactly its type

const columnOf = (heading: string): Column | undefined =>
  columns.find((column) => staffColumns[column].some((name) => name === heading.trim().toLowerCase()));

const roleByName = new Map<string, Role>(givenRoles.flatMap((role) => [[role, role], [roles[role], role]])); // prettier-ignore
const yes: ReadonlySet<string> = new Set(['是', '√', '✓', 'y', 'yes', 'true', '1']);
const no: ReadonlySet<string> = new Set(['', '否', 'n', 'no', 'false', '0']);

/** Reads the rows of a file of staff; undefined: its first row has no headings of `id`, `name`, `role`. */
export function readStaff(rows: readonly Row[]): StaffFile | undefined {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const [head, ...rest] = filled;
  const headings = head?.cells.map(columnOf) ?? [];
  const isTold = (column: Column) => headings.filter((each) => each === column).length === 1;
  if (!(['id', 'name', 'role'] as const).every(isTold)) return undefined;
  const ignored = (head?.cells ?? []).filter((cell, i) => headings[i] === undefined && cell.trim() !== '').map(legible);
  const called = Object.fromEntries(headings.flatMap((column, i) => (column === undefined ? [] : [[column, legible(head?.cells[i]?.trim())]]))); // prettier-ignore
  const read = rest.map((row) => readLine(row, headings, called));
  const lines = read.flatMap((each) => ('line' in each ? [each.line] : []));
  const flaws = [...read.flatMap((each) => ('flaw' in each ? [each.flaw] : [])), ...among(lines, called)];
  return { headings: called, lines, flaws, ignored };
}

type Called = StaffFile['headings'];

/** A flaw with its place: `第3行“角色”一列写的“国王”：没有这一角色`. */
export function flawAt(called: Called, { row, code, column, value }: Omit<StaffFlaw, 'zh' | 'column' | 'value'> & { readonly column?: Column | undefined; readonly value?: string | undefined }, zh: string): StaffFlaw {
  const heading = column === undefined ? null : (called[column] ?? staffColumns[column][0]);
  const said = value === undefined || value === '' ? null : legible(value);
  const place = heading === null ? '' : `“${heading}”一列${said === null ? '' : `写的“${said}”`}`;
  return { row, code, column: heading, value: said, zh: `第${row}行${place}：${zh}` };
} // prettier-ignore

/** What a spreadsheet would compute, in full width too; a sign before a letter or a character of Han is a word (`-张三`, `＋号`). */
const FORMULA = /^(\t|\s*[=+@]|\s*[-＝＋－＠](?![\p{L}]))/u;

function readLine(
  { row, cells }: Row,
  headings: readonly (Column | undefined)[],
  called: Called,
): { readonly line: StaffLine } | { readonly flaw: StaffFlaw } {
  const raw = (column: Column): string => cells[headings.indexOf(column)] ?? '';
  const cell = (column: Column): string => raw(column).trim();
  const flaw = (code: keyof typeof lineFlaws, column: Column, zh: string = lineFlaws[code]) => ({
    flaw: flawAt(called, { row, code, column, value: cell(column) }, zh),
  });
  for (const column of columns) {
    const unkept = flawOfText(cell(column));
    if (unkept !== undefined) return flaw('bad-text', column, unkept);
    if (FORMULA.test(raw(column))) return flaw('formula', column);
  }
  const [id, name, said, from, to, lead] = [cell('id'), cell('name'), cell('role'), cell('from'), cell('to'), cell('lead').toLowerCase()]; // prettier-ignore
  if (id === '' || name === '') return flaw('missing-field', id === '' ? 'id' : 'name');
  const role = said === '' ? null : roleByName.get(said.toLowerCase());
  if (role === undefined) return flaw('unknown-role', 'role');
  for (const column of ['from', 'to'] as const) if (cell(column) !== '' && !isCivilDate(cell(column))) return flaw('bad-date', column); // prettier-ignore
  if (!yes.has(lead) && !no.has(lead)) return flaw('bad-value', 'lead', '请写“是”或者留空');
  if (yes.has(lead) && !desks.some((desk) => desk === role)) return flaw('not-a-desk', 'lead');
  const day = (text: string) => (text === '' ? null : text);
  return { line: { row, id, name, role, from: day(from), to: day(to), lead: yes.has(lead) } };
}

/** What is wrong with lines beside each other: each of them says so. */
function among(lines: readonly StaffLine[], called: Called): readonly StaffFlaw[] {
  const clashing = (code: keyof typeof lineFlaws, column: 'id' | 'name' | 'role', key: (line: StaffLine) => string | undefined, differs: (of: readonly StaffLine[]) => boolean) =>
    [...Map.groupBy(lines, key)].flatMap(([found, of]) =>
      found === undefined || of.length < 2 || !differs(of) ? [] : of.map((line) => flawAt(called, { row: line.row, code, column, value: (column === 'role' ? line.role && roles[line.role] : line[column]) ?? '' }, `${lineFlaws[code]}（第${of.map((each) => each.row).join('、')}行）`)),
    ); // prettier-ignore
  return [
    ...clashing('double-person', 'name', ({ id }) => id.toLowerCase(), (of) => new Set(of.map(({ id, name }) => `${id}\n${name}`)).size > 1), // prettier-ignore
    ...clashing('double-role', 'role', ({ id, role }) => `${id}\n${role ?? ''}`, () => true), // prettier-ignore
    ...clashing('two-leads', 'role', ({ role, lead }) => (lead ? (role ?? undefined) : undefined), (of) => new Set(of.map(({ id }) => id)).size > 1), // prettier-ignore
  ];
}
