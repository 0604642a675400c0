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

/** What can be wrong with a line by itself or beside the others, besides what the register says of a change. */
export const lineFlaws = {
  'missing-field': '编号、姓名必填',
  'bad-text': '文字无法保存',
  'bad-date': '日期写作 2026-03-01',
  'bad-value': '内容不合要求',
  'unknown-role': '没有这一角色',
  'double-person': '同一编号写了不同的姓名',
  'double-role': '同一人同一角色写了两次',
  'two-leads': '一个岗位写了两名责任人',
  'not-a-desk': '只有集约岗位有责任人',
} as const;

/** A line that cannot be carried out: its row in the file, why, in a sentence. */
export interface StaffFlaw {
  readonly row: number;
  readonly code: string;
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
  readonly lines: readonly StaffLine[];
  readonly flaws: readonly StaffFlaw[];
  readonly ignored: readonly string[];
}

/** A row of a sheet. */
interface Row {
  readonly row: number;
  readonly cells: readonly string[];
}

type Column = keyof typeof staffColumns;
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
  const read = rest.map((row) => readLine(row, headings));
  const lines = read.flatMap((each) => ('line' in each ? [each.line] : []));
  return { lines, flaws: [...read.flatMap((each) => ('flaw' in each ? [each.flaw] : [])), ...among(lines)], ignored };
}

function readLine(
  { row, cells }: Row,
  headings: readonly (Column | undefined)[],
): { readonly line: StaffLine } | { readonly flaw: StaffFlaw } {
  const flaw = (code: keyof typeof lineFlaws, zh: string = lineFlaws[code]) => ({ flaw: { row, code, zh } });
  const cell = (column: Column): string => cells[headings.indexOf(column)]?.trim() ?? '';
  const unkept = columns.map((column) => flawOfText(cell(column))).find((each) => each !== undefined);
  if (unkept !== undefined) return flaw('bad-text', unkept);
  const [id, name, said, from, to, lead] = [cell('id'), cell('name'), cell('role'), cell('from'), cell('to'), cell('lead').toLowerCase()]; // prettier-ignore
  if (id === '' || name === '') return flaw('missing-field');
  const role = said === '' ? null : roleByName.get(said.toLowerCase());
  if (role === undefined) return flaw('unknown-role', `没有角色“${legible(said)}”`);
  for (const day of [from, to]) if (day !== '' && !isCivilDate(day)) return flaw('bad-date');
  if (!yes.has(lead) && !no.has(lead)) return flaw('bad-value', '责任人一列写“是”或者留空');
  if (yes.has(lead) && !desks.some((desk) => desk === role)) return flaw('not-a-desk');
  const day = (text: string) => (text === '' ? null : text);
  return { line: { row, id, name, role, from: day(from), to: day(to), lead: yes.has(lead) } };
}

/** What is wrong with lines beside each other: each of them says so. */
function among(lines: readonly StaffLine[]): readonly StaffFlaw[] {
  const clashing = (code: keyof typeof lineFlaws, key: (line: StaffLine) => string | undefined, differs: (of: readonly StaffLine[]) => boolean) =>
    [...Map.groupBy(lines, key)].flatMap(([found, of]) =>
      found === undefined || of.length < 2 || !differs(of) ? [] : of.map(({ row }) => ({ row, code, zh: `${lineFlaws[code]}：第${of.map((each) => each.row).join('、')}行` })),
    ); // prettier-ignore
  return [
    ...clashing('double-person', ({ id }) => id.toLowerCase(), (of) => new Set(of.map(({ id, name }) => `${id}\n${name}`)).size > 1), // prettier-ignore
    ...clashing('double-role', ({ id, role }) => `${id}\n${role ?? ''}`, () => true), // prettier-ignore
    ...clashing('two-leads', ({ role, lead }) => (lead ? (role ?? undefined) : undefined), (of) => new Set(of.map(({ id }) => id)).size > 1), // prettier-ignore
  ];
}
