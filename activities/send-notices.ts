import { markSent, unsentNotices } from '../db/outbox/notices.ts';
import type { Deps } from './deps.ts';

/**
 * Sends a case's waiting notices, oldest first, and answers how many. A notice is marked only once its sink has it, and
 * the sink takes one id once: however often this runs, each arrives exactly once.
 */
export const sendNotices =
  ({ store, sink }: Deps) =>
  async ({ caseId }: { readonly caseId: string }): Promise<number> => {
    const waiting = await unsentNotices(store.db, caseId);
    for (const notice of waiting) {
      await sink({ ...notice, caseId });
      await markSent(store.db, notice.id);
    }
    return waiting.length;
  };
