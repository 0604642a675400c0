import { randomUUID } from 'node:crypto';
import type { Store } from '../db/client.ts';
import { type CaseWorkflows, readStart, startOf } from './start.ts';
import { makeWay } from './lame.ts';
import { watcher } from './place.ts';
import { troubleOf } from './trouble.ts';
import type { LawEffect } from '../domain/engine/handle.ts';
import { type CaseInput, messages } from '../workflows/messages.ts';

/** A case and the draft that is being rolled out. */
export interface AskedCase {
  readonly caseId: string;
  readonly rollout: string;
}

const TRIES = 2;
const ANSWER_MS = 20_000; // on two busy cores an update may stall for eleven seconds

/** Which cases are asked, and how long each may take to answer. */
export interface Asking extends CaseWorkflows {
  readonly store: Store;
  readonly answerMs?: number | undefined;
}

/**
 * Asks cases, through their own workflows, to derive again; a workflow that has ended is started again for it. `deferred`
 * is one that does not answer within `answerMs`, twice, or fails. Throws Temporal's error where Temporal is in trouble.
 */
export function askCases(asking: Asking) {
  const { client, answerMs = ANSWER_MS } = asking;
  const watched = watcher();
  return async (asked: AskedCase): Promise<LawEffect> => {
    const updateId = randomUUID(); // makes the tries one
    for (let tried = 1; tried <= TRIES; tried += 1) {
      try {
        return await client.withDeadline(Date.now() + answerMs, () =>
          watched(
            () => ask(asking, updateId, asked),
            () => makeWay(asking, asked.caseId, 'strangers'),
          ),
        );
      } catch (error) {
        const trouble = troubleOf(error);
        // something that this case cannot do holds up no other: there is no server to be waited for
        if (trouble === 'unforeseen' || trouble === 'bad-message') return 'deferred';
        if (trouble !== 'late') throw error;
      }
    }
    return 'deferred';
  };
}

async function ask(asking: Asking, updateId: string, { rollout, caseId }: AskedCase): Promise<LawEffect> {
  const { client, store } = asking;
  const options = { updateId, args: [rollout] as [rollout: string] };
  try {
    return await client.workflow
      .getHandle(caseId)
      .executeUpdate<LawEffect, [rollout: string]>(messages.applyLaw, options);
  } catch (error) {
    if (troubleOf(error) !== 'gone') throw error;
    const start = await readStart(store.db, caseId);
    if (start === undefined) return 'deferred';
    await makeWay(asking, caseId);
    const startWorkflowOperation = startOf(asking, start);
    return client.workflow.executeUpdateWithStart<(input: CaseInput) => Promise<void>, LawEffect, [rollout: string]>(
      messages.applyLaw,
      { ...options, startWorkflowOperation },
    );
  }
}
