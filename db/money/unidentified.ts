import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { facts } from '../schema/index.ts';

/** Serial and sum (fen) of records of unidentified money, by the record. */
export async function readUnidentified(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly serial: string; readonly amountFen: number }>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: facts.caseId, payload: facts.payload })
    .from(facts)
    .where(and(sql`${facts.caseId} = any(${sql.param([...ids])}::text[])`, eq(facts.node, 'funds.unidentified')));
  return new Map(
    rows.map(({ id, payload }) => {
      const { line, amountFen } = payload as { readonly line: { readonly serial: string }; readonly amountFen: number }; // of that node
      return [id, { serial: line.serial, amountFen }] as const;
    }),
  );
}
