import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { type Case, readCase } from '../../domain/record/case.ts';
import { asFact } from '../../domain/record/fact.ts';
import { searchTextOf } from '../../domain/record/search.ts';
import type { NodeId } from '../../domain/nodes/index.ts';
import type { Db } from '../client.ts';
import { cases, caseSearch, facts } from '../schema/index.ts';

const aboutParties: readonly NodeId[] = [
  ...(['case.filed', 'party.joined', 'party.left'] as const),
  ...(['filing.corrected', 'fact.corrected', 'fact.withdrawn'] as const),
];
const BATCH = 500;

/** Cases as far as their filing and their parties go, as corrected since, by id; one that nobody filed is left out. */
export async function readFilings(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Case>> {
  const rows = await db
    .select()
    .from(facts)
    .where(and(inArray(facts.caseId, [...ids]), inArray(facts.node, [...aboutParties])))
    .orderBy(asc(facts.seq));
  const filed = [...Map.groupBy(rows, (row) => row.caseId)].filter(([, own]) => own.some((f) => f.node === 'case.filed')); // prettier-ignore
  return new Map(filed.map(([caseId, own]) => [caseId, readCase(own.map(asFact))]));
}

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

const textOf = (filed: Case | undefined): string => (filed === undefined ? '' : searchTextOf(filed));
