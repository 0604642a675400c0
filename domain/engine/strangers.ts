import { type NodeId, nodeRow } from '../nodes/index.ts';
import type { NodeRow, PersonNamed } from '../nodes/node.ts';
import { isSystemRole } from '../nodes/systems.ts';
import { administrators, partyRoles, type Role, roles } from '../nodes/roles.ts';
import { isStaff } from '../plan/matters/readers.ts';
import { notInOffice, type Person } from '../record/actor.ts';
import type { Draft } from '../record/fact.ts';
import { checkForm } from '../record/form.ts';
import { refuse, type Refusal } from '../record/refusal.ts';

/** Whom a content of a node names: that stays as it was said, a correction puts all else right. */
export const namedIn = (node: NodeId, payload: unknown): readonly PersonNamed[] =>
  checkForm(node, payload) === undefined ? (nodeRow(node).names?.(payload) ?? []) : [];

type People = ReadonlyMap<string, Person>;

/** What is wrong with a name: whoever it is is unknown or unfit, or is not in office. */
interface Flaw {
  readonly code: 'not-qualified' | 'not-in-office';
  readonly zh: string;
}

const unfit = (zh: string): Flaw => ({ code: 'not-qualified', zh });

/** Why somebody cannot be named so; undefined if they can. */
function flawOf({ person, role, from }: PersonNamed, people: People): Flaw | undefined {
  const known = people.get(person);
  if (known === undefined) return unfit(role === undefined ? '系统中没有此人' : `不是${roles[role]}`);
  if (role !== undefined && !known.roles.includes(role))
    return away(notInOffice(known, role)) ?? unfit(`不是${roles[role]}`);
  if (from === 'court' && !isStaff(known.roles)) return outOfOffice(known) ?? unfit('不是本院工作人员');
  if (from === 'house' && known.roles.some((each) => partyRoles.has(each)) && !isOfTheHouse(known)) return unfit('是当事人的账号，不是本院人员'); // prettier-ignore
  return from === 'outside' && isOfTheHouse(known) ? unfit('是本院人员或者系统账号，不能代表当事人') : undefined;
}

const away = (zh: string | undefined): Flaw | undefined =>
  zh === undefined ? undefined : { code: 'not-in-office', zh };

/** Of whom any office of the court's will do: they had one, have it today alone, or are to have one. */
function outOfOffice(known: Person): Flaw | undefined {
  const office = known.notHeld?.find(({ role }) => isStaff([role]))?.role;
  return office && away(notInOffice(known, office));
}

/** What puts something into the hands of those it names; others only say who did or asked for something. */
export const handing: ReadonlySet<NodeId> = new Set<NodeId>([
  ...(['case.assigned', 'desk.assigned', 'triage.decided', 'delegation.given'] as const),
  ...(['petition.registered', 'entrustment.received', 'order.received'] as const),
]);

/** What is put into somebody's hands on their last day would be nobody's tomorrow (docs/decisions/165). */
function endingToday(named: PersonNamed, people: People, { node, by }: Draft): Flaw | undefined {
  const known = people.get(named.person);
  if (known === undefined || named.person === by || !handing.has(node)) return undefined;
  const ending = (known.notHeld ?? []).filter(({ why }) => why === 'ending').map(({ role }) => role);
  if (named.role !== undefined) return ending.includes(named.role) ? away(notInOffice(known, named.role)) : undefined;
  const left = known.roles.filter((role) => !ending.includes(role));
  return named.from === 'court' && !isStaff(left) ? outOfOffice(known) : undefined;
}

const running: ReadonlySet<Role> = new Set([...administrators, 'system']);

/** Of the court's own people, who run the system, or a system: nobody who could be a party under that account. */
const isOfTheHouse = ({ roles: held }: Person): boolean =>
  isStaff(held) || held.some((role) => running.has(role) || isSystemRole(role));

/** The persons that a payload names who are not known, or cannot be named so. */
const strangersIn = (row: NodeRow, { payload }: Draft, people: People): readonly PersonNamed[] =>
  (row.names?.(payload) ?? []).filter((named) => flawOf(named, people) !== undefined);

/** Whoever a payload names must be known, and hold the role in which they are named, tomorrow too (plan §1). */
export function strangers(row: NodeRow, draft: Draft, people: People): Refusal | undefined {
  const wrong = (row.names?.(draft.payload) ?? []).flatMap((named) => {
    const flaw = flawOf(named, people) ?? endingToday(named, people, draft);
    return flaw === undefined ? [] : [{ id: named.person, ...flaw }];
  });
  if (wrong.length === 0) return undefined;
  const missing = wrong.map(({ id, zh }) => ({ id, zh }));
  return wrong.every(({ code }) => code === 'not-in-office')
    ? refuse('not-in-office', '所指定的人员现在不担任该职务，或者今日离任，请另行指定', row.basis, missing)
    : refuse('not-qualified', '所指定的人员不存在或者不能以此身份指定', row.basis, missing);
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
