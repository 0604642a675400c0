import { and, eq, gt, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Person } from '../../domain/record/actor.ts';
import type { Role } from '../../domain/nodes/roles.ts';
import type { Db } from '../client.ts';
import { prepared } from '../prepared.ts';
import { assignments, people } from '../schema/index.ts';

const running = and(
  eq(assignments.person, people.id),
  lte(assignments.from, sql`now()`),
  or(isNull(assignments.to), gt(assignments.to, sql`now()`)),
);

/** A person and one role that runs now: several rows a person. Where none runs though some did or will: `isOut`. */
export const personColumns = {
  id: people.id,
  name: people.name,
  role: assignments.role,
  isOut: sql<boolean>`(${assignments.role} is null and exists (select from assignments given where given.person = ${people.id}))`,
} as const;

/** Whose ids are given, with the roles that run now, by the wall clock (engine.md 16): what stands after FROM. */
export const peopleIn = (ids: SQL): SQL =>
  sql`${people} left join ${assignments} on ${running} where ${people.id} = any(${ids})`;

const withRoles = prepared((db) =>
  db
    .select(personColumns)
    .from(people)
    .leftJoin(assignments, running)
    .where(sql`${people.id} = any(${sql.placeholder('ids')})`)
    .prepare('read_people'),
);

/** Persons by id, with the roles that run now. Unknown ids are left out. */
export async function readPeople(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  return ids.length === 0 ? new Map() : asPeople(await withRoles(db).execute({ ids: [...ids] }));
}

/** Who holds each of some roles now, by the wall clock. */
export async function readHolders(db: Db, wanted: readonly Role[]): Promise<ReadonlyMap<Role, readonly string[]>> {
  if (wanted.length === 0) return new Map();
  const rows = await db
    .select({ id: people.id, role: assignments.role })
    .from(people)
    .innerJoin(assignments, running)
    .where(inArray(assignments.role, [...wanted]))
    .orderBy(people.id);
  return new Map([...Map.groupBy(rows, ({ role }) => role)].map(([role, of]) => [role, of.map(({ id }) => id)]));
}

/** Persons out of their rows. */
export function asPeople(
  rows: readonly { readonly id: string; readonly name: string; readonly role: Role | null; readonly isOut: boolean }[],
): ReadonlyMap<string, Person> {
  const found = new Map<string, { id: string; name: string; roles: Role[]; isOut?: true }>();
  for (const { id, name, role, isOut } of rows) {
    const person = found.get(id) ?? { id, name, roles: [], ...(isOut && { isOut }) };
    if (role !== null) person.roles.push(role);
    found.set(id, person);
  }
  return found;
}
