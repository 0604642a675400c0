import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Role } from '../../domain/nodes/roles.ts';
import { isStaff } from '../../domain/plan/matters/readers.ts';
import type { Person } from '../../domain/record/actor.ts';
import { readableBy } from '../cases/matters.ts';
import type { Db } from '../client.ts';
import { cases, deadlines, naming } from '../schema/index.ts';

/** Whose name is looked for, behind which record. */
export interface NamingAsked {
  readonly person: string;
  /** The desks that they lead in the whole court: what is theirs as such is in nearly every record, and no record's to hand over. */
  readonly leads: readonly Role[];
  readonly after: string;
  readonly limit: number;
  /** Only the records that are called to who reads, or only those that are not; left out: all. */
  readonly only?: { readonly reader: Pick<Person, 'id' | 'roles'>; readonly isCalled: boolean } | undefined;
}

/** Records that are called to who reads by their number: a matter is there for the court's own people alone (docs/decisions/138). */
const calledTo = (reader: Pick<Person, 'id' | 'roles'>) =>
  isStaff(reader.roles) ? readableBy(reader) : sql`${readableBy(reader)} and ${cases.kind} = 'case'`;

/**
 * A page of the records that may have somebody by name, by id: those that run whose facts name them, and any with open deadlines that do.
 * Whether they do so still, the record says.
 */
export const readNaming = (db: Db, { person, leads, after, limit, only }: NamingAsked) =>
  db
    .select({
      id: cases.id,
      caseNo: cases.caseNo,
      kind: cases.kind,
      barred: cases.barred,
      readers: cases.readers,
      clockOffset: cases.clockOffset,
    })
    .from(cases)
    .where(
      and(
        sql`${cases.id} > ${after}`,
        only && (only.isCalled ? calledTo(only.reader) : sql`not (${calledTo(only.reader)})`),
        or(
          sql`${cases.id} in (
            select case_id from deadlines
             where owner_person = ${person} and status in ('open', 'suspended') and owner_role <> all(${sql.param(leads)}::text[]))`,
          and(
            isNull(cases.closedAt),
            sql`${cases.id} in (
              select case_id from facts where ${naming} and strpos(payload::text, to_jsonb(${person}::text)::text) > 0)`,
          ),
        ),
      ),
    )
    .orderBy(asc(cases.id))
    .limit(limit);

/** Records by their ids: who may read each, and whether it is over. Unknown ids are left out. */
export const readHeads = (db: Db, ids: readonly string[]) =>
  db
    .select({
      ...{ id: cases.id, kind: cases.kind, barred: cases.barred, readers: cases.readers },
      isClosed: sql<boolean>`${cases.closedAt} is not null`,
    })
    .from(cases)
    .where(inArray(cases.id, [...ids]));

/** The roles in which open deadlines of some records name somebody. */
export const readNamedDeadlines = (db: Db, person: string, records: readonly string[]) =>
  db
    .selectDistinct({ record: deadlines.caseId, role: deadlines.ownerRole })
    .from(deadlines)
    .where(
      and(
        eq(deadlines.ownerPerson, person),
        inArray(deadlines.status, ['open', 'suspended']),
        inArray(deadlines.caseId, [...records]),
      ),
    );

/** The open deadlines of a role in some records that name somebody, the earliest due first. */
export const readHeldDeadlines = (
  db: Db,
  { person, role, records }: { readonly person: string; readonly role: Role; readonly records: readonly string[] },
) =>
  // prettier-ignore
  db
    .select({ record: deadlines.caseId, id: deadlines.id, rule: deadlines.rule, dueAt: deadlines.dueAt })
    .from(deadlines)
    .where(
      and(
        ...[eq(deadlines.ownerPerson, person), eq(deadlines.ownerRole, role)],
        inArray(deadlines.status, ['open', 'suspended']),
        inArray(deadlines.caseId, [...records]),
      ),
    )
    .orderBy(asc(deadlines.dueAt), asc(deadlines.id));
