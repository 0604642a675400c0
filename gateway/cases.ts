import { randomUUID } from 'node:crypto';
import { type CaseStart, type CaseWorkflows, matterKindOf, startOf } from './start.ts';
import { sealed } from './seal.ts';
import type { Answer } from '../domain/engine/answer.ts';
import { type CaseInput, type CompleteNode, type FileCase, messages } from '../workflows/messages.ts'; // prettier-ignore
import { isNodeId, nodeRow } from '../domain/nodes/index.ts';
import { persist } from './persist.ts';
import { mayBeLame, troubleOf } from './trouble.ts';
import { makeWay } from './lame.ts';
import { watcher } from './place.ts';
import { turns } from './turns.ts';
import { Unanswered } from './unanswered.ts';

/** Talks to the workflows of cases. Throws Unanswered when Temporal does not answer. */
export interface Gateway {
  /** Files a case; starts its workflow with it. */
  readonly fileCase: (opening: CaseStart, message: Omit<FileCase, 'seal'>) => Promise<Answer>;
  /** Completes a node. `reopen` is asked when the case's workflow has ended: a late fact starts it again (engine.md 14). */
  readonly completeNode: (
    caseId: string,
    message: Omit<CompleteNode, 'seal'>,
    reopen: () => Promise<CaseStart>,
  ) => Promise<Answer>;
  /** Has a case settle everything that has fallen due; false if its workflow has ended. */
  readonly settleNow: (caseId: string) => Promise<boolean>;
}

export interface GatewayOptions extends CaseWorkflows {
  readonly sealKey: string;
}

/**
 * Tries for one record that are under way at once. Temporal takes ten updates of one workflow: what is sent beyond that comes back
 * to be sent again, and on a busy machine such a crowd keeps the worker from ever answering one. Half of them: there may be
 * another API. How long a try waits for its turn (ms).
 */
const AT_ONCE = { most: 5, mostBytes: Number.POSITIVE_INFINITY, waitMs: 20_000 };

/** Has each try wait for its turn. One whose turn does not come is `busy` only where none before it was sent: else it may be recorded. */
const fewOf =
  (inTurn: ReturnType<typeof turns>) =>
  <T>(caseId: string, attempt: (deadline: number) => Promise<T>) => {
    let isSent = false;
    const send = (deadline: number) => {
      isSent = true;
      return attempt(deadline);
    };
    return (deadline: number): Promise<T> =>
      inTurn(caseId, 0, () => send(deadline)).catch((error: unknown) => {
        throw isSent && error instanceof Unanswered && error.code === 'busy' ? new Unanswered('timeout') : error;
      });
  };

/** The gateway over a Temporal client. */
export function createGateway(options: GatewayOptions): Gateway {
  const { client, sealKey } = options;
  const within = <T>(deadline: number, call: () => Promise<T>) => client.withDeadline(deadline, call);
  const vouchedFor = <M extends object>(caseId: string, kind: 'fileCase' | 'completeNode', message: M) =>
    sealed(sealKey, `${caseId}/${kind}`, message);
  const watched = watcher();
  const fewAtOnce = fewOf(turns(AT_ONCE));
  // Not the command's id: Temporal would answer a refusal again, and another body under the same key, without asking
  // the case. That id is kept in Postgres (engine.md 11); this one only makes our own retries one.
  const newUpdateId = () => randomUUID();
  const withStart = (opening: CaseStart, update: string, updateId: string, message: object, deadline: number) =>
    within(deadline, () =>
      client.workflow.executeUpdateWithStart<(input: CaseInput) => Promise<void>, Answer, [object]>(update, {
        startWorkflowOperation: startOf(options, opening),
        updateId,
        args: [message],
      }),
    );
  /** Tries until it is answered. What runs under the case's id and cannot answer is ended, and the case started again. */
  const reach = <T>(caseId: string, attempt: (deadline: number) => Promise<T>): Promise<T> =>
    persist(async (deadline) => {
      try {
        return await watched(
          () => attempt(deadline),
          () => makeWay(options, caseId, 'strangers'),
        );
      } catch (error) {
        if (error instanceof Unanswered || !mayBeLame(error) || !(await makeWay(options, caseId))) throw error;
        return attempt(deadline);
      }
    });
  return {
    fileCase(opening, message) {
      const updateId = newUpdateId();
      const { caseId } = opening;
      // sealed for each try: a seal whose command was refused is worth nothing any more
      const body = () => vouchedFor(caseId, 'fileCase', message);
      const update = matterKindOf(caseId) === undefined ? messages.fileCase : messages.foundMatter;
      return reach(caseId, (deadline) => withStart(opening, update, updateId, body(), deadline));
    },
    completeNode(caseId, message, reopen) {
      const updateId = newUpdateId();
      const update = isNodeId(message.node) ? nodeRow(message.node).zh : messages.completeNode; // what the timeline shows
      const attempt = async (deadline: number) => {
        const args: [object] = [vouchedFor(caseId, 'completeNode', message)];
        const handle = client.workflow.getHandle(caseId);
        try {
          return await within(deadline, () => handle.executeUpdate<Answer, [object]>(update, { updateId, args }));
        } catch (error) {
          if (troubleOf(error) !== 'gone') throw error;
          const opening = await reopen();
          await makeWay(options, caseId);
          return withStart(opening, update, updateId, args[0], deadline);
        }
      };
      return reach(caseId, fewAtOnce(caseId, attempt));
    },
    settleNow(caseId) {
      const updateId = newUpdateId();
      return reach(caseId, async (deadline) => {
        const handle = client.workflow.getHandle(caseId);
        try {
          await within(deadline, () => handle.executeUpdate(messages.settleNow, { updateId }));
          return true;
        } catch (error) {
          if (troubleOf(error) !== 'gone') throw error;
          return false;
        }
      });
    },
  };
}
