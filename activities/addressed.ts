import { legible } from '../domain/gate/text.ts';
import { refuse, type Refusal } from '../domain/record/refusal.ts';
import { nodeNamed } from '../domain/nodes/index.ts';
import type { CaseCommand, Decide } from './decided.ts';

/** A completion as its workflow passes it on. */
export type CompletionSent = Extract<CaseCommand, { kind: 'complete' }>;

/** A completion sent under a node's own name need not name it again: it is written into the message that leaves it out. */
export function addressed(asked: Decide): Decide {
  const { command } = asked;
  if (command.kind !== 'complete' || command.named === undefined) return asked;
  const sent: unknown = command.message; // whatever came
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent) || 'node' in sent) return asked;
  const message = { ...command.message, node: nodeNamed(command.named) ?? command.named };
  return { ...asked, command: { ...command, message } };
}

/** Refuses a completion that was sent under no node's name, or under another's than it names itself. */
export function checkName(named: string, node: string): Refusal | undefined {
  const meant = nodeNamed(named);
  if (meant === undefined)
    return refuse(
      'unknown-node',
      `没有叫做“${legible(named)}”的节点；请以节点的名称为消息的名称，如“完成初次接待”，或者用 completeNode 并在 node 写明节点，全部节点见 GET /api/nodes`,
    );
  if (meant === node) return undefined;
  return refuse('not-a-command', `消息名为“${named}”，其中 node 却是 ${legible(node)}，请改正其一`);
}
