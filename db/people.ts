import { and, gt, isNull, lte, or, sql, eq } from 'drizzle-orm';
import type { Person } from '../domain/case/actor.ts';
import type { Role } from '../domain/plan/roles.ts';
import type { Db } from './client.ts';
import { prepared } from './prepared.ts';
import { assignments, people } from './schema/index.ts';

const running = and(
  eq(assignments.person, people.id),
  lte(assignments.from, sql`now()`),
  or(isNull(assignments.to), gt(assignments.to, sql`now()`)),
);

const withRoles = prepared((db) =>
  db
    .select({ id: people.id, name: people.name, role: assignments.role })
    .from(people)
    .leftJoin(assignments, running)
    .where(sql`${people.id} = any(${sql.placeholder('ids')})`)
    .prepare('read_people'),
);

/** Persons by id, with the roles that run now, by the wall clock (engine.md 16). Unknown ids are left out. */
export async function readPeople(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  if (ids.length === 0) return new Map();
  const rows = await withRoles(db).execute({ ids: [...ids] });
  const found = new Map<string, { id: string; name: string; roles: Role[] }>();
  for (const { id, name, role } of rows) {
    const person = found.get(id) ?? { id, name, roles: [] };
    if (role !== null) person.roles.push(role);
    found.set(id, person);
  }
  return found;
}
