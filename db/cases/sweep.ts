import { sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import type { Instant } from '../../domain/time/instant.ts';

/** A case whose workflow should have woken, or sent, and has not. */
export interface Slept {
  readonly caseId: string;
  /** When it should have woken, in real time; null where only a notice waits to be sent. */
  readonly since: Instant | null;
}

/**
 * Cases whose next instant passed 30 s ago in their own time, or with a notice unsent that long: a commit's answer may
 * never have reached the workflow (engine.md 13). At most `limit`, by id, from the one after `after` on.
 */
export async function sleptThrough(db: Db, limit: number, after = ''): Promise<readonly Slept[]> {
  const { rows } = await db.execute<{ id: string; since: string | null }>(sql`
    select id,
      case when next_wake_at < now() - interval '30 seconds' + clock_offset * interval '1 millisecond'
        then floor(extract(epoch from next_wake_at) * 1000) - clock_offset end as since
    from cases
    where id > ${after}
      and (next_wake_at < now() - interval '30 seconds' + clock_offset * interval '1 millisecond'
        or id in (select case_id from notices n where n.sent_at is null
                  and n.created_at < now() - interval '30 seconds' + cases.clock_offset * interval '1 millisecond'))
    order by id limit ${limit}`);
  return rows.map(({ id, since }) => ({
    caseId: id,
    since: since === null ? null : Number(since),
  }));
}
