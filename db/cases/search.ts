import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { effectiveFacts } from '../../domain/record/effective.ts';
import { asFact, type FactOf } from '../../domain/record/fact.ts';
import { searchText } from '../../domain/record/search.ts';
import type { NodeId } from '../../domain/nodes/index.ts';
import type { Db } from '../client.ts';
import { cases, caseSearch, facts } from '../schema/index.ts';

const aboutFiling: readonly NodeId[] = ['case.filed', 'fact.corrected', 'fact.withdrawn'];
const BATCH = 500;

/** What cases were filed for, as corrected since, by case; one that nobody filed is left out. */
export async function readFilings(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Filed>> {
  const rows = await db
    .select()
    .from(facts)
    .where(and(inArray(facts.caseId, [...ids]), inArray(facts.node, [...aboutFiling])))
    .orderBy(asc(facts.seq));
  const found = [...Map.groupBy(rows, (row) => row.caseId)].flatMap(([caseId, own]) => {
    const record = own.map(asFact);
    const filed = effectiveFacts(record).find((f) => f.node === 'case.filed');
    return filed === undefined ? [] : [[caseId, filed.payload] as const];
  });
  return new Map(found);
}

type Filed = FactOf<'case.filed'>['payload'];

/** Makes cases found that were written before there was a search: part of every migration, safe to repeat. */
export async function fillSearch(db: Db): Promise<void> {
  for (;;) {
    const missing = await db
      .select({ id: cases.id })
      .from(cases)
      .leftJoin(caseSearch, eq(caseSearch.caseId, cases.id))
      .where(isNull(caseSearch.caseId))
      .limit(BATCH);
    if (missing.length === 0) return;
    const ids = missing.map((row) => row.id);
    const filings = await readFilings(db, ids);
    // a case without a filing is none: an empty text keeps it from being looked at again and again
    const rows = ids.map((caseId) => ({ caseId, text: textOf(filings.get(caseId)) }));
    await db.insert(caseSearch).values(rows).onConflictDoNothing();
  }
}

const textOf = (filed: Filed | undefined): string => (filed === undefined ? '' : searchText(filed));
