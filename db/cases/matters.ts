import { and, desc, eq, exists, ilike, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import { findsByIdentity } from '../../domain/access/reads-in.ts';
import type { MatterKind } from '../../domain/nodes/record-kinds.ts';
import { readsAs } from '../../domain/plan/matters/readers.ts';
import type { Person } from '../../domain/record/actor.ts';
import { foldText, soughtIdentity, soughtText } from '../../domain/record/search.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Db } from '../client.ts';
import { isIdentified, textStands } from './case-list.ts';
import { timestamp } from '../keyset.ts';
import { cases, caseSearch } from '../schema/index.ts';

/** Which registered matters, for whom. */
export interface MattersAsked {
  /** The person who reads: what is kept from them is not there. */
  readonly reader: Pick<Person, 'id' | 'roles'>;
  readonly kind?: MatterKind | undefined;
  /** The case that they are about. */
  readonly case?: string | undefined;
  readonly concluded?: boolean | undefined;
  /** Part of its number, of what its title shows, or of what the case that it is about is found by, however it is written. */
  readonly q?: string | undefined;
  /** The last line of the page before. */
  readonly after?: readonly [receivedAt: Instant, id: string] | undefined;
  readonly limit: number;
}

/** A page of registered matters, the latest received first. */
export const readMatters = (db: Db, { reader, kind, case: about, concluded, q, after, limit }: MattersAsked) =>
  db
    .select({
      id: cases.id,
      kind: cases.kind,
      about: cases.about,
      stage: cases.stage,
      officer: cases.officer,
      version: cases.version,
      filedAt: cases.filedAt,
      closedAt: cases.closedAt,
      snapshot: cases.snapshot,
    })
    .from(cases)
    .where(
      and(
        sql`${cases.kind} <> 'case'`, // not as a parameter: the index is of these alone
        readableBy(reader),
        kind && eq(cases.kind, kind),
        about === undefined ? undefined : eq(cases.about, about),
        concluded === true ? isNotNull(cases.closedAt) : undefined,
        concluded === false ? isNull(cases.closedAt) : undefined,
        q === undefined ? undefined : isSought(db, q, findsByIdentity(reader)),
        after && sql`(${cases.filedAt}, ${cases.id}) < (${timestamp(after[0])}, ${after[1]})`,
      ),
    )
    .orderBy(desc(cases.filedAt), desc(cases.id))
    .limit(limit);

/** What is looked for stands in its number, in what it is found by itself, or in what its case is found by. */
function isSought(db: Db, q: string, byIdentity: boolean): SQL | undefined {
  const sought = soughtText(q);
  if (sought === undefined) return sql`false`; // nothing that could be seen
  const identity = byIdentity ? soughtIdentity(q) : undefined;
  const own = db
    .select({ one: sql`1` })
    .from(caseSearch)
    .where(
      and(
        sql`${caseSearch.caseId} in (${cases.id}, ${cases.about})`,
        or(textStands(sought), identity === undefined ? undefined : isIdentified(identity)),
      ),
    );
  const number = foldText(q).replaceAll(/[\\%_]/g, '\\$&');
  return or(ilike(cases.id, `%${number}%`), exists(own));
}

/** A line of them. */
export type MatterRow = Awaited<ReturnType<typeof readMatters>>[number];

/** Records that are not kept from a person (domain/plan/matters/readers.ts). */
export const readableBy = (person: Pick<Person, 'id' | 'roles'>) =>
  sql`(${cases.barred} is null or not (${person.id} = any(${cases.barred}))) and (${cases.readers} is null or ${cases.readers} && ${sql.param(readsAs(person))}::text[])`;
