import { and, desc, eq, inArray, or, sql } from 'drizzle-orm';
import type { EarlierCase, LinksSought } from '../../domain/engine/linking.ts';
import type { ClosingKind } from '../../domain/nodes/closing-kinds.ts';
import { parties } from '../../domain/record/parties.ts';
import { dateOf } from '../../domain/time/instant.ts';
import type { Db } from '../client.ts';
import { basisNumber, cases, facts, filedIdNos, isPreservationFiled } from '../schema/index.ts';
import { readFilings } from './search.ts';

const MOST = 200; // filings looked at, the newest: nobody has more cases in one court

/** The court's other cases against the same respondents, or founded on the same trial, the newest first. */
export async function readEarlierCases(db: Db, sought: LinksSought, except: string): Promise<readonly EarlierCase[]> {
  const { idNos, basis } = sought;
  if (idNos.length === 0 && basis.length === 0) return [];
  const found = await db
    .select({ id: cases.id, caseNo: cases.caseNo, closedAt: cases.closedAt })
    .from(facts)
    .innerJoin(cases, eq(cases.id, facts.caseId))
    .where(
      and(
        eq(facts.node, 'case.filed'),
        or(
          ...(idNos.length > 0 ? [sql`${filedIdNos(facts.payload)} ?| ${sql.param([...idNos])}::text[]`] : []),
          ...(basis.length > 0
            ? [
                and(
                  isPreservationFiled(facts.payload),
                  sql`${basisNumber(facts.payload)} = any(${sql.param([...basis])}::text[])`,
                ),
              ]
            : []),
        ),
      ),
    )
    .orderBy(desc(cases.filedAt))
    .limit(MOST);
  const others = found.filter(({ id }) => id !== except);
  if (others.length === 0) return [];
  const ids = others.map(({ id }) => id);
  const [filings, closings] = await Promise.all([readFilings(db, ids), readClosings(db, ids)]);
  return others.flatMap(({ id, caseNo, closedAt }): EarlierCase[] => {
    const c = filings.get(id);
    const kind = closings.get(id);
    if (c === undefined) return [];
    const of = (side: 'applicant' | 'respondent') => parties(c).filter((party) => party.side === side);
    return [
      {
        ...{
          caseNo,
          basis: c.filed.payload.basis,
          filedAt: c.filed.at,
          applicants: of('applicant'),
          respondents: of('respondent'),
        },
        closed: closedAt === null || kind === undefined ? undefined : { kind, on: dateOf(closedAt) },
      },
    ];
  });
}

/** How each of these cases was closed last; one whose closing was taken back is not closed by its row. */
async function readClosings(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, ClosingKind>> {
  const rows = await db
    .select({ id: facts.caseId, kind: sql<ClosingKind>`${facts.payload} ->> 'kind'` })
    .from(facts)
    .where(and(inArray(facts.caseId, [...ids]), eq(facts.node, 'case.closed')))
    .orderBy(facts.seq);
  return new Map(rows.map(({ id, kind }) => [id, kind]));
}
