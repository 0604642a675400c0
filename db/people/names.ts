import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Person } from '../../domain/record/actor.ts';
import type { Role } from '../../domain/nodes/roles.ts';
import type { Db } from '../client.ts';
import { assignments, people } from '../schema/index.ts';

const running = and(
  eq(assignments.person, people.id),
  lte(assignments.from, sql`now()`),
  or(isNull(assignments.to), gt(assignments.to, sql`now()`)),
);

/** Everybody, with the roles that run now by the wall clock, in order of id. */
export async function allPeople(db: Db): Promise<readonly Person[]> {
  const rows = await db
    .select({ id: people.id, name: people.name, role: assignments.role })
    .from(people)
    .leftJoin(assignments, running)
    .orderBy(asc(people.id), asc(assignments.id));
  const found = new Map<string, { id: string; name: string; roles: Role[] }>();
  for (const { id, name, role } of rows) {
    const person = found.get(id) ?? { id, name, roles: [] };
    if (role !== null && !person.roles.includes(role)) person.roles.push(role);
    found.set(id, person);
  }
  return [...found.values()];
}

/** The names of persons, by id; unknown ids are left out. */
export async function namesOf(db: Db, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const rows = await db.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, wanted));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
