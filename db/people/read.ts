import { and, eq, gt, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { NotHeld, Person } from '../../domain/record/actor.ts';
import type { Role } from '../../domain/nodes/roles.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Db } from '../client.ts';
import { prepared } from '../prepared.ts';
import { assignments, people } from '../schema/index.ts';

const running = and(
  eq(assignments.person, people.id),
  lte(assignments.from, sql`now()`),
  or(isNull(assignments.to), gt(assignments.to, sql`now()`)),
);

/** The end of today, by the wall clock of the court. */
const midnight = sql`(date_trunc('day', now() at time zone 'Asia/Shanghai') + interval '1 day') at time zone 'Asia/Shanghai'`;
const endOf = sql`coalesce(${assignments.to}, 'infinity')`;

/** A person and one role that they were ever given, with how it stands now: several rows a person. */
export const personColumns = {
  id: people.id,
  name: people.name,
  role: assignments.role,
  hasEnded: sql<boolean>`${endOf} <= greatest(now(), ${assignments.from})`,
  hasBegun: sql<boolean>`${assignments.from} <= now()`,
  beginsToday: sql<boolean>`${assignments.from} <= ${midnight}`,
  endsToday: sql<boolean>`${endOf} <= ${midnight}`,
  to: assignments.to,
  endsSoon: sql<boolean>`${endOf} <= now() + interval '1 month'`,
} as const;

/** Whose ids are given, with their roles, by the wall clock (engine.md 16): what stands after FROM. */
export const peopleIn = (ids: SQL): SQL =>
  sql`${people} left join ${assignments} on ${assignments.person} = ${people.id} where ${people.id} = any(${ids})`;

const withRoles = prepared((db) =>
  db
    .select(personColumns)
    .from(people)
    .leftJoin(assignments, eq(assignments.person, people.id))
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

/** A row of `personColumns`. */
interface PersonRow {
  readonly id: string;
  readonly name: string;
  /** Null: they were never given one; then the rest says nothing. */
  readonly role: Role | null;
  readonly hasEnded: boolean;
  readonly hasBegun: boolean;
  readonly beginsToday: boolean;
  readonly endsToday: boolean;
  readonly to: Instant | null;
  readonly endsSoon: boolean;
}

/** Persons out of their rows. */
export const asPeople = (rows: readonly PersonRow[]): ReadonlyMap<string, Person> =>
  new Map([...Map.groupBy(rows, ({ id }) => id)].map(([id, of]) => [id, personOf(id, of)]));

function personOf(id: string, of: readonly PersonRow[]): Person {
  const given = [...Map.groupBy(of, ({ role }) => role)].flatMap(([role, stretches]) =>
    role === null ? [] : [{ role, ...standingOf(stretches) }],
  );
  const notHeld = given.flatMap(({ role, why }): NotHeld[] => (why === undefined ? [] : [{ role, why }]));
  const roles = given.filter(({ isHeld }) => isHeld).map(({ role }) => role);
  const isOut = given.length > 0 && roles.length === 0;
  const leaving = given.flatMap(({ role, isHeld, leavesAt }) => (isHeld && leavesAt !== undefined ? [{ role, at: leavesAt }] : [])); // prettier-ignore
  return { id, name: of[0]?.name ?? '', roles, ...(isOut && { isOut }), ...(notHeld.length > 0 && { notHeld }), ...(leaving.length > 0 && { leaving }) }; // prettier-ignore
}

/** Whether a role of theirs runs now; why it is none to be named in for what lies ahead. One that goes on tomorrow under another assignment does. */
function standingOf(of: readonly PersonRow[]): { readonly isHeld: boolean; readonly why?: NotHeld['why']; readonly leavesAt?: Instant } {
  const left = of.filter(({ hasEnded }) => !hasEnded);
  const isHeld = left.some(({ hasBegun }) => hasBegun);
  if (!isHeld) return { isHeld, why: left.length > 0 ? 'coming' : 'ended' };
  return left.some(({ beginsToday, endsToday }) => beginsToday && !endsToday) ? { isHeld, ...lastOf(left) } : { isHeld, why: 'ending' };
} // prettier-ignore

/** When a role that runs is over, if all that is left of it ends soon. */
function lastOf(left: readonly PersonRow[]): { readonly leavesAt?: Instant } {
  const ends = left.flatMap(({ to, endsSoon }) => (endsSoon && to !== null ? [to] : []));
  return ends.length < left.length ? {} : { leavesAt: Math.max(...ends) };
}
