import { and, eq, type SQL, sql } from 'drizzle-orm';
import { closingKindIds } from '../../domain/nodes/closing-kinds.ts';
import type { Person } from '../../domain/record/actor.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { FigureId, Grouping } from '../../domain/words/figures.ts';
import type { Db } from '../client.ts';
import { makesLateSql } from '../cases/deadlines.ts';
import { readableBy } from '../cases/matters.ts';
import { timestamp } from '../keyset.ts';
import { cases, deadlines } from '../schema/index.ts';

/** Which figures, of which time, told apart by what, for whom. */
export interface FiguresAsked {
  readonly from: Instant;
  /** Behind the last instant. */
  readonly to: Instant;
  readonly by: Grouping;
  /** What is kept from this person is in no figure. */
  readonly reader: Pick<Person, 'id' | 'roles'>;
  /** The wall clock. */
  readonly realNow: Instant;
}

const ofDeadlines: Readonly<Record<Grouping, SQL>> = {
  court: sql`''`,
  team: sql`coalesce(${cases.team}, '')`,
  desk: sql`${deadlines.ownerRole}`,
  person: sql`coalesce(${deadlines.ownerPerson}, '')`,
};
/** A case is its team's and its officer's; of the desks, the officer's. */
const ofCases: Readonly<Record<Grouping, SQL>> = {
  court: sql`''`,
  team: sql`coalesce(${cases.team}, '')`,
  desk: sql`'officer'`,
  person: sql`coalesce(${cases.officer}, '')`,
};

const within = (at: SQL | typeof cases.filedAt | typeof cases.closedAt, { from, to }: FiguresAsked): SQL =>
  sql`${at} >= ${timestamp(from)} and ${at} < ${timestamp(to)}`;

const now = ({ realNow }: FiguresAsked): SQL => sql`(${timestamp(realNow)} + ${cases.clockOffset} * interval '1 ms')`;

interface Source {
  readonly where: SQL | undefined;
  /** When it happened, by which records are ordered. */
  readonly at: SQL;
  /** What is averaged; left out: they are counted. */
  readonly value?: SQL;
}

const ended = (asked: FiguresAsked, status: 'done' | 'done-late'): Source => ({
  where: and(eq(deadlines.status, status), makesLateSql, within(sql`${deadlines.endedAt}`, asked)),
  at: sql`${deadlines.endedAt}`,
});

/** How old the money is that a payout waits for: from its arrival. */
const arrived = sql`(select min(f.at) from facts f where f.case_id = ${deadlines.caseId} and f.node = 'funds.arrived' and f.subject = ${deadlines.subject})`;
const unpaid = (asked: FiguresAsked, from: number, to: number | null): Source => {
  const age = sql`${now(asked)} - ${arrived}`;
  return {
    where: and(
      sql`${deadlines.rule} = 'payout' and ${deadlines.status} in ('open', 'suspended')`,
      sql`${age} > ${from} * interval '1 day'`,
      to === null ? undefined : sql`${age} <= ${to} * interval '1 day'`,
    ),
    at: arrived,
  };
};

/** The records of figures about deadlines. */
const deadlineSources: Partial<Record<FigureId, (asked: FiguresAsked) => Source>> = {
  'done-in-time': (asked) => ended(asked, 'done'),
  'done-late': (asked) => ended(asked, 'done-late'),
  'overdue-now': (asked) => ({
    where: and(eq(deadlines.status, 'open'), makesLateSql, sql`${deadlines.dueAt} <= ${now(asked)}`),
    at: sql`${deadlines.dueAt}`,
  }),
  'unpaid-10': (asked) => unpaid(asked, -1, 10),
  'unpaid-30': (asked) => unpaid(asked, 10, 30),
  'unpaid-over': (asked) => unpaid(asked, 30, null),
  'disclosure-hours': (asked) => ({
    where: and(sql`${deadlines.rule} = 'disclose' and ${deadlines.status} in ('done', 'done-late')`, within(sql`${deadlines.endedAt}`, asked)), // prettier-ignore
    at: sql`${deadlines.endedAt}`,
    value: sql`extract(epoch from ${deadlines.endedAt} - ${deadlines.openedAt}) / 3600`,
  }),
};

/** The kind in which a case that is closed was closed last. */
const closedAs = sql`(select f.payload ->> 'kind' from facts f where f.case_id = ${cases.id} and f.node = 'case.closed' order by f.seq desc limit 1)`;
const isFirst = sql`${cases.caseNo} !~ '执(恢|保)'`;

