import { caseBound, desks, type Role, roles } from '../nodes/roles.ts';
import { type Case, endOf } from '../record/case.ts';
import { delegatedFrom, delegatedTo } from '../record/delegations.ts';
import { holderAt } from '../record/holders.ts';
import type { Instant } from '../time/instant.ts';

/** What a record has somebody by name for: a role of theirs, what they do in another's place, what is put to them alone. */
export const holdingKinds = { role: '承办', delegation: '受托代行', deadline: '期限' } as const;

/** One such thing. */
export interface HeldByName {
  readonly kind: keyof typeof holdingKinds;
  readonly role: Role;
  /** What hands it over to whoever was named; null: nobody was, or no assignment does. */
  readonly step: HandOver | null;
}

/** What hands something over. */
export interface HandOver {
  readonly node: 'case.assigned' | 'desk.assigned';
  readonly payload: object;
}

/** About whom it is asked, and when in the record's own time. */
export interface HoldingsAsked {
  readonly person: string;
  readonly at: Instant;
  /** The roles in which open deadlines name them. */
  readonly open: readonly Role[];
  /** The desks that they lead in the whole court. */
  readonly leads: readonly Role[];
  /** Who is to have it. */
  readonly to?: string | undefined;
}

const named: readonly Role[] = [...caseBound, ...desks];

/**
 * What somebody has in a record by name, so that nobody would answer for it once they are gone (责任到人, engine.md 20): what runs in it, and
 * what their name stands at where it is over. What a handler has another do is the other's. A desk's lead is asked for once, not by record.
 */
export function heldByName(c: Case, { person, at, open, leads, to }: HoldingsAsked): readonly HeldByName[] {
  const runs = endOf(c) === undefined;
  const held = named.filter((role) => holderAt(c, role, { at }).persons.includes(person));
  const passed = delegatedFrom(c, person, at);
  const mine = held.filter((role) => runs || open.includes(role));
  const own = mine.filter((role) => role !== 'handler' || !passed.includes('handler'));
  const delegated = runs ? [...new Set(delegatedTo(c, person, at))] : [];
  const others = [...new Set(open)].filter((role) => !held.includes(role) && !leads.includes(role));
  return [
    ...own.map((role): HeldByName => ({ kind: 'role', role, step: to === undefined ? null : stepOf(c, role, { person, to, at }) })), // prettier-ignore
    ...delegated.map((role): HeldByName => ({ kind: 'delegation', role, step: null })),
    ...others.map((role): HeldByName => ({ kind: 'deadline', role, step: null })),
  ];
}

/** The fields of `case.assigned`, by role. */
const fields: Readonly<Partial<Record<Role, string>>> = { officer: 'officer', clerk: 'clerk', 'team-leader': 'teamLeader' }; // prettier-ignore

function stepOf(
  c: Case,
  role: Role,
  { person, to, at }: { readonly person: string; readonly to: string; readonly at: Instant },
): HandOver | null {
  const field = fields[role];
  if (field !== undefined) return { node: 'case.assigned', payload: { [field]: to } };
  if (role === 'panel') {
    const panel = holderAt(c, role, { at }).persons.map((each) => (each === person ? to : each));
    return new Set(panel).size === panel.length ? { node: 'case.assigned', payload: { panel } } : null; // they sit on it already
  }
  return role === 'handler' ? null : { node: 'desk.assigned', payload: { role, person: to } };
}

/** What is held, in a word: `承办人`, `代行执行局长`. */
export const heldZh = ({ kind, role }: Pick<HeldByName, 'kind' | 'role'>): string =>
  kind === 'role' ? roles[role] : `${holdingKinds[kind]}：${roles[role]}`;
