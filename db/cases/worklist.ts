import { and, asc, eq, inArray, isNotNull, isNull, lt, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import type { RuleId } from '../../domain/plan/deadlines.ts';
import type { Role } from '../../domain/nodes/roles.ts';
import { type Light } from '../../domain/plan/light.ts';
import { readsAs } from '../../domain/plan/matters/readers.ts';
import type { Person } from '../../domain/record/actor.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Db } from '../client.ts';
import { namedShares, type StandsIn, unnamedShares } from './delegations.ts';
import { cases, deadlines, people } from '../schema/index.ts';
import { timestamp } from '../keyset.ts';
import { makesLateSql } from './deadlines.ts';

/** The last line of a page: the next one begins behind it. */
export type WorklistKey = readonly [dueAt: Instant, caseId: string, id: string];

export interface WorklistAsked {
  /** The person who reads: what is kept from them is not there. */
  readonly reader: Pick<Person, 'id' | 'roles'>;
  readonly role?: Role | undefined;
  /** Somebody, with those of their roles that are bound to no case, and where they act in another's place. */
  readonly person?:
    | {
        readonly id: string;
        readonly roles: readonly Role[];
        readonly standsIn?: readonly StandsIn[];
        /** Also what waits for a panel that they sit on, though it bears another member's name. */
        readonly isOfPanels?: boolean;
      }
    | undefined;
  readonly dueBefore?: Instant | undefined;
  /** Those of some rules. */
  readonly rules?: readonly RuleId[] | undefined;
  readonly after?: WorklistKey | undefined;
  readonly limit: number;
}

const title = sql<string>`${cases.snapshot}->>'title'`;

/** Few records are kept from anybody: they have an index of their own. */
export const notKeptFrom = (person: WorklistAsked['reader'], record: SQLWrapper = deadlines.caseId): SQL =>
  sql`${record} not in (select id from cases where barred is not null and ${person.id} = any(barred))
    and ${record} not in (select id from cases where readers is not null and not (readers && ${sql.param(readsAs(person))}::text[]))`;

/** Open deadlines of all records, the earliest due first: first which ones, then what is shown of them. */
export function readWorklist(db: Db, asked: WorklistAsked) {
  const page = db.$with('page').as(pageOf(db, asked));
  return db
    .with(page)
    .select({
      deadline: deadlines,
      ownerName: people.name,
      case: {
        kind: cases.kind,
        caseNo: cases.caseNo,
        stage: cases.stage,
        version: cases.version,
        clockOffset: cases.clockOffset,
        title,
      },
    })
    .from(page)
    .innerJoin(deadlines, and(eq(deadlines.caseId, page.caseId), eq(deadlines.id, page.id)))
    .innerJoin(cases, eq(cases.id, page.caseId))
    .leftJoin(people, eq(people.id, deadlines.ownerPerson))
    .orderBy(asc(page.dueAt), asc(page.caseId), asc(page.id));
}

/** How many open deadlines burn with each light, in the order of what is asked. `realNow`: the wall clock. */
export async function countLights(
  db: Db,
  { reader, role, person }: Pick<WorklistAsked, 'reader' | 'role' | 'person'>,
  realNow: Instant,
): Promise<ReadonlyMap<Light, number>> {
  const now = sql`(${timestamp(realNow)} + ${cases.clockOffset} * interval '1 ms')`;
  const today = sql`to_char(${now} at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`;
  const isPast = sql`${deadlines.dueAt} <= ${now}`;
  // as domain/plan/light.ts says of one: a test holds the two together
  const light = sql<Light>`case
    when ${deadlines.status} <> 'open' or ${deadlines.dueAt} is null then 'grey'
    when not (${makesLateSql}) then case when ${isPast} then 'grey' else 'green' end
    when ${deadlines.rung} = 'criticise' or (${isPast} and left(${deadlines.legalDue}, 10) < ${today}) then 'black'
    when ${deadlines.rung} = 'supervise' then 'purple'
    when ${isPast} then 'red'
    when ${deadlines.rung} is null then 'green'
    else 'yellow' end`;
  const shares = person === undefined ? undefined : or(...sharesOf(person));
  const rows = await db
    .select({ light: light.as('light'), n: sql<number>`count(*)`.mapWith(Number) })
    .from(deadlines)
    .innerJoin(cases, eq(cases.id, deadlines.caseId))
    .where(
      and(
        sql`${deadlines.status} in ('open', 'suspended')`,
        notKeptFrom(reader),
        shares,
        role && eq(deadlines.ownerRole, role),
      ),
    )
    .groupBy(sql`light`);
  return new Map(rows.map(({ light: of, n }) => [of, n]));
}

const ofRole = (role: Role, ids: readonly string[]) =>
  and(eq(deadlines.ownerRole, role), inArray(deadlines.caseId, ids));

/** The last word of a record on who sits on its panel names them; what bears their own name is theirs anyway. */
const ofTheirPanels = (person: string): SQL =>
  sql`${deadlines.ownerRole} = 'panel' and ${deadlines.ownerPerson} <> ${person} and (
    select f.payload -> 'panel' from facts f
    where f.case_id = ${deadlines.caseId} and f.node = 'case.assigned' and f.payload -> 'panel' is not null
    order by f.at desc, f.seq desc limit 1) ? ${person}`;

/**
 * What is somebody's: what bears their name, and of each of their roles what bears nobody's; of those in whose place they
 * act the same, in those records and roles alone. No deadline is in two of them.
 */
const sharesOf = ({
  id,
  roles,
  standsIn = [],
  isOfPanels = false,
}: NonNullable<WorklistAsked['person']>): readonly (SQL | undefined)[] => [
  eq(deadlines.ownerPerson, id),
  ...(isOfPanels ? [ofTheirPanels(id)] : []),
  ...roles.map((role) => and(eq(deadlines.ownerRole, role), isNull(deadlines.ownerPerson))),
  ...namedShares(standsIn).map(([from, byRole]) =>
    and(eq(deadlines.ownerPerson, from), or(...[...byRole].map(([role, ids]) => ofRole(role, ids)))),
  ),
  ...[...unnamedShares(standsIn, roles)].map(([role, ids]) => and(ofRole(role, ids), isNull(deadlines.ownerPerson))),
];

/** The lines of a page. Each share gives a page in the order of its index, and the first of all are the page asked for. */
function pageOf(db: Db, { reader, role, rules, person, dueBefore, after, limit }: WorklistAsked) {
  const shareOf = (share: SQL | undefined) =>
    db
      .select({ dueAt: deadlines.dueAt, caseId: deadlines.caseId, id: deadlines.id })
      .from(deadlines)
      .where(
        and(
          sql`${deadlines.status} = 'open'`, // not as a parameter: the indexes are of these alone
          isNotNull(deadlines.dueAt),
          notKeptFrom(reader),
          share,
          role && eq(deadlines.ownerRole, role),
          rules && inArray(deadlines.rule, rules),
          dueBefore === undefined ? undefined : lt(deadlines.dueAt, dueBefore),
          after &&
            sql`(${deadlines.dueAt}, ${deadlines.caseId}, ${deadlines.id}) > (${timestamp(after[0])}, ${after[1]}, ${after[2]})`,
        ),
      )
      .orderBy(asc(deadlines.dueAt), asc(deadlines.caseId), asc(deadlines.id))
      .limit(limit);
  const [first, second, ...others] = (person === undefined ? [undefined] : sharesOf(person)).map(shareOf);
  if (first === undefined || second === undefined) return first ?? shareOf(undefined);
  return unionAll(first, second, ...others)
    .orderBy(sql`due_at`, sql`case_id`, sql`id`)
    .limit(limit);
}

export type WorklistRow = Awaited<ReturnType<typeof readWorklist>>[number];
