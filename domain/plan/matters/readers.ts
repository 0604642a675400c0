import { type Role, staffIds } from '../../nodes/roles.ts';
import type { Person } from '../../record/actor.ts';
import type { Case } from '../../record/case.ts';

/** Persons from whom a record is kept, whatever they hold: those that a petition is against (plan.md §10). */
export const barred = (c: Case): readonly string[] =>
  c.kind === 'petition' ? (c.first('petition.received')?.payload.against ?? []) : [];

/** Whether somebody may read a registered matter: the court's own people, but those it is kept from (engine.md 23). */
export const mayRead = (c: Case, { id, roles }: Pick<Person, 'id' | 'roles'>): boolean =>
  !barred(c).includes(id) && isStaff(roles);

const staff: ReadonlySet<Role> = new Set(staffIds);

/** Whether somebody is of the court's own people: no party, nobody who runs the system, no outside system (plan §1, §9). */
export const isStaff = (roles: readonly Role[]): boolean => roles.some((role) => staff.has(role));
