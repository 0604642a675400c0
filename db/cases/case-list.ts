import {
  and,
  type AnyColumn,
  asc,
  desc,
  eq,
  exists,
  gte,
  inArray,
  like,
  lt,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm';
import type { Snapshot } from '../../domain/engine/snapshot.ts';
import { soughtIdentity, soughtText } from '../../domain/record/search.ts';
import { closedStages, type Stage, stageIds } from '../../domain/plan/closing/stage.ts';
import type { Team } from '../../domain/nodes/roles.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Db } from '../client.ts';
import { cases, caseSearch } from '../schema/index.ts';
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
  readonly id?: string | undefined;
  readonly filedFrom?: Instant | undefined;
  readonly filedTo?: Instant | undefined;
  readonly closed?: boolean | undefined;
  /** Part of a case number, a cause or a party's name, however it is written, or the whole of a party's identity number. */
  readonly q?: string | undefined;
  /** Whether `q` may be an identity number: not everybody finds by one (domain/access/reads-in.ts). */
  readonly byIdentity: boolean;
  readonly sort: CaseSort;
  readonly after?: CaseListKey | undefined;
  readonly limit: number;
}

/** What a list shows of a snapshot: the rest of it may be long. */
const briefly = sql<
  Pick<Snapshot, 'title' | 'cause' | 'claimFen'>
>`jsonb_build_object('title', ${cases.snapshot} -> 'title',
  'cause', ${cases.snapshot} -> 'cause', 'claimFen', ${cases.snapshot} -> 'claimFen')`;
const sorts = {
  filedAt: { by: cases.filedAt, isRising: true },
  '-filedAt': { by: cases.filedAt, isRising: false },
  nextDeadline: { by: cases.nextDueAt, isRising: true },
};

/** A page of cases: first which ones, in the order of an index, then what is shown of them. */
export async function readCases(db: Db, asked: CasesAsked) {
  const { by, isRising } = sorts[asked.sort];
  const order = isRising ? asc : desc;
  const sortedBy = sql<Instant>`${by}`.mapWith(by).as('by');
  const page = db.$with('page', { id: cases.id, by: sortedBy }).as(pageOf(db, asked, await soughtIn(db, asked)));
  return db
    .with(page)
    .select({
      id: cases.id,
      caseNo: cases.caseNo,
      brief: briefly,
      filedAt: cases.filedAt,
      closedAt: cases.closedAt,
      stage: cases.stage,
      team: cases.team,
      officer: cases.officer,
      version: cases.version,
      clockOffset: cases.clockOffset,
      sortedBy: page.by,
    })
    .from(page)
    .innerJoin(cases, eq(cases.id, page.id))
    .orderBy(order(page.by), order(page.id));
}

export type CaseListRow = Awaited<ReturnType<typeof readCases>>[number];

/** Whether a case is closed shows in its stage, which lists have indexes for. */
const stagesOf = ({ stage, closed }: CasesAsked): readonly Stage[] | undefined => {
  if (stage === undefined && closed === undefined) return undefined;
  const fitting = stage === undefined ? stageIds : [stage];
  return closed === undefined ? fitting : fitting.filter((s) => closedStages.has(s) === closed);
};

/**
 * The cases of a page. Of several stages each gives a page, and the first of all of them are the page asked for: however
 * few cases fit and wherever in the order they stand, no others are read. What narrows it to a few at once goes first.
 */
function pageOf(db: Db, asked: CasesAsked, sought: Sought): SQL {
  const { by, isRising } = sorts[asked.sort];
  const order = isRising ? asc : desc;
  const beyond = asked.after && beyondKey(by, isRising, asked.after);
  const fitting = (inStage?: SQL) =>
    db
      .select({ id: cases.id, by: sql`${by}`.as('by') })
      .from(cases)
      .where(and(inStage, ...filters(asked), sought.filter, beyond));
  const found = (inStage?: SQL) => fitting(inStage).orderBy(order(by), order(cases.id)).limit(asked.limit);
  const among = stagesOf(asked);
  const inAmong = among && inArray(cases.stage, [...among]);
  if (sought.isRare) {
    // fetched before they are ordered: an index in that order would be read for each of them
    const inOrder = sql`order by ${order(sql`few.by`)}, ${order(sql`few.id`)}`;
    return sql`select * from ${apart(fitting(inAmong))} few ${inOrder} limit ${asked.limit}`;
  }
  const isNarrow = (asked.officer ?? asked.id ?? (asked.filedFrom && asked.filedTo)) !== undefined;
  if (among === undefined || isNarrow) return found(inAmong).getSQL();
  const ofStage = found(sql`${cases.stage} = s.stage`).as('of_stage');
  return db
    .select({ id: ofStage.id, by: ofStage.by })
    .from(sql`unnest(${sql.param(among)}::text[]) s (stage)`)
    .crossJoinLateral(ofStage)
    .orderBy(order(ofStage.by), order(ofStage.id))
    .limit(asked.limit)
    .getSQL();
}

