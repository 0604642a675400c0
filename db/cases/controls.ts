import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { AssetKind } from '../../domain/nodes/asset-kinds.ts';
import type { NodeId } from '../../domain/nodes/index.ts';
import type { Team } from '../../domain/nodes/roles.ts';
import type { Snapshot } from '../../domain/engine/snapshot.ts';
import { type Case, readCase } from '../../domain/record/case.ts';
import { asFact } from '../../domain/record/fact.ts';
import type { CivilDate } from '../../domain/time/civil-date.ts';
import type { Db } from '../client.ts';
import { cases, deadlines, facts } from '../schema/index.ts';
import { recorded } from './read.ts';

/** The last line of a page: the next one begins behind it. A control whose last day is not known has `''` for it. */
export type ControlKey = readonly [until: string, caseId: string, asset: string];

export interface ControlsAsked {
  readonly untilFrom?: CivilDate | undefined;
  readonly untilTo?: CivilDate | undefined;
  readonly kind?: AssetKind | undefined;
  readonly order?: 'first' | 'waiting' | undefined;
  readonly team?: Team | undefined;
  readonly officer?: string | undefined;
  readonly after?: ControlKey | undefined;
  readonly limit: number;
}

type Held = Snapshot['assets'][number];
const asset = sql`a.value`;
const assetId = sql<string>`${asset} ->> 'id'`;
const until = sql<string>`coalesce(${asset} ->> 'until', '')`;

/** Every control in force in the court, the first to run out first: of each case's row its assets (docs/decisions/084). */
export async function readControls(db: Db, asked: ControlsAsked) {
  const page = db.$with('page', { id: cases.id, asset: sql<Held>`asset`.as('asset') }).as(pageOf(db, asked));
  const held = sql<Held>`page.asset`;
  return db
    .with(page)
    .select({
      id: cases.id,
      caseNo: cases.caseNo,
      title: sql<string>`${cases.snapshot} ->> 'title'`,
      team: cases.team,
      officer: cases.officer,
      stage: cases.stage,
      clockOffset: cases.clockOffset,
      asset: held,
    })
    .from(page)
    .innerJoin(cases, eq(cases.id, page.id))
    .orderBy(sql`coalesce(page.asset ->> 'until', '')`, asc(page.id), sql`page.asset ->> 'id'`);
}

export type ControlRow = Awaited<ReturnType<typeof readControls>>[number];

function pageOf(db: Db, asked: ControlsAsked): SQL {
  const { untilFrom, untilTo, kind, order, team, officer, after, limit } = asked;
  const orders = order === undefined ? ['first', 'waiting'] : [order];
  return db
    .select({ id: cases.id, asset: sql<Held>`${asset}`.as('asset') })
    .from(cases)
    .innerJoin(sql`lateral jsonb_array_elements(${cases.snapshot} -> 'assets') a (value)`, sql`true`)
    .where(
      and(
        eq(cases.kind, 'case'),
        team && eq(cases.team, team),
        officer === undefined ? undefined : eq(cases.officer, officer),
        inArray(sql`${asset} ->> 'control'`, orders),
        kind && sql`${asset} ->> 'kind' = ${kind}`,
        untilFrom === undefined ? undefined : sql`${until} >= ${untilFrom}`,
        untilTo === undefined ? undefined : sql`${until} <= ${untilTo}`,
        after && sql`(${until}, ${cases.id}, ${assetId}) > (${after[0]}, ${after[1]}, ${after[2]})`,
      ),
    )
    .orderBy(until, asc(cases.id), assetId)
    .limit(limit)
    .getSQL();
}

/** The open deadlines about some assets, by case and asset, the first due first. */
export async function readAssetDeadlines(db: Db, those: readonly { readonly id: string; readonly asset: Held }[]) {
  if (those.length === 0) return new Map<string, never>();
  const rows = await db
    .select()
    .from(deadlines)
    .where(
      and(
        inArray(deadlines.caseId, [...new Set(those.map(({ id }) => id))]),
        inArray(deadlines.subject, [...new Set(those.map(({ asset: { id } }) => id))]),
        eq(deadlines.status, 'open'),
      ),
    )
    .orderBy(asc(deadlines.dueAt), asc(deadlines.id));
  return Map.groupBy(rows, ({ caseId, subject }) => `${caseId} ${subject ?? ''}`);
}

const aboutParties: readonly NodeId[] = ['case.filed', 'party.joined', 'party.left', 'fact.corrected', 'fact.withdrawn', 'filing.corrected']; // prettier-ignore

/** Cases as far as their parties go, by id: none of their other facts are read. */
export async function readPartiesOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Case>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ ...recorded, caseId: facts.caseId })
    .from(facts)
    .where(and(inArray(facts.caseId, [...new Set(ids)]), inArray(facts.node, [...aboutParties])))
    .orderBy(asc(facts.seq));
  const byCase = Map.groupBy(rows, ({ caseId }) => caseId);
  return new Map([...byCase].map(([id, own]) => [id, readCase(own.map(({ caseId: _, ...fact }) => asFact(fact)))]));
}