const closed = (asked: FiguresAsked, ...more: readonly SQL[]): Source => ({
  where: and(sql`${cases.kind} = 'case'`, within(cases.closedAt, asked), ...more),
  at: sql`${cases.closedAt}`,
});

/** The records of figures about cases. */
const caseSources: Partial<Record<FigureId, (asked: FiguresAsked) => Source>> = {
  filed: (asked) => ({ where: and(sql`${cases.kind} = 'case'`, within(cases.filedAt, asked)), at: sql`${cases.filedAt}` }), // prettier-ignore
  closed: (asked) => closed(asked),
  'closed-first': (asked) => closed(asked, isFirst),
  'closed-first-no-property': (asked) => closed(asked, isFirst, sql`${closedAs} = 'no-property'`),
  ...Object.fromEntries(
    closingKindIds.map((kind) => [
      `closed-${kind}`,
      (asked: FiguresAsked) => closed(asked, sql`${closedAs} = ${kind}`),
    ]),
  ),
};

const isCounted = (figure: FigureId): boolean => figure in deadlineSources || figure in caseSources;

/** The records behind a figure: case, deadline if it is about one, group, instant, value. Undefined for a share. */
function recordsOf(figure: FigureId, asked: FiguresAsked): SQL | undefined {
  const [ofDeadline, ofCase] = [deadlineSources[figure]?.(asked), caseSources[figure]?.(asked)];
  const source = ofDeadline ?? ofCase;
  if (source === undefined) return undefined;
  const group = (ofDeadline === undefined ? ofCases : ofDeadlines)[asked.by];
  const { where, at, value = sql`null::float8` } = source;
  const what = ofDeadline === undefined ? sql`''` : sql`${deadlines.id}`;
  const from = ofDeadline === undefined ? sql`${cases}` : sql`${deadlines} join ${cases} on ${eq(cases.id, deadlines.caseId)}`; // prettier-ignore
  return sql`select ${cases.id} as case_id, ${cases.caseNo} as case_no, ${cases.snapshot} ->> 'title' as title, ${what} as deadline,
    ${group} as grp, ${at} as at, (${value})::float8 as value from ${from} where ${and(where, readableBy(asked.reader))}`;
}

/** A figure of one group: how many records, and what they come to on average. */
export interface FigureCount {
  readonly figure: FigureId;
  readonly group: string;
  readonly n: number;
  readonly mean: number | null;
}

/** Every figure that is counted over records, by group; one of nothing is left out. */
export async function readFigures(
  db: Db,
  figures: readonly FigureId[],
  asked: FiguresAsked,
): Promise<readonly FigureCount[]> {
  const parts = figures.filter(isCounted).map((figure) => {
    const records = recordsOf(figure, asked) ?? sql`select`;
    return sql`select ${figure}::text as figure, grp as "group", count(*)::int as n, avg(value)::float8 as mean from (${records}) r group by grp`;
  });
  if (parts.length === 0) return [];
  const { rows } = await db.execute<Record<string, unknown> & FigureCount>(sql.join(parts, sql` union all `));
  return rows;
}

/** The last line of a page of records: the next one begins behind it. */
export type FigureKey = readonly [at: Instant, caseId: string, deadline: string];

/** A record behind a figure. */
export interface FigureRecord {
  readonly caseId: string;
  readonly caseNo: string;
  readonly title: string;
  /** Empty for a record about the case itself. */
  readonly deadline: string;
  readonly at: Date;
  readonly value: number | null;
}

/** A page of the records behind a figure of one group, the latest first; of a share there are none. */
export async function readFigureRecords(
  db: Db,
  { figure, group }: { readonly figure: FigureId; readonly group: string | undefined },
  { after, limit, ...asked }: FiguresAsked & { readonly after?: FigureKey | undefined; readonly limit: number },
): Promise<readonly FigureRecord[]> {
  const records = recordsOf(figure, asked);
  if (records === undefined) return [];
  const beyond = after && sql`(date_trunc('milliseconds', at), case_id, deadline) < (${timestamp(after[0])}, ${after[1]}, ${after[2]})`; // prettier-ignore
  const ofGroup = group === undefined ? undefined : sql`grp = ${group}`;
  const where = and(ofGroup, beyond);
  const { rows } = await db.execute<Record<string, unknown> & Omit<FigureRecord, 'at'> & { at: string }>(sql`
    select case_id as "caseId", case_no as "caseNo", title, deadline, at::text as at, value from (${records}) r
    ${where === undefined ? sql`` : sql`where ${where}`}
    order by date_trunc('milliseconds', at) desc, case_id desc, deadline desc limit ${limit}`);
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}
