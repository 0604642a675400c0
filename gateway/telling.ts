import type { Answer } from '../domain/engine/answer.ts';
import type { CompleteNode } from '../workflows/messages.ts';
import { createGateway } from './cases.ts';
import { readStart } from './start.ts';
import type { Sweeping } from './sweeping.ts';

/** Records in a case, through its own workflow, what a system says there. Throws Unanswered where it does not answer; a case that is not there refuses. */
export const tellCase = (
  sweeping: Pick<Sweeping, 'client' | 'taskQueue' | 'continueAfter' | 'store'> & { readonly sealKey: string },
) => {
  const gateway = createGateway(sweeping);
  return async (caseId: string, message: Omit<CompleteNode, 'seal'>): Promise<Answer> => {
    const start = await readStart(sweeping.store.db, caseId);
    if (start === undefined)
      return { accepted: false, code: 'unknown-case', zh: `没有案件 ${caseId}`, basis: null, missing: [] };
    return gateway.completeNode(caseId, message, () => Promise.resolve(start));
  };
};
