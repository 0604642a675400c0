import { administrators, type Role, roleIds, roles } from '../nodes/roles.ts';
import { isSystemRole } from '../nodes/systems.ts';
import type { Instant } from '../time/instant.ts';

/** A role of somebody for a time, real time: people rotate (plan 第二章). */
export interface Assignment {
  /** Its number in the register; below nothing: it has none yet. */
  readonly id: number;
  readonly person: string;
  readonly role: Role;
  readonly from: Instant;
  /** The instant from which it runs no more; null: nobody has said. */
  readonly to: Instant | null;
}

/** Everybody who may act, by id, with their names; and what each was given, the earlier first. */
export interface Register {
  readonly people: ReadonlyMap<string, string>;
  readonly assignments: readonly Assignment[];
}

/** What somebody wants changed in the register. */
export type PeopleChange =
  | { readonly kind: 'added' | 'renamed'; readonly person: string; readonly name: string }
  | {
      readonly kind: 'given';
      readonly person: string;
      readonly role: Role;
      /** Null: from now on. */
      readonly from: Instant | null;
      readonly to: Instant | null;
    }
  | {
      readonly kind: 'ended';
      readonly assignment: number;
      /** Null: now. */
      readonly to: Instant | null;
    };

/** What a change is called. */
export const peopleChanges = {
  added: '登记人员',
  renamed: '更正姓名',
  given: '授予角色',
  ended: '终止角色',
} as const satisfies Record<PeopleChange['kind'], string>;

/** A role that the register gives: no record's own, and not the engine's. */
export type GivenRole = Exclude<Role, 'handler' | 'system'>;

/** Those roles. */
export const givenRoles = roleIds.filter((role): role is GivenRole => role !== 'handler' && role !== 'system');

/** Those roles with their names. */
export const givenRoleNames = Object.fromEntries(givenRoles.map((role) => [role, roles[role]])) as Record<
  GivenRole,
  string
>; // of all

const apart: ReadonlySet<Role> = new Set(administrators);

/** Whether nobody may hold both at once: two of the three administrators (等保三权分立); an outside system is nothing besides. */
export const areApart = (one: Role, other: Role): boolean =>
  one !== other && ((apart.has(one) && apart.has(other)) || isSystemRole(one) || isSystemRole(other));

type Stretch = Pick<Assignment, 'from' | 'to'>;

/** The end of a stretch as a number: nobody knows one, it has none. */
const endOf = ({ to }: Stretch): Instant => to ?? Number.POSITIVE_INFINITY;

/** Whether two stretches have an instant in common. One that ended as it began has none. */
export const overlap = (a: Stretch, b: Stretch): boolean => Math.max(a.from, b.from) < Math.min(endOf(a), endOf(b));

/** Whether an assignment runs at an instant. */
export const runsAtInstant = (a: Stretch, at: Instant): boolean => a.from <= at && at < endOf(a);

/** The roles that somebody holds at an instant. */
export const rolesAt = ({ assignments }: Register, person: string, at: Instant): readonly Role[] => [
  ...new Set(assignments.filter((a) => a.person === person && runsAtInstant(a, at)).map(({ role }) => role)),
];
