import { isSystemRole } from '../nodes/systems.ts';
import { nodeRow } from '../nodes/index.ts';
import type { Case } from './case.ts';
import type { Fact } from './fact.ts';

/**
 * Whether a fact's instant is taken at its word however late it was recorded: what founded the record and the history that came with it,
 * what the engine records, or an outside system with its own key, what a bank's line attests (engine.md 2b, 5).
 */
export const isBelieved = (c: Case, { via, as, node, recordedAt }: Pick<Fact, 'via' | 'as' | 'node' | 'recordedAt'>) =>
  via === 'system' ||
  (via === 'api' && as.some(isSystemRole)) ||
  nodeRow(node).attested === true ||
  recordedAt <= c.founding.recordedAt;
