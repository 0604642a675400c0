import { and, asc, gt, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { deadlines, rules } from '../schema/index.ts';

/** Every version of every rule, in order of the book's versions. */
export const readRules = (db: Db) => db.select().from(rules).orderBy(asc(rules.version));

/** Versions dated ahead that deadlines stand under all the same: those of cases whose own time runs ahead. */
export async function readUsedAhead(db: Db): Promise<ReadonlySet<number>> {
  const isUsed = sql`exists (select 1 from ${deadlines} d where d.rule = ${rules.rule}
    and d.because @> jsonb_build_array(jsonb_build_object('step', 'rule', 'version', ${rules.version})))`;
  const rows = await db
    .select({ version: rules.version })
    .from(rules)
    .where(and(gt(rules.effectiveFrom, sql`now()`), isUsed));
  return new Set(rows.map((row) => row.version));
}

export type RuleRow = Awaited<ReturnType<typeof readRules>>[number];
