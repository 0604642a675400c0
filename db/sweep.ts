import { sql } from 'drizzle-orm';
import type { Db } from './client.ts';

/** A case whose workflow should have woken, or sent, and has not. */
export interface Slept {
  readonly caseId: string;
  readonly clockOffset: number;
}

/**
 * Cases whose next instant passed 30 s ago in their own time, or with a notice unsent that long: a commit's answer may
 * never have reached the workflow (engine.md 13).
 */
export async function sleptThrough(db: Db, limit: number): Promise<readonly Slept[]> {
  const { rows } = await db.execute<{ id: string; clock_offset: string }>(sql`
    select id, clock_offset from cases
    where next_wake_at < now() - interval '30 seconds' + clock_offset * interval '1 millisecond'
      or id in (select case_id from notices n where n.sent_at is null
                and n.created_at < now() - interval '30 seconds' + cases.clock_offset * interval '1 millisecond')
    order by next_wake_at nulls last limit ${limit}`);
  return rows.map((row) => ({ caseId: row.id, clockOffset: Number(row.clock_offset) }));
}
