import { type NodeId, nodeRow } from '../nodes/index.ts';
import type { NodeRow, PersonNamed } from '../nodes/node.ts';
import { isSystemRole } from '../nodes/systems.ts';
import { administrators, partyRoles, type Role, roles } from '../nodes/roles.ts';
import { isStaff } from '../plan/matters/readers.ts';
import type { Person } from '../record/actor.ts';
import type { Draft } from '../record/fact.ts';
import { checkForm } from '../record/form.ts';
import { refuse, type Refusal } from '../record/refusal.ts';

/** Whom a content of a node names: that stays as it was said, a correction puts all else right. */
export const namedIn = (node: NodeId, payload: unknown): readonly PersonNamed[] =>
  checkForm(node, payload) === undefined ? (nodeRow(node).names?.(payload) ?? []) : [];

type People = ReadonlyMap<string, Person>;

/** Why somebody cannot be named so; undefined if they can. */
function flawOf({ person, role, from }: PersonNamed, people: People): string | undefined {
  const known = people.get(person);
  if (known === undefined) return role === undefined ? '系统中没有此人' : `不是${roles[role]}`;
  if (role !== undefined && !known.roles.includes(role)) return `不是${roles[role]}`;
  if (from === 'court' && !isStaff(known.roles)) return '不是本院工作人员';
  if (from === 'house' && known.roles.some((each) => partyRoles.has(each)) && !isOfTheHouse(known)) return '是当事人的账号，不是本院人员'; // prettier-ignore
  return from === 'outside' && isOfTheHouse(known) ? '是本院人员或者系统账号，不能代表当事人' : undefined;
}

const running: ReadonlySet<Role> = new Set([...administrators, 'system']);

/** Of the court's own people, who run the system, or a system: nobody who could be a party under that account. */
const isOfTheHouse = ({ roles: held }: Person): boolean =>
  isStaff(held) || held.some((role) => running.has(role) || isSystemRole(role));

/** The persons that a payload names who are not known, or cannot be named so. */
const strangersIn = (row: NodeRow, { payload }: Draft, people: People): readonly PersonNamed[] =>
  (row.names?.(payload) ?? []).filter((named) => flawOf(named, people) !== undefined);

/** Whoever a payload names must be known, and hold the role in which they are named (plan §1). */
export function strangers(row: NodeRow, draft: Draft, people: People): Refusal | undefined {
  const wrong = strangersIn(row, draft, people);
  if (wrong.length === 0) return undefined;
  const missing = wrong.map((named) => ({ id: named.person, zh: flawOf(named, people) ?? '' }));
  return refuse('not-qualified', '所指定的人员不存在或者不能以此身份指定', row.basis, missing);
}

/** A fact of a takeover: whom it names and the court no longer knows is kept as a name and holds nothing (engine.md 5). */
export function withoutFormer(row: NodeRow, draft: Draft, people: People): Draft {
  const former = strangersIn(row, draft, people);
  if (former.length === 0 || row.without === undefined) return draft;
  return { ...draft, payload: row.without(draft.payload, former) } as Draft; // of the same node
}

/** What the engine alone writes into a payload. */
export const byTheEngine = (row: NodeRow, { payload }: Draft): Refusal | undefined =>
  row.without !== undefined && 'former' in payload
    ? refuse('unknown-field', 'former 由系统在接管时写明，请去掉', row.basis, [{ id: 'former', zh: '不能自行填写' }])
    : undefined;
