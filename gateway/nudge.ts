import type { Store } from '../db/client.ts';
import { ENFORCEMENT_CASE, messages } from '../workflows/messages.ts';
import { makeWay } from './lame.ts';
import { type CaseWorkflows, caseStart, readStart } from './start.ts';

/** Has a record look again, through its own workflow, which is started again if it had ended; false: there is none. Throws Temporal's error. */
export const nudgeCase =
  (to: CaseWorkflows & { readonly store: Store }) =>
  async (caseId: string): Promise<boolean> => {
    const start = await readStart(to.store.db, caseId);
    if (start === undefined) return false;
    await makeWay(to, caseId);
    const refresh = { signal: messages.refresh, signalArgs: [] };
    await to.client.workflow.signalWithStart(ENFORCEMENT_CASE, { ...caseStart(to, start), ...refresh });
    return true;
  };
