import { readUnsent } from '../db/outbox/read.ts';
import { markSent } from '../db/outbox/write.ts';
import type { Deps } from './deps.ts';

/**
 * Sends what of a case waits in the outbox, oldest first, and answers how much. An effect is marked only once its receiver
 * has it, and a receiver takes one id once: however often this runs, each arrives exactly once.
 */
export const sendOutbox =
  ({ store, sink }: Deps) =>
  async ({ caseId }: { readonly caseId: string }): Promise<number> => {
    const waiting = await readUnsent(store.db, caseId);
    for (const effect of waiting) {
      await sink(effect);
      await markSent(store.db, effect.id);
    }
    return waiting.length;
  };
