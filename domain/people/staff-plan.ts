import { roles } from '../nodes/roles.ts';
import { isRefusal, type Refusal } from '../record/refusal.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { dateOf, endOfDay, type Instant, startOfDay } from '../time/instant.ts';
import { changed, type Changing } from './change.ts';
import type { Assignment, PeopleChange, Register } from './register.ts';
import { flawAt, type StaffColumn, type StaffFile, type StaffFlaw, type StaffLine } from './staff-file.ts';

/** What a file of staff comes to. */
export interface StaffPlan {
  /** In an order in which each may be. */
  readonly changes: readonly PeopleChange[];
  readonly flaws: readonly StaffFlaw[];
  /** How many lines change nothing. */
  readonly unchanged: number;
  /** Those who held something and would hold nothing any more, with a row of theirs. */
  readonly leaving: readonly { readonly person: string; readonly row: number }[];
}

/** A change, and the line that asks for it. */
interface Asked {
  readonly row: number;
  readonly change: PeopleChange;
}

/**
 * What makes of the register what a file says of those whom it lists: they are called so and hold these roles and no others; whoever it
 * does not list stays as they are. Tried again and again until nothing more goes through, so that it does not matter whether a right is taken
 * from one before it is given to another.
 */
export function planStaff(register: Register, { headings, lines, flaws: read }: StaffFile, who: Changing): StaffPlan {
  const bad = new Set(read.map(({ row }) => row));
  const firsts = new Set([...Map.groupBy(lines, ({ id }) => id).values()].flatMap(([first]) => first?.row ?? []));
  const asked = [
    ...lines.flatMap((line) => (bad.has(line.row) ? [] : ofLine(register, line, { now: who.now, isFirst: firsts.has(line.row) }))),
    // of somebody with a line that cannot be read nobody knows what they are to hold
    ...(bad.size > 0 ? [] : endings(register, lines, who.now)),
  ]; // prettier-ignore
  let state = register;
  let pending: readonly Asked[] = asked.toSorted((a, b) => orderOf(a) - orderOf(b));
  const changes: PeopleChange[] = [];
  let refused: (Asked & { readonly refusal: Refusal })[] = [];
  for (let before = -1; before !== changes.length;) {
    before = changes.length;
    refused = [];
    for (const each of pending) {
      const next = changed(state, each.change, who);
      if (isRefusal(next)) refused.push({ ...each, refusal: next });
      else {
        state = next.register;
        changes.push(each.change);
      }
    }
    pending = refused;
  }
  const byRow = new Map(lines.map((line) => [line.row, line]));
  const flaws = [...read, ...refused.map(({ row, refusal }) => ofRefusal(headings, byRow.get(row), { row, refusal }))];
  const touched = new Set(asked.map(({ row }) => row));
  return {
    changes,
    flaws: flaws.toSorted((a, b) => a.row - b.row),
    unchanged: lines.filter(({ row }) => !touched.has(row)).length,
    leaving: leaving(register, state, lines, who.now),
  };
}

/** In which column stands what the register refuses. */
const columnOf: Readonly<Record<string, StaffColumn>> = {
  ...{ 'bad-text': 'name', 'bad-value': 'id', 'person-exists': 'id', 'no-such-person': 'id', 'own-right': 'id' },
  ...{ 'role-held': 'role', 'roles-apart': 'role', 'last-of-role': 'role', 'role-dated-back': 'from', 'bad-instant': 'to', 'dates-out-of-order': 'to' },
}; // prettier-ignore

function ofRefusal(headings: StaffFile['headings'], line: StaffLine | undefined, { row, refusal: { code, zh } }: { readonly row: number; readonly refusal: Refusal }): StaffFlaw {
  const column = columnOf[code];
  const said = line && column && (column === 'role' ? line.role && roles[line.role] : line[column]);
  return flawAt(headings, { row, code, column, value: typeof said === 'string' ? said : undefined }, zh);
} // prettier-ignore

/** Names first: a role is given to somebody who is there. */
const orderOf = ({ change: { kind } }: Asked): number => ['added', 'renamed', 'given', 'ended'].indexOf(kind);

const isAhead = (now: Instant) => ({ to }: Assignment): boolean => to === null || to > now; // prettier-ignore

/** When a line is read, and whether it is the first about its person: that one says what they are called. */
interface Reading {
  readonly now: Instant;
  readonly isFirst: boolean;
}

function ofLine({ people, assignments }: Register, line: StaffLine, { now, isFirst }: Reading): readonly Asked[] {
  const { row, id: person, name, role } = line;
  const known = people.get(person);
  const kind = known === undefined ? 'added' : 'renamed';
  const call: Asked[] = known === name || !isFirst ? [] : [{ row, change: { kind, person, name } }];
  if (role === null) return call;
  const held = assignments.filter((a) => a.person === person && a.role === role).filter(isAhead(now));
  const { from, to } = { from: startOf(line.from, now), to: endAt(line.to) };
  const last = held.toSorted((a, b) => a.from - b.from).at(-1);
  if (last === undefined) return [...call, { row, change: { kind: 'given', person, role, from, to } }];
  if (to === null || to === last.to) return call;
  return last.to === null || to < last.to
    ? [...call, { row, change: { kind: 'ended', assignment: last.id, to } }]
    : [...call, { row, change: { kind: 'given', person, role, from: last.to, to } }];
}

/** From today on is from now on. */
const startOf = (day: CivilDate | null, now: Instant): Instant | null =>
  day === null || day === dateOf(now) ? null : startOfDay(day);
const endAt = (day: CivilDate | null): Instant | null => (day === null ? null : endOfDay(day));

/** What those who are listed hold besides what the file says of them. */
function endings({ assignments }: Register, lines: readonly StaffLine[], now: Instant): readonly Asked[] {
  const listed = Map.groupBy(lines, ({ id }) => id);
  return assignments.filter(isAhead(now)).flatMap((a) => {
    const of = listed.get(a.person);
    const [first] = of ?? [];
    if (first === undefined || of?.some(({ role }) => role === a.role) === true) return [];
    return [{ row: first.row, change: { kind: 'ended', assignment: a.id, to: null } as const }];
  });
}

function leaving(before: Register, after: Register, lines: readonly StaffLine[], now: Instant) {
  const holds = ({ assignments }: Register, person: string) => assignments.some((a) => a.person === person && isAhead(now)(a)); // prettier-ignore
  return [...Map.groupBy(lines, ({ id }) => id)].flatMap(([person, [line]]) =>
    line !== undefined && holds(before, person) && !holds(after, person) ? [{ person, row: line.row }] : [],
  );
}
