import { nodeRow } from '../nodes/index.ts';
import type { Person } from '../record/actor.ts';
import type { Case } from '../record/case.ts';
import type { Draft } from '../record/fact.ts';
import { holderAt } from '../record/holders.ts';
import { refuse, type Refusal } from '../record/refusal.ts';
import { foldText } from '../record/search.ts';

/** Who records it now is of a panel named since: before the leader of the team might, and what stands so may be put right. */
const NOT_YET =
  '决定之日本案还没有确定合议庭：先由执行指挥中心、执行局长登记 case.assigned，写明 panel；at 不得早于确定之日';

/** How a case comes to have another panel. */
export const CHANGED = '合议庭组成有变的，请先以 case.assigned 的 panel 重新确定';

/**
 * A panel's word is that of the members whom the case has (plan §1, §9: named persons, of the panel). They are called by their
 * id or by name; the panel is that of the day on which it decided.
 */
export function ofThePanel(c: Case, draft: Draft, people: ReadonlyMap<string, Person>): Refusal | undefined {
  if (draft.node !== 'panel.decided' && draft.node !== 'auction.terms-set') return undefined;
  const panel = holderAt(c, 'panel', { at: draft.at }).persons;
  const { basis } = nodeRow(draft.node);
  if (panel.length === 0) return draft.as.includes('panel') ? refuse('at-before-ground', NOT_YET, basis, [{ id: 'case.assigned', zh: nodeRow('case.assigned').zh }]) : undefined; // prettier-ignore
  const nameOf = (id: string): string => people.get(id)?.name ?? id;
  const memberOf = (name: string) =>
    panel.find((id) => id === name.trim()) ?? panel.find((id) => foldText(nameOf(id)).trim() === foldText(name).trim());
  const found = draft.payload.members.map(memberOf);
  const twice = found.filter((id, i) => id !== undefined && found.indexOf(id) !== i);
  if (twice.length > 0)
    return refuse('not-qualified', `合议庭成员每人只列一次：${twice.map((id) => nameOf(id ?? '')).join('、')}重复列出`, basis); // prettier-ignore
  const strange = draft.payload.members.filter((_, i) => found[i] === undefined);
  if (strange.length === 0) return undefined;
  return refuse(
    'not-qualified',
    `${strange.map((name) => `“${name}”`).join('、')}不是本案合议庭成员；本案合议庭为：` +
      `${panel.map((id) => `${nameOf(id)}（${id}）`).join('、')}。${CHANGED}`,
    basis,
    panel.map((id) => ({ id, zh: nameOf(id) })),
  );
}
