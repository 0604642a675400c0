import { and, eq, sql } from 'drizzle-orm';
import { type Db, type Store, withTx } from '../client.ts';
import { inbox } from '../schema/index.ts';

const LOCK = 0x69_6e; // any number, the same in every process: one gives places at a time
/** How many get their place at once. */
export const TOLD_AT_ONCE = 5_000;

/**
 * Gives what has come into inboxes its place, behind all that has one; answers how many. Under a lock that ends with the commit: whoever sees
 * a place sees all before it. Where somebody else is at it, it is left to them.
 */
export const givePlaces = (store: Pick<Store, 'pool'>): Promise<number> =>
  withTx(store, async (tx) => {
    const { rows } = await tx.execute<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(${LOCK}) as mine`);
    if (rows[0]?.mine !== true) return 0;
    const { rowCount } = await tx.execute(sql`
      update inbox set n = told.last + coming.k
        from (select id, row_number() over (order by id) as k from (select id from inbox where n is null order by id limit ${TOLD_AT_ONCE}) as first) as coming,
             (select coalesce(max(n), 0) as last from inbox where n is not null) as told
       where inbox.id = coming.id`);
    return rowCount ?? 0;
  });

/** Notes that somebody has read a line of their inbox, once. */
export async function markRead(db: Db, person: string, id: number): Promise<void> {
  await db
    .update(inbox)
    .set({ readAt: sql`coalesce(${inbox.readAt}, now())` })
    .where(and(eq(inbox.id, id), eq(inbox.person, person)));
}
