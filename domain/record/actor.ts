import { caseBound, type Role } from '../nodes/roles.ts';
import { holders } from './parties.ts';
import type { Case } from './case.ts';
import type { Via } from './fact.ts';

/** A person as the court knows them now: roles that run today, by the wall clock (engine.md 16). */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** Who sends a command, and how it came. */
export interface Actor extends Person {
  readonly via: Via;
}

/** The roles a person holds in this case: case-bound ones only where the case was assigned to them (plan §1). */
export const rolesInCase = (c: Case | undefined, person: Person): readonly Role[] =>
  [...person.roles, ...handling].filter(
    (role) => !caseBound.has(role) || (c !== undefined && holders(c, role).includes(person.id)),
  );

/** Nobody holds it at large: a record names its own (plan.md §10). */
const handling: readonly Role[] = ['handler'];
