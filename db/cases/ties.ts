import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { prepared } from '../prepared.ts';
import { facts } from '../schema/index.ts';

const TIED = sql`${facts.node} = 'party.identified'`; // literally, or no index is found for it

const tieOf = prepared((db) =>
  db
    .select({ seq: facts.seq })
    .from(facts)
    .where(
      and(
        eq(facts.caseId, sql.placeholder('id')),
        TIED,
        sql`${facts.payload} ->> 'person' = ${sql.placeholder('person')}`,
      ),
    )
    .limit(1)
    .prepare('was_tied'),
);

/** Whether a person was ever named as one who speaks for a party of a case, whatever became of it; no, where there is no such case. */
export async function wasTied(db: Db, id: string, person: string): Promise<boolean> {
  return (await tieOf(db).execute({ id, person })).length > 0;
}

/** The cases in which a person was ever named so, in the order of their ids. */
export async function casesTiedTo(
  db: Db,
  person: string,
  { after = '', limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await db
    .selectDistinct({ id: facts.caseId })
    .from(facts)
    .where(and(TIED, sql`${facts.payload} ->> 'person' = ${person}`, gt(facts.caseId, after)))
    .orderBy(asc(facts.caseId))
    .limit(limit);
  return rows.map(({ id }) => id);
}
