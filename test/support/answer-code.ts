import type { NodeId } from '../../domain/nodes/index.ts';
import { isRefusal } from '../../domain/record/refusal.ts';
import type { Court, Sent } from './given.ts';

/** What a completion is answered, in a word: the code of its refusal, or `accepted`. */
export function answerCode(court: Court, node: NodeId, sent: Sent): string {
  const said = court.answer(node, sent);
  return typeof said === 'object' && said !== null && isRefusal(said) ? said.code : 'accepted';
}
