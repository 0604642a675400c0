import { caseBound, partyRoles, type Role, roles as roleNames } from '../nodes/roles.ts';
import { recordKindRow } from '../nodes/record-kinds.ts';
import type { Instant } from '../time/instant.ts';
import { holders } from './holders.ts';
import { partiesSpokenFor } from './parties.ts';
import type { Case } from './case.ts';
import { delegatedTo } from './delegations.ts';
import { refuse, type Refusal } from './refusal.ts';
import type { Via } from './fact.ts';

/** A role that somebody was given and will not hold tomorrow: it is over, has not begun, or ends with this day. */
export interface NotHeld {
  readonly role: Role;
  readonly why: 'ended' | 'coming' | 'ending';
}

/** A person as the court knows them now: roles that run today, by the wall clock (engine.md 16). */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Roles of theirs have ended or not begun, and none runs now: they do nothing, whatever a record names them for. */
  readonly isOut?: true;
  /** Roles in which nobody names them for what lies ahead, though they hold one that ends today; left out: none. */
  readonly notHeld?: readonly NotHeld[];
  /** Roles of theirs that end on a known day within a month, from the instant on; left out: none. */
  readonly leaving?: readonly { readonly role: Role; readonly at: Instant }[];
}

const notHeldZh = { ended: '已不再担任', coming: '尚未担任', ending: '今日期满，明日起不再担任' } as const;

/** Why somebody is not in a role for what lies ahead, which they had, have today alone, or are to have; undefined: nothing of that is so. */
export function notInOffice({ notHeld = [] }: Pick<Person, 'notHeld'>, role: Role): string | undefined {
  const found = notHeld.find((each) => each.role === role);
  return found && `${notHeldZh[found.why]}${roleNames[role]}`;
}

/** Why somebody does nothing here now: all that they were given is over. An account that was never given anything may be a party's. */
export const withoutOffice = ({ name, isOut }: Person): Refusal | undefined =>
  isOut === true ? refuse('wrong-role', `${name}没有现任的角色，不能办理；请联系安全管理员`) : undefined;

/** Who sends a command, and how it came. */
export interface Actor extends Person {
  readonly via: Via;
}

/** Nobody holds it at large: a record names its own (plan.md §10). */
const handling: readonly Role[] = ['handler'];

/**
 * The roles a person holds in this record: case-bound ones only where it was assigned to them, a party's only where they
 * were identified as one, whatever the people's register says of them at large (plan §1, engine.md 22). And those that
 * somebody has them do in their place (`delegation.given`).
 */
export const rolesInCase = (c: Case, person: Person, now: Instant): readonly Role[] => [
  ...ownRoles(c, person, now),
  ...delegatedTo(c, person.id, now),
];

/** What they hold at large; where another office does what the internal group does elsewhere, that one and nobody else (plan §10). */
function heldIn(c: Case, roles: readonly Role[]): readonly Role[] {
  const { reviewedBy } = recordKindRow(c.kind);
  if (reviewedBy === undefined) return roles;
  const others: readonly Role[] = roles.filter((role) => role !== 'review');
  return others.includes(reviewedBy) ? [...others, 'review'] : others;
}

const isForAny = (c: Case, role: Role): boolean => role === 'officer' && recordKindRow(c.kind).anyOfficer === true;

/** The roles that a person holds in this record in nobody's place. */
export const ownRoles = (c: Case, person: Person, now: Instant): readonly Role[] => [
  ...[...heldIn(c, person.roles), ...handling].filter(
    (role) =>
      !partyRoles.has(role) && (!caseBound.has(role) || isForAny(c, role) || holders(c, role).includes(person.id)),
  ),
  ...new Set(partiesSpokenFor(c, person.id, now).map(({ side }) => side)),
];
