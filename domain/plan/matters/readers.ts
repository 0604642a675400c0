import { partyRoles } from '../../nodes/roles.ts';
import type { Person } from '../../record/actor.ts';
import type { Case } from '../../record/case.ts';

/** Persons from whom a record is kept, whatever they hold: those that a petition is against (plan.md §10). */
export const barred = (c: Case): readonly string[] =>
  c.kind === 'petition' ? (c.first('petition.received')?.payload.against ?? []) : [];

/** Whether somebody may read a registered matter: the court's own people, but those it is kept from (engine.md 23). */
export const mayRead = (c: Case, { id, roles }: Pick<Person, 'id' | 'roles'>): boolean =>
  !barred(c).includes(id) && roles.some((role) => !partyRoles.has(role));
