import { advanceSteps, asFacts } from '../domain/engine/advance.ts';
import { type Case, readCase } from '../domain/record/case.ts';
import { checkRight, type Completion, decide, readForm } from '../domain/engine/decide.ts';
import { openedBy } from '../domain/engine/derive.ts';
import { isRefusal, refuse, type Refusal } from '../domain/record/refusal.ts';
import { isNodeId } from '../domain/nodes/index.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Db } from '../db/client.ts';
import { readCommand } from '../db/cases/read.ts';
import { bodyHash } from '../gateway/seal.ts';
import type { Accepted, CompleteNode } from '../workflows/messages.ts';
import { checkSeal, lookUp, senderOf } from './actor.ts';
import { acceptedAnswer } from './answer.ts';
import type { Decided } from './decide-and-record.ts';
import type { Deps } from './deps.ts';
import { inSlices } from './in-slices.ts';
import { type CaughtUp, save } from './load-case.ts';
import { checkMessage } from './message.ts';
import { viewOf, viewUnlessSeen } from './view.ts';

interface Completing extends CaughtUp {
  readonly now: Instant;
  /** The version of which the workflow has a view. */
  readonly seen: number | null;
  readonly message: CompleteNode;
  readonly commandId: string;
  /** The message's seal was given to a command that was refused. */
  readonly spent: boolean;
}

/** What is asked, without who asks. */
const completionOf = ({ node, subject, at, payload }: CompleteNode): Completion => ({ node, subject, at, payload });

/** Checks all of a completion that can be seen without its case. */
export function checkCompletion(message: CompleteNode): Refusal | undefined {
  const malformed = checkMessage(message);
  if (malformed !== undefined) return malformed;
  const formed = readForm(completionOf(message));
  return isRefusal(formed) ? formed : undefined;
}

/**
 * Records a node completion whose form has been checked, or says why not: who asks, whether they may, what they were
 * answered before, whom they name, what the case says to it; in this order. Whoever may not learns nothing else.
 */
export async function completeNode(deps: Deps, tx: Db, asked: Completing): Promise<Decided | Refusal> {
  const { caseId, message, commandId, now } = asked;
  const completion = completionOf(message);
  const c = readCase(asked.record);
  const actor = senderOf(deps, { ...asked, context: `${caseId}/completeNode` });
  if (isRefusal(actor)) return actor;
  const known = asked.commandIds.has(commandId) ? await readCommand(tx, caseId, commandId) : undefined;
  const hash = bodyHash(completion);
  if (known?.by === actor.id && known.hash === hash) {
    return { answer: known.answer as Accepted, view: await viewUnlessSeen(tx, asked, asked) }; // written below
  }
  const barred =
    (isNodeId(completion.node) ? checkRight(c, completion.node, { actor }) : undefined) ??
    checkSeal(deps, actor, [completion.node, ...corrected(c, completion)]);
  if (barred !== undefined) return barred;
  if (known !== undefined) return refuse('key-reused', '这个 Idempotency-Key 已用于另一请求，请换一个');
  const people = new Map([...asked.people, ...(await lookUp(tx, [completion]))]);
  const deadlines = () => [...asked.kept.values()];
  const draft = decide(c, completion, { actor, people, now, deadlines, deadlinesOf: openedBy(asked.laws) });
  if (isRefusal(draft)) return draft;
  const facts = asFacts(asked.record, [draft], asked.inForce, actor.via);
  const outcome = await inSlices(advanceSteps(asked, facts, { now, laws: asked.laws }));
  const seq = facts.at(-1)?.seq ?? 0;
  const answer = acceptedAnswer(seq, outcome);
  await save(tx, asked, outcome, now, { id: commandId, hash, answer, seq });
  return {
    answer,
    view: await viewOf(tx, caseId, { ...asked, people, advanced: outcome }, now, outcome.notices.length),
  };
}

/** The nodes of the facts that a correction or withdrawal is about: who may not send them may not change them either. */
function corrected(c: Case, { node, payload }: Pick<Completion, 'node' | 'payload'>): readonly string[] {
  if (node !== 'fact.withdrawn' && node !== 'fact.corrected') return [];
  const meant = c.record[(payload as { fact: number }).fact - 1]; // the form of both has been checked
  return meant === undefined ? [] : [meant.node, ...corrected(c, meant)]; // a fact speaks of earlier ones alone
}
