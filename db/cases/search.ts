import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { foundingNodes } from '../../domain/nodes/record-kinds.ts';
import { type Case, readCase } from '../../domain/record/case.ts';
import { asFact } from '../../domain/record/fact.ts';
import { identitiesOf } from '../../domain/record/search.ts';
import { searchTextOf } from '../../domain/words/search-text.ts';
import { recordTitle } from '../../domain/words/titles.ts';
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

/**
 * Makes records found that were written before there was a search, or before identity numbers were in it; those of then have in their texts what not
 * everybody may know, and titles by the mask of names of then, too. Part of every migration, safe to repeat.
 */
export async function fillSearch(db: Db): Promise<void> {
  for (;;) {
    const missing = await db
      .select({ id: cases.id, title: sql<string>`${cases.snapshot} ->> 'title'` })
      .from(cases)
      .leftJoin(caseSearch, eq(caseSearch.caseId, cases.id))
      .where(isNull(caseSearch.identities))
      .limit(BATCH);
    if (missing.length === 0) return;
    const ids = missing.map((row) => row.id);
    const known = await readFounded(db, ids);
    // a record that nothing founded is none: an empty text keeps it from being looked at again and again
    const rows = ids.map((caseId) => ({ caseId, text: '', identities: [], ...foundBy(known.get(caseId)) }));
    const renamed = missing.flatMap(({ id, title }) => {
      const c = known.get(id);
      return c === undefined || recordTitle(c) === title ? [] : [{ id, title: recordTitle(c) }];
    });
    await db
      .insert(caseSearch)
      .values(rows)
      .onConflictDoUpdate({
        target: caseSearch.caseId,
        set: { text: sql`excluded.text`, identities: sql`excluded.identities` },
      });
    await db.execute(sql`
      update cases set snapshot = jsonb_set(snapshot, '{title}', to_jsonb(named.title))
        from json_to_recordset(${JSON.stringify(renamed)}) as named (id text, title text) where cases.id = named.id`);
  }
}

const foundBy = (c: Case | undefined) => c && { text: searchTextOf(c), identities: [...identitiesOf(c)] };

/** Records as far as their founding and their parties go, by id. */
async function readFounded(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Case>> {
  const nodes = [...foundingNodes, ...aboutParties];
  const rows = await db.select().from(facts).where(and(inArray(facts.caseId, [...ids]), inArray(facts.node, nodes))).orderBy(asc(facts.seq)); // prettier-ignore
  const founded = [...Map.groupBy(rows, ({ caseId }) => caseId)].filter(([, own]) => own.some(({ node }) => foundingNodes.has(node))); // prettier-ignore
  return new Map(founded.map(([id, own]) => [id, readCase(own.map(asFact))]));
}
