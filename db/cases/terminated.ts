import { and, asc, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { closedStages } from '../../domain/plan/closing/stage.ts';
import { type Case, readCase } from '../../domain/record/case.ts';
import { asFact } from '../../domain/record/fact.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Db } from '../client.ts';
import { timestamp } from '../keyset.ts';
import { cases, deadlines, facts } from '../schema/index.ts';

/** The last line of a page: the next one begins behind it. */
export type TerminatedKey = readonly [closedAt: Instant, id: string];

/** A case that ended without property, its record, and the periodic query that is to be done next. */
export interface TerminatedRow {
  readonly id: string;
  readonly caseNo: string;
  readonly title: string;
  readonly closedAt: Instant;
  readonly clockOffset: number;
  readonly c: Case;
  readonly next:
    { readonly round: string | null; readonly due: string | null; readonly dueAt: Instant | null } | undefined;
}

/** A page of the cases that ended without property, the latest closed first. */
export async function readTerminated(
  db: Db,
  { after, limit }: { readonly after?: TerminatedKey | undefined; readonly limit: number },
): Promise<readonly TerminatedRow[]> {
  const closing = sql`exists (select 1 from ${facts} f where f.case_id = ${cases.id} and f.node = 'case.closed' and f.payload ->> 'kind' = 'no-property'
    and not exists (select 1 from ${facts} w where w.case_id = f.case_id and w.node = 'fact.withdrawn' and (w.payload ->> 'fact')::int = f.seq))`;
  const page = await db
    .select({
      id: cases.id,
      caseNo: cases.caseNo,
      title: sql<string>`${cases.snapshot} ->> 'title'`,
      closedAt: cases.closedAt,
      clockOffset: cases.clockOffset,
    })
    .from(cases)
    .where(
      and(
        eq(cases.kind, 'case'),
        inArray(cases.stage, [...closedStages]),
        isNotNull(cases.closedAt),
        closing,
        after && sql`(${cases.closedAt}, ${cases.id}) < (${timestamp(after[0])}, ${after[1]})`,
      ),
    )
    .orderBy(desc(cases.closedAt), desc(cases.id))
    .limit(limit);
  const ids = page.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [records, open] = await Promise.all([
    db.select().from(facts).where(inArray(facts.caseId, ids)).orderBy(asc(facts.seq)),
    db
      .select({ caseId: deadlines.caseId, round: deadlines.subject, due: deadlines.targetDue, dueAt: deadlines.dueAt })
      .from(deadlines)
      .where(
        and(inArray(deadlines.caseId, ids), eq(deadlines.rule, 'periodic-query'), sql`${deadlines.status} = 'open'`),
      )
      .orderBy(asc(deadlines.dueAt)),
  ]);
  const byCase = Map.groupBy(records, ({ caseId }) => caseId);
  return page.map(({ closedAt, ...row }) => ({
    ...row,
    closedAt: closedAt ?? 0, // one without is not on the page
    c: readCase((byCase.get(row.id) ?? []).map(asFact)),
    next: open.find(({ caseId }) => caseId === row.id),
  }));
}
