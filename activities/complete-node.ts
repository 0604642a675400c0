import { readCase, type Case } from '../domain/record/case.ts';
import type { Actor } from '../domain/record/actor.ts';
import type { Accepted } from '../domain/engine/answer.ts';
import { type Completion, readForm } from '../domain/engine/completion.ts';
import { checkRight } from '../domain/engine/decide.ts';
import { goesToParty, notThisVersion } from '../domain/engine/heard.ts';
import type { Command, Sender } from '../domain/engine/handle.ts';
import { isNodeId } from '../domain/nodes/index.ts';
import { isRefusal, refuse, type Refusal } from '../domain/record/refusal.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Db } from '../db/client.ts';
import { readCommand } from '../db/cases/read.ts';
import { lookElsewhere } from '../db/cases/elsewhere.ts';
import { unknownCase } from '../db/cases/unknown-case.ts';
import { filedElsewhere } from '../domain/plan/matters/founding.ts';
import { bodyHash } from '../gateway/seal.ts';
import type { CompleteNode } from '../workflows/messages.ts';
import { checkSeal, lookUp, senderOf } from './actor.ts';
import type { Deps } from './deps.ts';
import type { Loaded } from './load-case.ts';
import { type CompletionSent, checkName } from './addressed.ts';
import { checkMessage } from './message.ts';

/** A completion as it came from outside. */
export interface SentCompletion {
  readonly message: CompleteNode;
  readonly commandId: string;
  /** The message's seal was given to a command that was refused. */
  readonly spent: boolean;
}

/** A command that may be put to the record, and under which id; or the answer that it has already. */
export type Received =
  | { readonly command: Extract<Command, { kind: 'complete' }>; readonly id: string; readonly hash: string }
  | { readonly answer: Accepted | Refusal };

/**
 * The command's id as it is kept. What the API does not vouch for has ids of its own, with a space, which no key may have:
 * else whoever reaches Temporal could use up another's Idempotency-Key (engine.md 11, 15).
 */
const commandIdOf = (id: string, { via }: Actor): string => (via === 'api' ? id : `temporal ${id}`);

/** What is asked, without who asks. */
const completionOf = ({ node, subject, at, payload }: CompleteNode): Completion => ({ node, subject, at, payload });

/** Checks all of a completion that can be seen without its case. */
export function checkCompletion(sent: Pick<CompletionSent, 'message' | 'named'>): Refusal | undefined {
  const { message, named } = sent;
  const malformed = checkMessage(message) ?? (named === undefined ? undefined : checkName(named, message.node));
  if (malformed !== undefined) return malformed;
  const formed = readForm(completionOf(message));
  return isRefusal(formed) ? formed : undefined;
}

/**
 * Makes a command of a completion whose form has been checked: who asks, whether they may, what they were answered before,
 * whom they name; in this order. Whoever may not learns nothing else.
 */
export async function receive(
  deps: Deps,
  tx: Db,
  loaded: Loaded & { readonly now: Instant },
  sent: SentCompletion,
): Promise<Received> {
  const { caseId, record, people: known, now } = loaded;
  const completion = completionOf(sent.message);
  const actor = senderOf(deps, { ...sent, people: known, context: `${caseId}/completeNode` });
  if (isRefusal(actor)) return { answer: actor };
  const c = readCase(record);
  const hash = bodyHash(completion);
  const commandOf = (command: string) =>
    loaded.commandIds.has(command) ? readCommand(tx, caseId, command) : undefined;
  let id = commandIdOf(sent.commandId, actor);
  let before = await commandOf(id);
  // a party does not hear whether others have used its key; what it sent to an earlier release bears the bare one
  if (before?.by !== actor.id && goesToParty(c, completion.node, { actor, now })) {
    id = `party ${actor.id} ${id}`;
    before = await commandOf(id);
  }
  if (before?.by === actor.id && before.hash === hash) return { answer: before.answer as Accepted }; // as it was written
  const barred =
    (isNodeId(completion.node) ? checkRight(c, completion.node, { actor, now }) : undefined) ??
    checkSeal(deps, actor, [completion.node, ...corrected(c, completion)]);
  if (barred !== undefined) return { answer: barred };
  if (before !== undefined) return { answer: refuse('key-reused', '这个 Idempotency-Key 已用于另一请求，请换一个') };
  const moved = notThisVersion(c, completion.node, { actor, now }, sent.message.ifVersion);
  if (moved !== undefined) return { answer: moved };
  const unknown = await unknownIn(deps, tx, c, completion);
  if (unknown !== undefined) return { answer: unknown };
  const people: Sender['people'] = new Map([...known, ...(await lookUp(tx, [completion], c))]);
  const others = await lookElsewhere(tx, [completion], { caseId, c, person: actor });
  return { command: { kind: 'complete', completion, actor, people, ...others }, id, hash };
}

/** A case that a matter's founding would name, put right, and that this court does not have; or a number of another court's. */
async function unknownIn(
  deps: Deps,
  tx: Db,
  c: Case,
  { node, payload: said }: Completion,
): Promise<Refusal | undefined> {
  if (c.kind === 'case' || !isNodeId(node)) return undefined;
  if (node !== 'fact.corrected') return filedElsewhere(deps.courtCode, { node, payload: said ?? {} });
  const { fact, payload } = said as { fact: number; payload?: object }; // its form has been checked
  const meant = c.fact(fact);
  if (meant === undefined || payload === undefined) return undefined;
  return fact === c.founding.seq
    ? unknownCase(tx, deps.courtCode, { node: meant.node, payload })
    : filedElsewhere(deps.courtCode, { node: meant.node, payload });
}

/** The nodes of the facts that a correction or withdrawal is about: who may not send them may not change them either. */
function corrected(c: Case, { node, payload }: Pick<Completion, 'node' | 'payload'>): readonly string[] {
  if (node !== 'fact.withdrawn' && node !== 'fact.corrected') return [];
  const meant = c.record[(payload as { fact: number }).fact - 1]; // the form of both has been checked
  return meant === undefined ? [] : [meant.node, ...corrected(c, meant)]; // a fact speaks of earlier ones alone
}
