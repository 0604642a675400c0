import type { Case } from '../domain/record/case.ts';
import { type Actor, type Person, withoutOffice } from '../domain/record/actor.ts';
import type { Completion } from '../domain/engine/completion.ts';
import { personsNamed } from '../domain/engine/decide.ts';
import { refuse, type Refusal } from '../domain/record/refusal.ts';
import { isNodeId, nodeRow } from '../domain/nodes/index.ts';
import type { Db } from '../db/client.ts';
import { readPeople } from '../db/people/read.ts';
import { isSealed } from '../gateway/seal.ts';
import type { Deps } from './deps.ts';

/** A message whose form has been checked. */
interface Sent {
  readonly by: string;
}

/** A message, what its seal is bound to, and whether that was spent on a refused command. */
interface Received {
  readonly context: string;
  readonly message: Sent;
  readonly spent: boolean;
  /** Persons that have been looked up, the sender among them if they exist. */
  readonly people: ReadonlyMap<string, Person>;
}

/**
 * Who sends a message, and how it came (engine.md 15). One whose seal is wrong, expired or spent is refused: it came from an
 * API that has told its sender so, or from nobody we know. Nobody whom the message names is looked up here: whether the
 * sender may name anybody is not known yet.
 */
export function senderOf({ sealKey }: Pick<Deps, 'sealKey'>, received: Received): Actor | Refusal {
  const { context, message, spent, people } = received;
  const person = people.get(message.by);
  if (person === undefined) return refuse('unknown-person', `没有编号为 ${message.by} 的人员，请在 by 写明经办人编号`);
  const out = withoutOffice(person);
  if (out !== undefined) return out;
  if (!('seal' in message)) return { ...person, via: 'temporal' };
  if (!spent && isSealed(sealKey, context, message)) return { ...person, via: 'api' };
  return refuse('seal-required', '消息的封印不符、过期或者已经用过，没有登记；请经本系统的接口重新办理');
}

/** The engine itself, by a message that only who has the key can have sealed; nobody's account seals in its name. */
export function engineOf({ sealKey }: Pick<Deps, 'sealKey'>, { context, message, spent }: Omit<Received, 'people'>) {
  return message.by === ENGINE.id && !spent && isSealed(sealKey, context, message)
    ? ENGINE
    : refuse('wrong-role', '此项由系统按时登记，不能由人登记');
}

/** The engine itself. */
export const ENGINE: Actor = { id: 'system', name: '系统', roles: ['system'], via: 'system' };

/** Refuses what came straight through Temporal and decides or moves money, unless the settings let it (engine.md 15). */
export function checkSeal(
  { unsealedNodes }: Pick<Deps, 'unsealedNodes'>,
  { via }: Actor,
  nodes: readonly string[],
): Refusal | undefined {
  const barred = via === 'api' ? undefined : nodes.find((node) => !unsealedNodes.has(node));
  if (barred === undefined) return undefined;
  const zh = isNodeId(barred) ? nodeRow(barred).zh : barred;
  return refuse('seal-required', `“${zh}”不能直接经 Temporal 登记，请通过本系统的接口办理`);
}

/** The persons that completions name, by id: looked up only for a sender who may record them. */
export const lookUp = (tx: Db, completions: readonly Completion[], c?: Case) =>
  readPeople(
    tx,
    completions.flatMap((completion) => personsNamed(completion, c)),
  );
