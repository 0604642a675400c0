import { flawOfName, flawOfText, unseenIn } from '../gate/text.ts';
import { LATEST } from '../gate/instant.ts';
import { type Role, roles } from '../nodes/roles.ts';
import { isRefusal, refuse, type Refusal } from '../record/refusal.ts';
import { formatInstant, type Instant } from '../time/instant.ts';
import { areApart, type Assignment, overlap, type PeopleChange, type Register } from './register.ts';

/** Who changes the register, and when, by the wall clock. */
export interface Changing {
  readonly by: string;
  readonly now: Instant;
}

/** What a change did: somebody's name, or one assignment, before and after; null: there was none. */
export interface PeopleChanged {
  readonly kind: PeopleChange['kind'];
  readonly person: string;
  readonly before: Assignment | string | null;
  readonly after: Assignment | string;
}

/** The register with a change in it, and what that did. */
export interface Changed {
  readonly register: Register;
  readonly did: PeopleChanged;
}

/** Characters of a name at most. */
export const LONGEST_NAME = 64;
/** Ids that mean something else where a person's stands: the engine, and addresses of the API. */
const RESERVED: ReadonlySet<string> = new Set(['system', 'changes', 'import']);
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
/** By how much the clock of whoever asks may be behind (ms). */
const BEHIND = 60_000;

/** THE PLACE that says whether the register may be changed so, and what it is then (docs/decisions/127). */
export function changed(register: Register, change: PeopleChange, who: Changing): Changed | Refusal {
  switch (change.kind) {
    case 'added':
      return added(register, change);
    case 'renamed':
      return renamed(register, change);
    case 'given':
      return given(register, change, who);
    case 'ended':
      return ended(register, change, who);
  }
}

type Named = Extract<PeopleChange, { name: string }>;

/** What several changes did together, or the first that may not be, by its place. */
export type ChangedInTurn =
  | { readonly register: Register; readonly did: readonly PeopleChanged[] }
  | { readonly at: number; readonly refusal: Refusal };

/** Several changes one after the other, all or none. */
export function changedInTurn(register: Register, changes: readonly PeopleChange[], who: Changing): ChangedInTurn {
  let now = register;
  const did: PeopleChanged[] = [];
  for (const [at, change] of changes.entries()) {
    const next = changed(now, change, who);
    if (isRefusal(next)) return { at, refusal: next };
    now = next.register;
    did.push(next.did);
  }
  return { register: now, did };
}

/** Why a text is no name of somebody of the court; undefined if it is one. */
function flawOfStaffName(name: string): string | undefined {
  if (name.trim() === '') return '不得为空白';
  if (name !== name.trim()) return '首尾不得有空格';
  if (/^[=+@]/.test(name)) return '不得以 =、+、@ 开头：电子表格会当作公式';
  if (name.length > LONGEST_NAME) return `不得超过${LONGEST_NAME}字`;
  return (
    flawOfText(name) ?? (/[\n\r\t]/.test(name) ? '不得换行' : unseenIn(name).replace(/^，/, '') || flawOfName(name))
  );
}

const badName = (name: string): Refusal | undefined => {
  const flaw = flawOfStaffName(name);
  return flaw === undefined ? undefined : refuse('bad-text', `姓名${flaw}`, undefined, [{ id: 'name', zh: flaw }]);
};

function added({ people, assignments }: Register, { kind, person, name }: Named): Changed | Refusal {
  if (!ID.test(person) || RESERVED.has(person.toLowerCase()))
    return refuse('bad-value', `人员编号须以字母、数字开头，由字母、数字和 . _ - 组成，至多64位，且不是 ${[...RESERVED].join('、')}`, undefined, [{ id: 'id', zh: '不能作为人员编号' }]); // prettier-ignore
  // the login service may not tell them apart, and readers would not
  const alike = [...people.keys()].find((id) => id.toLowerCase() === person.toLowerCase());
  if (alike !== undefined)
    return refuse('person-exists', `编号 ${person} 已有人使用`, undefined, [{ id: alike, zh: people.get(alike) ?? '' }]); // prettier-ignore
  return (
    badName(name) ?? {
      register: { people: new Map([...people, [person, name]]), assignments },
      did: { kind, person, before: null, after: name },
    }
  );
}

const noSuch = (person: string): Refusal => refuse('no-such-person', `没有编号为 ${person} 的人员`);

