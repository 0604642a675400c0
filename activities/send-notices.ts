import { readRecordHead } from '../db/cases/case.ts';
import type { Db } from '../db/client.ts';
import { markSent, type Unsent, unsentNotices } from '../db/outbox/notices.ts';
import { readHolders } from '../db/people/read.ts';
import { keptFrom } from '../domain/engine/notice.ts';
import { roleIds } from '../domain/nodes/roles.ts';
import type { Deps } from './deps.ts';

/**
 * Sends a case's waiting notices, oldest first, and answers how many. A notice is marked only once its sink has it, and
 * the sink takes one id once: however often this runs, each arrives exactly once.
 */
export const sendNotices =
  ({ store, sink }: Deps) =>
  async ({ caseId }: { readonly caseId: string }): Promise<number> => {
    const waiting = await unsentNotices(store.db, caseId);
    for (const notice of await addressedIn(store.db, caseId, waiting)) {
      await sink({ ...notice, caseId });
      await markSent(store.db, notice.id);
    }
    return waiting.length;
  };

/** The notices as they go out: nobody hears of a record that is kept from them. */
async function addressedIn(db: Db, caseId: string, waiting: readonly Unsent[]): Promise<readonly Unsent[]> {
  const { barred = null } = waiting.length === 0 ? {} : ((await readRecordHead(db, caseId)) ?? {});
  if (barred === null) return waiting;
  const holders = await readHolders(db, roleIds);
  return waiting.map((notice) => ({
    ...notice,
    body: keptFrom(notice.body, barred, (role) => holders.get(role) ?? []),
  }));
}