/** A query that Postgres plans by itself: without `offset 0` it would be made one with the query around it. */
const apart = (query: SQLWrapper): SQL => sql`(${query} offset 0)`;

const beyondKey = (by: AnyColumn, isRising: boolean, [value, id]: CaseListKey): SQL =>
  isRising
    ? sql`(${by}, ${cases.id}) > (${timestamp(value)}, ${id})`
    : sql`(${by}, ${cases.id}) < (${timestamp(value)}, ${id})`;

const filters = ({ team, officer, id, filedFrom, filedTo }: CasesAsked): (SQL | undefined)[] => [
  eq(cases.kind, 'case'),
  team && eq(cases.team, team),
  officer === undefined ? undefined : eq(cases.officer, officer),
  id === undefined ? undefined : eq(cases.id, id),
  filedFrom === undefined ? undefined : gte(cases.filedAt, filedFrom),
  filedTo === undefined ? undefined : lt(cases.filedAt, filedTo),
];

/** What is looked for, as a filter; rare: it names the cases. */
interface Sought {
  readonly filter: SQL | undefined;
  readonly isRare: boolean;
}

const MANY = 2_000; // from here on it is quicker to read the list and look at each case

const TELLING = 6; // characters: what goes before them is in every number of a year

/**
 * Where a text stands. Of a long one the index is asked for the end alone: each further part that nearly all cases have would be
 * read there too, only to rule nothing out.
 */
export function textStands(sought: string): SQL | undefined {
  const within = (part: string) => `%${part.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const characters = [...sought];
  const end = like(caseSearch.text, within(characters.slice(-TELLING).join('')));
  return characters.length <= TELLING ? end : and(end, like(sql`${caseSearch.text} || ''`, within(sought)));
}

const hitsOf = (db: Db, isLike: SQL | undefined) =>
  db.select({ id: caseSearch.caseId }).from(caseSearch).where(isLike).limit(MANY);

/** The cases of whoever has this very identity number. */
async function identified(db: Db, q: string): Promise<readonly string[]> {
  const number = soughtIdentity(q);
  if (number === undefined) return [];
  const rows = await db.select({ id: caseSearch.caseId }).from(caseSearch).where(isIdentified(number)).limit(MANY);
  return rows.map(({ id }) => id);
}

/** That somebody of a record has this very identity number. */
export const isIdentified = (number: string): SQL => sql`${caseSearch.identities} @> array[${number}]::text[]`;

/**
 * Looks up in which cases a text stands. Postgres cannot tell how often it does, and would now and then look at every case
 * in turn for a name that a few have. The characters that mean something to LIKE stand for themselves.
 */
async function soughtIn(db: Db, { q, byIdentity, officer, id }: CasesAsked): Promise<Sought> {
  if (q === undefined) return { filter: undefined, isRare: false };
  const known = byIdentity ? await identified(db, q) : [];
  if (known.length > 0) return { filter: sql`${cases.id} = any(${sql.param(known)})`, isRare: true };
  const sought = soughtText(q);
  if (sought === undefined) return { filter: sql`false`, isRare: true }; // what nobody can see is in no case
  const isLike = textStands(sought);
  const isFewAnyway = (officer ?? id) !== undefined; // one officer's cases are looked at quicker than a whole court's texts
  const hits = isFewAnyway ? [] : await hitsOf(db, isLike);
  if (isFewAnyway || hits.length === MANY) {
    const itself = db
      .select({ one: sql`1` })
      .from(caseSearch)
      .where(and(eq(caseSearch.caseId, cases.id), isLike));
    return { filter: exists(apart(itself)), isRare: false }; // or all hits would be looked up first, to join them
  }
  return { filter: sql`${cases.id} = any(${sql.param(hits.map(({ id }) => id))})`, isRare: true };
}
