import { advance, asFacts } from '../domain/case/advance.ts';
import { readCase } from '../domain/case/case.ts';
import { decide, personsNamed } from '../domain/case/decide.ts';
import { derive } from '../domain/case/derive.ts';
import { isRefusal, refuse, type Refusal } from '../domain/case/refusal.ts';
import { holders } from '../domain/plan/readings/parties.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Db } from '../db/client.ts';
import { readCommand } from '../db/record.ts';
import { bodyHash } from '../seal.ts';
import type { Accepted, CompleteNode } from '../workflows/messages.ts';
import { actorOf } from './actor.ts';
import { acceptedAnswer } from './answer.ts';
import type { Decided } from './decide-and-record.ts';
import type { Deps } from './deps.ts';
import { type CaughtUp, save } from './load-case.ts';
import { viewOf } from './view.ts';

interface Completing extends CaughtUp {
  readonly now: Instant;
  readonly message: CompleteNode;
  readonly commandId: string;
}

/** Records a node completion, or says why not. The same command id is answered as it was the first time. */
export async function completeNode(deps: Deps, tx: Db, asked: Completing): Promise<Decided | Refusal> {
  const { caseId, message, commandId, now } = asked;
  const malformed = checkMessage(message);
  if (malformed !== undefined) return malformed;
  const completion = { node: message.node, subject: message.subject, at: message.at, payload: message.payload };
  const hash = bodyHash(completion);
  const known = asked.commandIds.has(commandId) ? await readCommand(tx, caseId, commandId) : undefined;
  if (known !== undefined) {
    if (known.hash !== hash) return refuse('key-reused', '这个 Idempotency-Key 已用于另一内容的请求，请换一个');
    return { answer: known.answer as Accepted, view: await viewOf(tx, caseId, asked, now, 'count') }; // written below
  }
  const c = readCase(asked.record);
  const named = [...personsNamed(completion), ...holders(c, 'officer')]; // the view will want the officer's name
  const sent = await actorOf(deps, tx, `${caseId}/completeNode`, message, named);
  if (isRefusal(sent)) return sent;
  const draft = decide(c, completion, { ...sent, now, deadlines: () => derive(c, asked.laws) });
  if (isRefusal(draft)) return draft;
  const facts = asFacts(asked.record, [draft], asked.inForce, sent.actor.via);
  const outcome = advance(asked, facts, { now, laws: asked.laws });
  const seq = facts.at(-1)?.seq ?? 0;
  const answer = acceptedAnswer(seq, outcome);
  const unsent = await save(tx, caseId, asked, outcome, now, { id: commandId, hash, answer, seq });
  return { answer, view: await viewOf(tx, caseId, { ...asked, advanced: outcome }, now, unsent, sent.people) };
}

/** Messages come from anybody who may signal: nothing about their shape is certain. */
function checkMessage(message: CompleteNode): Refusal | undefined {
  const { node, subject, at, by } = message as unknown as Record<string, unknown>; // see above
  if (typeof node !== 'string')
    return refuse(
      'not-a-command',
      '请在 node 写明节点，如 {"node":"reception.held","by":"p-reception-1","payload":{…}}',
    );
  if (typeof by !== 'string') return refuse('unknown-person', '请在 by 写明经办人编号');
  if (subject !== undefined && subject !== null && typeof subject !== 'string')
    return refuse('wrong-type', 'subject 应为文本');
  return at === undefined || typeof at === 'string' ? undefined : refuse('bad-instant', 'at 应为带时区的时刻');
}
