import { isRefusal, refuse, type Refusal, refusalCodes } from '../domain/case/refusal.ts';
import { logRefusal } from '../domain/case/log.ts';
import { parseInstant, type Instant } from '../domain/time/instant.ts';
import { type Db, withTx } from '../db/client.ts';
import { insertLog } from '../db/write.ts';
import type { Answer, CaseView, CompleteNode, FileCase, LawEffect } from '../workflows/messages.ts';
import { asAnswer } from './answer.ts';
import type { Deps } from './deps.ts';
import { applyLaw } from './apply-law.ts';
import { completeNode } from './complete-node.ts';
import { fileCase } from './file-case.ts';
import { catchUp, loadCase } from './load-case.ts';
import { viewOf } from './view.ts';

/** What a case's workflow asks to be decided; `settle` only lets time do its work. */
export type CaseCommand =
  | { readonly kind: 'file'; readonly message: FileCase }
  | { readonly kind: 'complete'; readonly message: CompleteNode; readonly commandId: string; readonly waits: boolean }
  /** Derive under the law now in force, if it would change anything; `rollout` is the draft that brings it. */
  | { readonly kind: 'law'; readonly rollout?: string }
  | { readonly kind: 'settle' };

export interface Decide {
  readonly caseId: string;
  /** The case's own time: activities run in real time, the case may not (engine.md 16). */
  readonly now: Instant;
  readonly command: CaseCommand;
}

/** The command's answer as stored for its id, and the case as it is now; null where there is no such case. */
export interface Decided {
  readonly answer: Answer | null;
  readonly view: CaseView | null;
  /** What a command of kind `law` did. */
  readonly law?: LawEffect;
}

/**
 * One transaction: load, check, append, derive, log, enqueue notices, commit (house.md 1.4). Run twice with the same
 * command it answers twice the same. Throws only where the store fails: then it is run again.
 */
export const decideAndRecord =
  (deps: Deps) =>
  ({ caseId, now, command }: Decide): Promise<Decided> =>
    withTx(deps.store, async (tx): Promise<Decided> => {
      if (command.kind === 'file') return fileCase(deps, tx, { caseId, now, message: command.message });
      const loaded = await loadCase(deps, tx, caseId);
      if (loaded === undefined) {
        const waiting = command.kind === 'complete';
        return { answer: waiting ? asAnswer(refuse('unknown-case', `没有案件 ${caseId}`)) : null, view: null };
      }
      if (command.kind === 'law') return applyLaw(tx, loaded, now, command.rollout);
      const standing = await catchUp(tx, loaded, now, command.kind === 'settle');
      if (command.kind === 'settle') return { answer: null, view: await viewOf(tx, caseId, standing, now, 'count') };
      const outcome = await completeNode(deps, tx, {
        ...standing,
        now,
        message: command.message,
        commandId: command.commandId,
      });
      if (!isRefusal(outcome)) return outcome;
      await keepRefusal(tx, caseId, outcome, command, now);
      return { answer: asAnswer(outcome), view: await viewOf(tx, caseId, standing, now, 'count') };
    });

/** A guard's refusal is kept in the log; so is any refusal of a sender that does not wait to hear it (engine.md 11). */
async function keepRefusal(
  tx: Db,
  caseId: string,
  refusal: Refusal,
  { message, waits }: Extract<CaseCommand, { kind: 'complete' }>,
  now: Instant,
): Promise<void> {
  if (waits && refusalCodes[refusal.code] !== 'guard') return;
  const at = (typeof message.at === 'string' ? parseInstant(message.at) : undefined) ?? now;
  const entry = logRefusal(refusal, {
    at,
    by: String(message.by),
    node: String(message.node),
    subject: message.subject ?? null,
  });
  await insertLog(tx, caseId, [entry], now);
}
