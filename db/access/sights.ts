import { and, asc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { type ReadsIn, readsAlso, readsAtLarge, readsByName, sightIn } from '../../domain/access/reads-in.ts';
import { seesAll, type Sight } from '../../domain/access/sights.ts';
import { foundingNodes, type RecordKind } from '../../domain/nodes/record-kinds.ts';
import { isKeptFrom, isStaff } from '../../domain/plan/matters/readers.ts';
import type { Person } from '../../domain/record/actor.ts';
import { type Case, readCase } from '../../domain/record/case.ts';
import { isCaseId } from '../../domain/record/case-number.ts';
import { asFact } from '../../domain/record/fact.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Db } from '../client.ts';
import { prepared } from '../prepared.ts';
import { cases, facts, naming } from '../schema/index.ts';

/** What somebody sees of a record, and of what kind it is. */
export interface RecordSight {
  readonly kind: RecordKind;
  readonly sight: Sight;
}

const headsOf = prepared((db) =>
  db
    .select({
      id: cases.id,
      kind: cases.kind,
      barred: cases.barred,
      readers: cases.readers,
      team: cases.team,
      officer: cases.officer,
      clockOffset: cases.clockOffset,
    })
    .from(cases)
    .where(sql`${cases.id} = any(${sql.placeholder('ids')})`)
    .prepare('read_heads'),
);
type Head = Awaited<ReturnType<ReturnType<typeof headsOf>['execute']>>[number];

/**
 * What somebody sees of some records, by id; a record that there is not is left out, unless its id is a case's and they see all of every case. Whom a record names is looked up only where it could
 * show more than what they are at large does. `realNow`: the wall clock.
 */
export async function readSights(
  db: Db,
  reader: Person,
  ids: readonly string[],
  realNow: Instant,
): Promise<ReadonlyMap<string, RecordSight>> {
  const atLarge = sightIn('case', isStaff(reader.roles) ? readsAtLarge(reader) : readsAtLarge(reader, 'none'));
  // a case is kept from nobody: whoever sees all of every case needs no looking up
  const [clear, asked] = seesAll(atLarge) ? [ids.filter(isCaseId), ids.filter((id) => !isCaseId(id))] : [[], ids];
  const heads = asked.length === 0 ? [] : await headsOf(db).execute({ ids: [...asked] });
  const near = heads.map((head) => ({ head, reads: nearby(head, reader) }));
  const more = near.filter(({ head, reads }) => !reads.by.has('none') && !seesAll(sightIn(head.kind, reads)));
  const [named, teams] = await namedIn(db, reader, more.map(({ head }) => head.id)); // prettier-ignore
  return new Map([
    ...clear.map((id) => [id, { kind: 'case', sight: atLarge }] as const),
    ...near.map(({ head, reads }) => {
      const c = named.get(head.id);
      const inside = c === undefined ? reads : readsAlso(reads, readsByName(c, reader, realNow + head.clockOffset));
      const last = teams.has(head.team ?? '') ? readsAlso(inside, { roles: [], by: new Set(['team']) }) : inside;
      return [head.id, { kind: head.kind, sight: sightIn(head.kind, last) }] as const;
    }),
  ]);
}

const namedIn = (db: Db, reader: Person, ids: readonly string[]) =>
  ids.length === 0
    ? ([new Map<string, Case>(), new Set<string>()] as const)
    : Promise.all([readNamed(db, ids), readOwnTeams(db, reader)]);

/** What the record's row tells: whether it is kept from them, whether they are its officer or among its readers. */
function nearby(head: Head, reader: Person): ReadsIn {
  if (!isStaff(reader.roles) || isKeptFrom(head, reader)) return readsAtLarge(reader, 'none');
  const isNamed = head.officer === reader.id || head.readers?.includes(reader.id) === true;
  return isNamed ? readsAtLarge(reader, 'case') : readsAtLarge(reader);
}

/** The teams for which somebody carries out cases now (db/people/teams.ts). */
async function readOwnTeams(db: Db, { id, roles }: Person): Promise<ReadonlySet<string>> {
  if (!roles.includes('officer')) return new Set();
  const rows = await db
    .selectDistinct({ team: cases.team })
    .from(cases)
    .where(and(eq(cases.officer, id), isNotNull(cases.team), isNull(cases.closedAt)));
  return new Set(rows.flatMap(({ team }) => team ?? []));
}

const founding = [...foundingNodes];
const changing = ['fact.withdrawn', 'fact.corrected'];

/** Records as far as whom they name for what goes, as corrected since, by id. */
async function readNamed(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Case>> {
  const rows = await db
    .select()
    .from(facts)
    .where(and(inArray(facts.caseId, [...ids]), or(naming, inArray(facts.node, [...founding, ...changing]))))
    .orderBy(asc(facts.caseId), asc(facts.seq));
  const found = [...Map.groupBy(rows, ({ caseId }) => caseId)].filter(([, own]) => own.some(({ node }) => foundingNodes.has(node))); // prettier-ignore
  return new Map(found.map(([id, own]) => [id, readCase(own.map(asFact))]));
}
