import type { Actor } from '../domain/case/actor.ts';
import { personsNamed, type Completion } from '../domain/case/decide.ts';
import { refuse, type Refusal } from '../domain/case/refusal.ts';
import { isNodeId, nodeRow } from '../domain/plan/nodes/index.ts';
import type { Db } from '../db/client.ts';
import { readPeople } from '../db/people.ts';
import { isSealed } from '../seal.ts';
import type { Deps } from './deps.ts';

/** A message whose form has been checked. */
interface Sent {
  readonly by: string;
}

/**
 * Who sends a message, and how it came (engine.md 15). A seal that is wrong, expired or `spent` on a refused command
 * counts as none.
 */
export async function actorOf(
  { sealKey }: Deps,
  tx: Db,
  { context, message, spent }: { readonly context: string; readonly message: Sent; readonly spent: boolean },
): Promise<Actor | Refusal> {
  const person = (await readPeople(tx, [message.by])).get(message.by);
  if (person === undefined) return refuse('unknown-person', `没有编号为 ${message.by} 的人员，请在 by 写明经办人编号`);
  return { ...person, via: !spent && isSealed(sealKey, context, message) ? 'api' : 'temporal' };
}

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
export const lookUp = (tx: Db, completions: readonly Completion[], more: readonly string[] = []) =>
  readPeople(tx, [...completions.flatMap(personsNamed), ...more]);
