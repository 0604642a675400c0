import { isRefusal, refuse, type Refusal, refusalCodes } from '../domain/record/refusal.ts';
import type { Instant } from '../domain/time/instant.ts';
import { type Db, withTx } from '../db/client.ts';
import type { Answer, CaseView, CompleteNode, FileCase, LawEffect } from '../workflows/messages.ts';
import { asAnswer } from './answer.ts';
import { applyLaw } from './apply-law.ts';
import { clockOf } from './clock.ts';
import { checkCompletion, completeNode } from './complete-node.ts';
import type { Deps } from './deps.ts';
import { checkFile, fileCase } from './file-case.ts';
import { keepRefusal } from './keep-refusal.ts';
import { catchUp, type Loaded, loadCase } from './load-case.ts';
import { setAside } from './set-aside.ts';
import { viewOf, viewUnlessSeen } from './view.ts';

/** What a case's workflow asks to be decided; `settle` only lets time do its work. */
export type CaseCommand =
  | { readonly kind: 'file'; readonly message: FileCase; readonly spent: boolean }
  | {
      readonly kind: 'complete';
      readonly message: CompleteNode;
      readonly commandId: string;
      /** The sender hears the answer. */
      readonly waits: boolean;
      /** The message's seal was given to a command that was refused: it vouches for nothing any more. */
      readonly spent: boolean;
    }
  /** Derive under the law now in force, if it would change anything; `rollout` is the draft that brings it. */
  | { readonly kind: 'law'; readonly rollout?: string }
  | { readonly kind: 'settle' };

export interface Decide {
  readonly caseId: string;
  /** The workflow's own time: activities run in real time, the case may not (engine.md 16). */
  readonly time: Instant;
  /** By how much the case is ahead of that, as an earlier answer said; null if none did yet. */
  readonly clock: number | null;
  readonly command: CaseCommand;
  /** The version of the case that the workflow has a view of; null if it has none. */
  readonly seen: number | null;
}

/** The command's answer as stored for its id, and the case as it is now; null where there is no such case. */
export interface Decided {
  readonly answer: Answer | null;
  readonly view: CaseView | null;
  /** What a command of kind `law` did. */
  readonly law?: LawEffect;
  /** Milliseconds that the case is ahead of its workflow's time; left out where no case was looked at. */
  readonly clock?: number;
  /** Nothing was settled: it would fail again at once. To be tried again later. */
  readonly failed?: true;
}

/**
 * One transaction: load, check, append, derive, log, enqueue notices, commit (house.md 1.4). Run twice with the same
 * command it answers twice the same. What cannot go through however often it is tried is an answer; it throws only what
 * may pass if tried again (set-aside.ts).
 */
export const decideAndRecord =
  (deps: Deps) =>
  async (asked: Decide): Promise<Decided> => {
    try {
      const malformed = checkCommand(asked);
      if (malformed !== undefined && !isSignal(asked.command)) return { answer: asAnswer(malformed), view: null };
      return await withTx(deps.store, (tx) => decideIn(deps, tx, { ...asked, malformed }));
    } catch (error) {
      return await setAside(deps, asked, error);
    }
  };

/** What can be seen without the case. */
function checkCommand({ caseId, command }: Decide): Refusal | undefined {
  if (command.kind === 'file') return checkFile(caseId, command.message);
  return command.kind === 'complete' ? checkCompletion(command.message) : undefined;
}

/** Nobody waits for its answer: what is refused is kept in the case's log. */
const isSignal = (command: CaseCommand): boolean => command.kind === 'complete' && !command.waits;

/** `malformed`: why its form is refused. */
type Checked = Decide & { readonly malformed: Refusal | undefined };

async function decideIn(deps: Deps, tx: Db, asked: Checked): Promise<Decided> {
  const { caseId, time, command, malformed } = asked;
  if (command.kind === 'file') return fileCase(deps, tx, { ...asked, ...command });
  const by = command.kind === 'complete' && malformed === undefined ? command.message.by : null;
  const loaded = await loadCase(deps, tx, caseId, by);
  if (loaded === undefined) {
    const waiting = command.kind === 'complete';
    return { answer: waiting ? asAnswer(refuse('unknown-case', `没有案件 ${caseId}`)) : null, view: null };
  }
  const clock = clockOf(asked.clock, loaded.clockOffset, time);
  return { ...(await decideLoaded(deps, tx, { ...asked, loaded, command, now: time + clock })), clock };
}

interface Deciding extends Pick<Checked, 'malformed' | 'seen'> {
  readonly loaded: Loaded;
  readonly command: Exclude<CaseCommand, { kind: 'file' }>;
  /** The case's own time. */
  readonly now: Instant;
}

async function decideLoaded(deps: Deps, tx: Db, deciding: Deciding): Promise<Decided> {
  const { loaded, command, malformed, now, seen } = deciding;
  const { caseId } = loaded;
  if (command.kind === 'law') return applyLaw(tx, loaded, now, command.rollout);
  const standing = await catchUp(tx, loaded, now, command.kind === 'settle');
  if (command.kind === 'settle') return { answer: null, view: await viewOf(tx, caseId, standing, now, 'count') };
  const outcome = malformed ?? (await completeNode(deps, tx, { ...standing, ...command, now, seen }));
  if (!isRefusal(outcome)) return outcome;
  // a guard's refusal is kept in the log; so is any refusal of a sender that does not wait to hear it (engine.md 11)
  if (isSignal(command) || refusalCodes[outcome.code] === 'guard')
    await keepRefusal(tx, caseId, outcome, { ...command, now });
  return { answer: asAnswer(outcome), view: await viewUnlessSeen(tx, standing, { now, seen }) };
}
