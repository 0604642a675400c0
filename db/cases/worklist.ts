import { and, asc, eq, inArray, isNotNull, lt, or, sql } from 'drizzle-orm';
import type { Role } from '../../domain/nodes/roles.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Db } from '../client.ts';
import { cases, deadlines, people } from '../schema/index.ts';
import { withoutHistory } from './case-list.ts';
import { timestamp } from '../keyset.ts';

/** The last line of a page: the next one begins behind it. */
export type WorklistKey = readonly [dueAt: Instant, caseId: string, id: string];

export interface WorklistAsked {
  readonly role?: Role | undefined;
  /** Somebody, with those of their roles that are bound to no case. */
  readonly person?: { readonly id: string; readonly roles: readonly Role[] } | undefined;
  readonly dueBefore?: Instant | undefined;
  readonly after?: WorklistKey | undefined;
  readonly limit: number;
}

/** Open deadlines of all cases, the earliest due first. */
export const readWorklist = (db: Db, { role, person, dueBefore, after, limit }: WorklistAsked) =>
  db
    .select({
      deadline: deadlines,
      ownerName: people.name,
      case: { caseNo: cases.caseNo, stage: cases.stage, team: cases.team, clockOffset: cases.clockOffset },
      filing: withoutHistory,
    })
    .from(deadlines)
    .innerJoin(cases, eq(cases.id, deadlines.caseId))
    .leftJoin(people, eq(people.id, deadlines.ownerPerson))
    .where(
      and(
        eq(deadlines.status, 'open'),
        isNotNull(deadlines.dueAt),
        role && eq(deadlines.ownerRole, role),
        person && or(eq(deadlines.ownerPerson, person.id), inArray(deadlines.ownerRole, [...person.roles])),
        dueBefore === undefined ? undefined : lt(deadlines.dueAt, dueBefore),
        after &&
          sql`(${deadlines.dueAt}, ${deadlines.caseId}, ${deadlines.id}) > (${timestamp(after[0])}, ${after[1]}, ${after[2]})`,
      ),
    )
    .orderBy(asc(deadlines.dueAt), asc(deadlines.caseId), asc(deadlines.id))
    .limit(limit);

export type WorklistRow = Awaited<ReturnType<typeof readWorklist>>[number];
