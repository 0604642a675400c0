import { law } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import type { PersonNamed } from '../../nodes/node.ts';
import { recordKinds } from '../../nodes/record-kinds.ts';
import { roles } from '../../nodes/roles.ts';
import { delegatedTo } from '../../record/delegations.ts';
import { partiesSpokenFor } from '../../record/parties.ts';
import { dateOf } from '../../time/instant.ts';
import { refuse } from '../../record/refusal.ts';
import type { Conditions, FactGuard } from '../guard.ts';
import { notAPanel } from '../limits/conditions.ts';
import { whoCarriedOut } from '../carried-out.ts';
import { asReader, barred, readersOf } from '../matters/readers.ts';
import { isTakenOver } from '../persons.ts';

/** An assignment says something: a field left out stays as it was, and none given would change nobody. */
const namesSomebody: FactGuard<'case.assigned'> = (_, { node, payload }) => {
  const { officer, clerk, teamLeader, panel } = payload;
  if ([officer, clerk, teamLeader, panel].some((named) => named !== undefined)) return undefined;
  const zh = '请写明 officer、clerk、teamLeader、panel 中的至少一项；不写的各项仍为原来的人';
  return refuse('missing-field', zh, nodeRow(node).basis, [{ id: 'officer', zh: '承办人' }]);
};

/** Nobody works on a case in which they speak for a party (民诉法47), nor did: what a takeover says of it is asked as it comes in. */
export const noPartys: FactGuard<'case.assigned' | 'desk.assigned' | 'delegation.given' | 'triage.decided'> = (
  c,
  draft,
  standing,
) => {
  const { node, payload, at } = draft;
  if (standing.isRecorded === true && isTakenOver(c, draft, standing)) return undefined;
  const named = (nodeRow(node).names?.(payload) ?? []).map(({ person }) => person);
  const partial = named.filter((person) => partiesSpokenFor(c, person, at).length > 0);
  if (partial.length === 0) return undefined;
  const missing = partial.map((id) => ({ id, zh: '代表本案当事人' }));
  return refuse('not-qualified', '代表本案当事人的人不能承办本案', nodeRow(node).basis, missing);
};

/** The panel that is named is one that can decide; a takeover tells who sat, and what was recorded before stands (plan §1). */
const canDecide: FactGuard<'case.assigned'> = (c, draft, standing) => {
  const { panel } = draft.payload;
  if (panel === undefined || standing.isRecorded === true || isTakenOver(c, draft, standing)) return undefined;
  return notAPanel(panel, 'panel');
};

/** What was done in a case is judged by others than did it (回避, 异议复议规定11). */
const noneWhoCarriedOut: FactGuard<'case.assigned'> = (_, { node, payload }, { about }) => {
  if (about === undefined) return undefined;
  const did = whoCarriedOut(about);
  const missing = (nodeRow(node).names?.(payload) ?? []).filter(({ person }) => did.has(person));
  if (missing.length === 0) return undefined;
  return refuse('not-qualified', '实施执行的人员和所涉案件的承办人应当回避，请另行指定', law('异议复议规定11'), missing.map(({ person }) => ({ id: person, zh: '实施执行' }))); // prettier-ignore
};

/** Only for oneself, for what one holds here, to somebody else, and not for days that are over (plan §1). */
const ownRoles: FactGuard<'delegation.given'> = (c, draft, standing) => {
  const { from, to, roles: given, until } = draft.payload;
  const { basis } = nodeRow(draft.node);
  if (to === from) return refuse('same-person', '代行人应为另一人', basis);
  if (until < dateOf(draft.at)) return refuse('dates-out-of-order', '代行的期间已经届满', basis);
  if (isTakenOver(c, draft, standing)) return undefined;
  if (from !== draft.by) return refuse('not-qualified', '只能委托他人代行本人的职责，from 写本人', basis);
  const delegated = delegatedTo(c, from, draft.now);
  const foreign = given.filter((role) => !draft.as.includes(role) || delegated.includes(role));
  if (foreign.length === 0) return undefined;
  return refuse(
    'not-qualified',
    `${foreign.map((role) => roles[role]).join('、')}不是你在本案担任的职责，代行的职责不能再委托`,
    basis,
  );
};

/** Whoever is given something to do in a record may know of it: where only some may, it is one of them (plan §10). */
const whoMayRead: FactGuard<'case.assigned' | 'desk.assigned' | 'delegation.given'> = (c, draft, standing) => {
  if (standing.isRecorded === true || c.kind === 'case') return undefined;
  const { node, payload } = draft;
  const [kept, readers] = [barred(c), readersOf(c)];
  const persons = nodeRow(node).names?.(payload) ?? [];
  const mayKnow = ({ person, role }: PersonNamed) => readers === null || readers.includes(person) || (role !== undefined && readers.includes(asReader(role))); // prettier-ignore
  const strange = persons.filter((each) => each.person !== draft.by && (kept.includes(each.person) || !mayKnow(each))).map(({ person }) => person); // prettier-ignore
  if (strange.length === 0) return undefined;
  const zh = `这一${recordKinds[c.kind].zh}只由有权知悉的人办理，请另行指定`;
  return refuse('not-qualified', zh, nodeRow(node).basis, strange.map((id) => ({ id, zh: '不得知悉' }))); // prettier-ignore
};

/** Who answers for what in a record (engine.md 20). */
export const peopleConditions = {
  'case.assigned': { check: [namesSomebody, canDecide, noPartys, noneWhoCarriedOut, whoMayRead] },
  'desk.assigned': { check: [noPartys, whoMayRead] },
  'delegation.given': { check: [ownRoles, noPartys, whoMayRead] },
} satisfies Conditions;
