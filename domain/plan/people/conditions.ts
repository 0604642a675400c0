import { nodeRow } from '../../nodes/index.ts';
import { refuse } from '../../record/refusal.ts';
import type { Conditions, FactGuard } from '../guard.ts';

/** An assignment says something: a field left out stays as it was, and none given would change nobody. */
const namesSomebody: FactGuard<'case.assigned'> = (_, { node, payload }) => {
  const { officer, clerk, teamLeader, panel } = payload;
  if ([officer, clerk, teamLeader, panel].some((named) => named !== undefined)) return undefined;
  const zh = '请写明 officer、clerk、teamLeader、panel 中的至少一项；不写的各项仍为原来的人';
  return refuse('missing-field', zh, nodeRow(node).basis, [{ id: 'officer', zh: '承办人' }]);
};

/** Who answers for what in a record (engine.md 20). */
export const peopleConditions = {
  'case.assigned': { check: [namesSomebody] },
} satisfies Conditions;
