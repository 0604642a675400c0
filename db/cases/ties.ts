import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { prepared } from '../prepared.ts';
import { facts } from '../schema/index.ts';

const tieOf = prepared((db) =>
  db
    .select({ seq: facts.seq })
    .from(facts)
    .where(
      and(
        eq(facts.caseId, sql.placeholder('id')),
        eq(facts.node, 'party.identified'),
        sql`${facts.payload}->>'person' = ${sql.placeholder('person')}`,
      ),
    )
    .limit(1)
    .prepare('was_tied'),
);

/** Whether a person was ever named as one who speaks for a party of a case, whatever became of it; no, where there is no such case. */
export async function wasTied(db: Db, id: string, person: string): Promise<boolean> {
  return (await tieOf(db).execute({ id, person })).length > 0;
}
