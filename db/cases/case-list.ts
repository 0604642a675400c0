import { and, asc, desc, eq, gte, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { Filing } from '../../domain/engine/filing.ts';
import { soughtText } from '../../domain/record/search.ts';
import type { Stage } from '../../domain/plan/closing/stage.ts';
import type { Team } from '../../domain/nodes/roles.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Db } from '../client.ts';
import { cases, caseSearch, deadlines } from '../schema/index.ts';
import { NEVER } from './deadlines.ts';
import { timestamp } from '../keyset.ts';

/** How a list may be ordered; a minus sign puts the latest first, cases without an open deadline come last. */
export const caseSorts = ['filedAt', '-filedAt', 'nextDeadline'] as const;
export type CaseSort = (typeof caseSorts)[number];

/** The last line of a page: the next one begins behind it. */
export type CaseListKey = readonly [value: Instant, id: string];

export interface CasesAsked {
  readonly stage?: Stage | undefined;
  readonly team?: Team | undefined;
  readonly officer?: string | undefined;
  readonly caseNo?: string | undefined;
  readonly filedFrom?: Instant | undefined;
  readonly filedTo?: Instant | undefined;
  readonly closed?: boolean | undefined;
  /** Part of a case number, a cause or a party's name, however it is written. */
  readonly q?: string | undefined;
  readonly sort: CaseSort;
  readonly after?: CaseListKey | undefined;
  readonly limit: number;
}

/** What a takeover brought with it is long, and no list shows it. */
export const withoutHistory = sql<Filing>`${cases.filing} - 'history'`;
// in a list of one table drizzle writes its columns without the table: here every name needs one
const nextDueAt = sql<Instant>`coalesce((select min(d.due_at) from deadlines d
  where d.case_id = cases.id and d.status = 'open'), ${timestamp(NEVER)})`.mapWith(deadlines.dueAt);

const sorts = {
  filedAt: { by: sql<Instant>`${cases.filedAt}`.mapWith(cases.filedAt), isRising: true },
  '-filedAt': { by: sql<Instant>`${cases.filedAt}`.mapWith(cases.filedAt), isRising: false },
  nextDeadline: { by: nextDueAt, isRising: true },
};

/** A page of cases. */
export function readCases(db: Db, asked: CasesAsked) {
  const { by, isRising } = sorts[asked.sort];
  const order = isRising ? asc : desc;
  return db
    .select({
      id: cases.id,
      caseNo: cases.caseNo,
      filing: withoutHistory,
      filedAt: cases.filedAt,
      closedAt: cases.closedAt,
      stage: cases.stage,
      team: cases.team,
      officer: cases.officer,
      version: cases.version,
      clockOffset: cases.clockOffset,
      sortedBy: by,
    })
    .from(cases)
    .where(and(...filters(asked), asked.after && beyond(by, isRising, asked.after)))
    .orderBy(order(by), order(cases.id))
    .limit(asked.limit);
}

export type CaseListRow = Awaited<ReturnType<typeof readCases>>[number];

const beyond = (by: SQL, isRising: boolean, [value, id]: CaseListKey): SQL =>
  isRising
    ? sql`(${by}, ${cases.id}) > (${timestamp(value)}, ${id})`
    : sql`(${by}, ${cases.id}) < (${timestamp(value)}, ${id})`;

const filters = ({ stage, team, officer, caseNo, filedFrom, filedTo, closed, q }: CasesAsked): (SQL | undefined)[] => [
  stage && eq(cases.stage, stage),
  team && eq(cases.team, team),
  officer === undefined ? undefined : eq(cases.officer, officer),
  caseNo === undefined ? undefined : eq(cases.caseNo, caseNo),
  filedFrom === undefined ? undefined : gte(cases.filedAt, filedFrom),
  filedTo === undefined ? undefined : lt(cases.filedAt, filedTo),
  closed === undefined ? undefined : closed ? isNotNull(cases.closedAt) : isNull(cases.closedAt),
  q === undefined ? undefined : containing(q),
];

/** The characters that mean something to LIKE stand for themselves. What nobody can see is in no case. */
function containing(text: string): SQL {
  const sought = soughtText(text);
  if (sought === undefined) return sql`false`;
  const pattern = `%${sought.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return sql`${cases.id} in (select s.case_id from ${caseSearch} s where s.text like ${pattern})`;
}
