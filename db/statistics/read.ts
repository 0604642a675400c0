import { type SQL, sql } from 'drizzle-orm';
import type { Breakdown, MeasureId, Tally } from '../../domain/words/statistics.ts';
import type { Person } from '../../domain/record/actor.ts';
import { notKeptFrom } from '../cases/worklist.ts';
import type { Db } from '../client.ts';
import { cases, people } from '../schema/index.ts';
import { linesOf, type StatisticsPeriod } from './lines.ts';

/** What figures are asked for, and who asks: what is kept from them is in none. */
export interface StatisticsAsked extends StatisticsPeriod {
  readonly by: Breakdown;
  readonly reader: Pick<Person, 'id' | 'roles'>;
}

/** By what a line is grouped: its team, the role or the person that answers for it. */
const groupOf: Readonly<Record<Breakdown, SQL>> = {
  court: sql`''`,
  team: sql`coalesce(c.team, '')`,
  desk: sql`l.role`,
  person: sql`coalesce(l.person, '')`,
};

const lines = (id: MeasureId, asked: StatisticsAsked): SQL =>
  sql`(${linesOf[id](asked)}) l join ${cases} c on c.id = l.record where ${notKeptFrom(asked.reader, sql`l.record`)}`;

/** What is counted of a measure, by group; a group without lines is left out. */
export async function readTallies(db: Db, id: MeasureId, asked: StatisticsAsked): Promise<ReadonlyMap<string, Tally>> {
  const { rows } = await db.execute<{ of: string; lines: string; counted: string; sum: number | null }>(
    sql`select ${groupOf[asked.by]} as of, count(*) as lines, count(*) filter (where l.counted) as counted, sum(l.amount) as sum
      from ${lines(id, asked)} group by 1`,
  );
  return new Map(
    rows.map(({ of, lines: n, counted, sum }) => [of, { lines: Number(n), counted: Number(counted), sum: sum ?? 0 }]),
  );
}

/** Where a page of lines ended. */
export type LineKey = readonly [record: string, deadline: string];

export interface LinesAsked extends StatisticsAsked {
  /** The group; left out: all. */
  readonly of?: string | undefined;
  /** Only those that count, or only those that do not. */
  readonly counted?: boolean | undefined;
  readonly after?: LineKey | undefined;
  readonly limit: number;
}

/** A line behind a figure. */
export interface StatisticsLine {
  readonly record: string;
  readonly caseNo: string;
  readonly kind: string;
  readonly title: string;
  readonly deadline: string | null;
  readonly rule: string | null;
  readonly role: string;
  readonly person: string | null;
  readonly personName: string | null;
  readonly counted: boolean;
  readonly amount: number | null;
}

/** The lines behind a figure, in the order of their records. */
export async function readLines(db: Db, id: MeasureId, asked: LinesAsked): Promise<readonly StatisticsLine[]> {
  const { of, counted, after, limit } = asked;
  const { rows } = await db.execute<{ [Key in keyof StatisticsLine]: StatisticsLine[Key] }>(
    sql`select l.record, c.case_no as "caseNo", c.kind, c.snapshot ->> 'title' as title, l.deadline,
        (select d.rule from deadlines d where d.case_id = l.record and d.id = l.deadline) as rule,
        l.role, l.person, (select p.name from ${people} p where p.id = l.person) as "personName", l.counted, l.amount
      from ${lines(id, asked)}
        ${of === undefined ? sql`` : sql`and ${groupOf[asked.by]} = ${of}`}
        ${counted === undefined ? sql`` : sql`and l.counted = ${counted}`}
        ${after === undefined ? sql`` : sql`and (l.record, coalesce(l.deadline, '')) > (${after[0]}, ${after[1]})`}
      order by l.record, coalesce(l.deadline, '') limit ${limit}`,
  );
  return rows;
}