function renamed({ people, assignments }: Register, { kind, person, name }: Named): Changed | Refusal {
  const before = people.get(person);
  if (before === undefined) return noSuch(person);
  if (before === name) return refuse('not-a-change', '与现在的姓名相同，没有变动');
  return (
    badName(name) ?? {
      register: { people: new Map([...people, [person, name]]), assignments },
      did: { kind, person, before, after: name },
    }
  );
}

const own = (by: string, person: string): Refusal | undefined =>
  by === person
    ? refuse('own-right', '不能授予、终止自己的角色，请由另一名安全管理员办理', undefined, [
        { id: person, zh: '是本人' },
      ])
    : undefined;

/** An assignment as a refusal names it. */
const asMissing = ({ id, role, from, to }: Assignment) => ({
  id: String(id),
  zh: `${roles[role]}，自${formatInstant(from)}起${to === null ? '' : `至${formatInstant(to)}`}`,
});

function given(register: Register, change: Extract<PeopleChange, { kind: 'given' }>, { by, now }: Changing) {
  const { kind, person, role, to } = change;
  const name = register.people.get(person);
  if (name === undefined) return noSuch(person);
  const from = change.from === null || (change.from < now && change.from >= now - BEHIND) ? now : change.from;
  const mistimed = own(by, person) ?? outOfTime(from, to, now);
  if (mistimed !== undefined) return mistimed;
  const asked: Assignment = { id: -1 - register.assignments.length, person, role, from, to };
  const beside = register.assignments.filter((a) => a.person === person && overlap(a, asked));
  const same = beside.find((a) => a.role === role);
  if (same !== undefined)
    return refuse('role-held', `${name}在此期间已经担任${roles[role]}`, undefined, [asMissing(same)]);
  const barred = beside.find((a) => areApart(a.role, role));
  if (barred !== undefined)
    return refuse('roles-apart', `${name}在此期间担任${roles[barred.role]}，不得兼任${roles[role]}`, undefined, [asMissing(barred)]); // prettier-ignore
  const after = { ...register, assignments: [...register.assignments, asked] };
  return { register: after, did: { kind, person, before: null, after: asked } } satisfies Changed;
}

function outOfTime(from: Instant, to: Instant | null, now: Instant): Refusal | undefined {
  if (from < now || (to !== null && to < now))
    return refuse('role-dated-back', '角色只能自现在起授予、终止：此前办理的事项已经记录在案');
  if (from > LATEST || (to !== null && to > LATEST)) return refuse('bad-instant', '日期超出范围');
  return to !== null && to <= from ? refuse('dates-out-of-order', '终止应当晚于开始') : undefined;
}

function ended(register: Register, change: Extract<PeopleChange, { kind: 'ended' }>, { by, now }: Changing) {
  const { kind, assignment } = change;
  const before = register.assignments.find(({ id }) => id === assignment);
  if (before === undefined) return refuse('no-such-assignment', `没有编号为 ${assignment} 的授予`);
  const { person, role, from, to: until } = before;
  const asked = change.to === null || (change.to < now && change.to >= now - BEHIND) ? now : change.to;
  if (until !== null && until <= now) return refuse('role-ended', '已经终止', undefined, [asMissing(before)]);
  const mistimed = own(by, person) ?? outOfTime(now, asked === now ? null : asked, now);
  if (mistimed !== undefined) return mistimed;
  if (until !== null && asked > until)
    return refuse('dates-out-of-order', '终止不能晚于原定的终止：要延长的，另行授予', undefined, [asMissing(before)]);
  if (asked === until) return refuse('not-a-change', '与原定的终止相同，没有变动', undefined, [asMissing(before)]);
  const after = { ...before, to: Math.max(asked, from) }; // one that has not begun never does
  const assignments = register.assignments.map((a) => (a.id === assignment ? after : a));
  if (
    role === 'security-administrator' &&
    heldUntil(assignments, role, now) < heldUntil(register.assignments, role, now)
  )
    return refuse('last-of-role', '届时没有其他安全管理员，请先授予他人', undefined, [asMissing(before)]);
  return { register: { ...register, assignments }, did: { kind, person, before, after } } satisfies Changed;
}

/** Until when somebody holds a role without a gap, from an instant on; without end where nobody has said one. */
function heldUntil(all: readonly Assignment[], role: Role, from: Instant): number {
  let until: number = from;
  for (;;) {
    const next = all.find((a) => a.role === role && a.from <= until && (a.to ?? Infinity) > until);
    if (next === undefined) return until;
    until = next.to ?? Infinity;
  }
}
