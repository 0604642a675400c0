import { sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { hasReceiver } from '../outbox/read.ts';

/** A case whose workflow should have woken, or sent, and has not. */
export interface Slept {
  readonly caseId: string;
  /** When it should have woken, in real time; null where only something waits to be sent. */
  readonly since: Instant | null;
}

/**
 * Cases whose next instant passed 30 s ago in their own time, or with something unsent that long: a commit's answer may
 * never have reached the workflow (engine.md 13). At most `limit`, by id, from the one after `after` on.
 */
export async function sleptThrough(db: Db, limit: number, after = ''): Promise<readonly Slept[]> {
  const ago = sql`now() - interval '30 seconds'`;
  const ownAgo = sql`${ago} + clock_offset * interval '1 millisecond'`;
  // each part has an index: cases in real time, those of a trial court that are ahead of it, what waits to be sent
  const { rows } = await db.execute<{ id: string; since: string | null }>(sql`
    select id, floor(extract(epoch from max(next_wake_at)) * 1000) - max(clock_offset) as since
    from (
      select id, next_wake_at, clock_offset from cases where clock_offset = 0 and next_wake_at < ${ago}
      union all
      select id, next_wake_at, clock_offset from cases where clock_offset <> 0 and next_wake_at < ${ownAgo}
      union all
      select c.id, null, null from outbox o join cases c on c.id = o.case_id where sent_at is null and o.created_at < ${ownAgo} and ${hasReceiver}
    ) slept
    where id > ${after}
    group by id order by id limit ${limit}`);
  return rows.map(({ id, since }) => ({
    caseId: id,
    since: since === null ? null : Number(since),
  }));
}
