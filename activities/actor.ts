import type { Actor, Person } from '../domain/case/actor.ts';
import { refuse, type Refusal } from '../domain/case/refusal.ts';
import type { Db } from '../db/client.ts';
import { readPeople } from '../db/people.ts';
import { isSealed } from '../seal.ts';
import type { Deps } from './deps.ts';

interface Sent {
  readonly by: string;
  readonly seal?: string;
}

/** Who sends a message, how it came, and the other persons it names (engine.md 15). */
export async function actorOf(
  { sealKey }: Deps,
  tx: Db,
  context: string,
  message: Sent,
  named: readonly string[],
): Promise<{ readonly actor: Actor; readonly people: ReadonlyMap<string, Person> } | Refusal> {
  const people = await readPeople(tx, [message.by, ...named]);
  const person = people.get(message.by);
  if (person === undefined) return refuse('unknown-person', `没有编号为 ${message.by} 的人员，请在 by 写明经办人编号`);
  const via = isSealed(sealKey, context, message) ? 'api' : 'temporal';
  return { actor: { ...person, via }, people };
}
