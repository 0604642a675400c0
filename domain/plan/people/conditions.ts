import { nodeRow } from '../../nodes/index.ts';
import { partiesSpokenFor } from '../../record/parties.ts';
import { refuse } from '../../record/refusal.ts';
import type { Conditions, FactGuard } from '../guard.ts';
import { isTakenOver } from '../persons.ts';

/** An assignment says something: a field left out stays as it was, and none given would change nobody. */
const namesSomebody: FactGuard<'case.assigned'> = (_, { node, payload }) => {
  const { officer, clerk, teamLeader, panel } = payload;
  if ([officer, clerk, teamLeader, panel].some((named) => named !== undefined)) return undefined;
  const zh = '请写明 officer、clerk、teamLeader、panel 中的至少一项；不写的各项仍为原来的人';
  return refuse('missing-field', zh, nodeRow(node).basis, [{ id: 'officer', zh: '承办人' }]);
};

/** Nobody works on a case in which they speak for a party (民诉法47). */
const noPartys: FactGuard<'case.assigned' | 'desk.assigned'> = (c, draft, standing) => {
  const { node, payload, at } = draft;
  if (isTakenOver(c, draft, standing)) return undefined;
  const named = (nodeRow(node).names?.(payload) ?? []).map(({ person }) => person);
  const partial = named.filter((person) => partiesSpokenFor(c, person, at).length > 0);
  if (partial.length === 0) return undefined;
  const missing = partial.map((id) => ({ id, zh: '代表本案当事人' }));
  return refuse('not-qualified', '代表本案当事人的人不能承办本案', nodeRow(node).basis, missing);
};

/** Who answers for what in a record (engine.md 20). */
export const peopleConditions = {
  'case.assigned': { check: [namesSomebody, noPartys] },
  'desk.assigned': { check: [noPartys] },
} satisfies Conditions;
