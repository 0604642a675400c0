import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { cases, deadlines, naming } from '../schema/index.ts';

/** A page of the records whose facts or open deadlines name somebody, by id; whether they do so still, the record says. */
export const readNaming = (
  db: Db,
  { person, after, limit }: { readonly person: string; readonly after: string; readonly limit: number },
) =>
  // prettier-ignore
  db
    .select({
      id: cases.id,
      caseNo: cases.caseNo,
      kind: cases.kind,
      barred: cases.barred,
      readers: cases.readers,
      clockOffset: cases.clockOffset,
    })
    .from(cases)
    .where(
      and(
        sql`${cases.id} > ${after}`,
        sql`${cases.id} in (
          select case_id from deadlines where owner_person = ${person} and status in ('open', 'suspended')
          union all
          select case_id from facts where ${naming} and strpos(payload::text, to_jsonb(${person}::text)::text) > 0)`,
      ),
    )
    .orderBy(asc(cases.id))
    .limit(limit);

/** The roles in which open deadlines of some records name somebody. */
export const readNamedDeadlines = (db: Db, person: string, records: readonly string[]) =>
  db
    .selectDistinct({ record: deadlines.caseId, role: deadlines.ownerRole })
    .from(deadlines)
    .where(
      and(
        eq(deadlines.ownerPerson, person),
        inArray(deadlines.status, ['open', 'suspended']),
        inArray(deadlines.caseId, [...records]),
      ),
    );
