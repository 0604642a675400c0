import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { PeopleChanged } from '../../domain/people/change.ts';
import type { Assignment, Register } from '../../domain/people/register.ts';
import type { Role } from '../../domain/nodes/roles.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { type Db, leaveToCommit } from '../client.ts';
import { assignments, people, peopleChanged, peopleCommands } from '../schema/index.ts';

const LOCK = 0x70_6c; // any number, the same in every process: changes come one after the other

/** Waits until nobody else changes the register, to the end of the transaction; answers the instant from which a change holds. */
export async function lockRegister(tx: Db): Promise<Instant> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
  const { rows } = await tx.execute<{ now: string }>(
    sql`select floor(extract(epoch from clock_timestamp()) * 1000) as now`,
  );
  return Number(rows[0]?.now);
}

const asRead = { id: assignments.id, person: assignments.person, role: assignments.role, from: assignments.from, to: assignments.to }; // prettier-ignore

/** The whole register: a court has some hundred people. */
export async function readRegister(db: Db): Promise<Register> {
  const [known, given] = await Promise.all([
    db.select().from(people).orderBy(asc(people.id)),
    db.select(asRead).from(assignments).orderBy(asc(assignments.id)),
  ]);
  return { people: new Map(known.map(({ id, name }) => [id, name])), assignments: given };
}

/** A command on the register, as it is kept. */
export interface PeopleCommand {
  readonly by: string;
  readonly id: string;
  readonly hash: string;
  readonly at: Instant;
}

/** What a command of somebody's was answered; undefined: they have sent none under this key. */
export async function readPeopleCommand(tx: Db, { by, id }: Pick<PeopleCommand, 'by' | 'id'>) {
  const [row] = await tx
    .select({ hash: peopleCommands.hash, answer: peopleCommands.answer })
    .from(peopleCommands)
    .where(and(eq(peopleCommands.by, by), eq(peopleCommands.id, id)));
  return row;
}

/** Keeps a command with its answer. */
export const writePeopleCommand = (tx: Db, command: PeopleCommand, answer: unknown): void =>
  leaveToCommit(
    tx,
    tx
      .insert(peopleCommands)
      .values({ ...command, answer })
      .execute(),
  );

/** Writes what changes did, in their order, with who did it and why; answers them with the numbers that assignments got. */
export async function writeChanges(
  tx: Db,
  done: readonly PeopleChanged[],
  { by, id: command, at, reason }: Omit<PeopleCommand, 'hash'> & { readonly reason: string },
): Promise<readonly PeopleChanged[]> {
  const kept: PeopleChanged[] = [];
  const numbers = new Map<number, number>();
  for (const each of done) {
    const { before, after } = await written(tx, each, numbers);
    kept.push({ ...each, before, after });
    await tx.insert(peopleChanged).values({ at, by, command, reason, ...each, before, after });
  }
  return kept;
}

/** Writes one change; `numbers`: what assignments of this command are called since they were written. */
async function written(
  tx: Db,
  { kind, person, before, after }: PeopleChanged,
  numbers: Map<number, number>,
): Promise<Pick<PeopleChanged, 'before' | 'after'>> {
  if (typeof after === 'string') {
    if (kind === 'added') await tx.insert(people).values({ id: person, name: after });
    else await tx.update(people).set({ name: after }).where(eq(people.id, person));
    return { before, after };
  }
  const { id, role, from, to } = after;
  if (before === null) {
    const [row] = await tx.insert(assignments).values({ person, role, from, to }).returning({ id: assignments.id });
    if (row === undefined) throw new Error('an assignment was written and did not come back');
    numbers.set(id, row.id);
    return { before, after: { ...after, id: row.id } };
  }
  const known = numbers.get(id) ?? id;
  await tx.update(assignments).set({ to }).where(eq(assignments.id, known));
  return { before: typeof before === 'string' ? before : { ...before, id: known }, after: { ...after, id: known } };
}

/** A page of something, from behind a row on. */
interface Paged<K> {
  readonly after: K | undefined;
  readonly limit: number;
}

/** A page of the changes, the newest first; of one person or of all. */
export const readPeopleChanges = (
  db: Db,
  { person, after, limit }: Paged<number> & { readonly person?: string | undefined },
) =>
  // prettier-ignore
  db
    .select()
    .from(peopleChanged)
    .where(
      and(
        person === undefined ? undefined : eq(peopleChanged.person, person),
        after === undefined ? undefined : sql`${peopleChanged.id} < ${after}`,
      ),
    )
    .orderBy(desc(peopleChanged.id))
    .limit(limit);

/** Whom and which roles a list is about; `at`: what runs then. */
export interface AssignmentsSought {
  readonly person?: string | undefined;
  readonly role?: Role | undefined;
  readonly at?: Instant | undefined;
}

/** A page of what was given to whom, with the names of whom, the earlier first. */
export const readAssignments = (
  db: Db,
  { person, role, at, after, limit }: Paged<number> & AssignmentsSought,
): Promise<readonly (Assignment & { name: string })[]> =>
  // prettier-ignore
  db
    .select({ ...asRead, name: people.name })
    .from(assignments)
    .innerJoin(people, eq(people.id, assignments.person))
    .where(
      and(
        person === undefined ? undefined : eq(assignments.person, person),
        role === undefined ? undefined : eq(assignments.role, role),
        at === undefined
          ? undefined
          : and(
              sql`${assignments.from} <= ${new Date(at).toISOString()}::timestamptz`,
              sql`coalesce(${assignments.to}, 'infinity') > ${new Date(at).toISOString()}::timestamptz`,
            ),
        after === undefined ? undefined : sql`${assignments.id} > ${after}`,
      ),
    )
    .orderBy(asc(assignments.id))
    .limit(limit);

/** A page of people, by id. `q`: part of an id or a name. */
export const readPeoplePage = (db: Db, { q, after, limit }: Paged<string> & { readonly q?: string | undefined }) =>
  db
    .select()
    .from(people)
    .where(
      and(
        q === undefined ? undefined : sql`(strpos(${people.name}, ${q}) > 0 or strpos(lower(${people.id}), lower(${q})) > 0)`, // prettier-ignore
        after === undefined ? undefined : sql`${people.id} > ${after}`,
      ),
    )
    .orderBy(asc(people.id))
    .limit(limit);
