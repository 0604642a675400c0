import { type NodeId, nodeRow } from '../nodes/index.ts';
import type { NodeRow } from '../nodes/node.ts';
import { caseBound, partyRoles, type Role, roles } from '../nodes/roles.ts';
import type { Actor } from '../record/actor.ts';
import type { Case } from '../record/case.ts';
import { holders } from '../record/holders.ts';
import { refuse, type Refusal } from '../record/refusal.ts';
import { CHANGED } from './of-the-panel.ts';

/** The field of an assignment by which somebody comes to hold a role in a case (plan §1). */
const namedIn: { readonly [R in Role]?: string } = { officer: 'officer', clerk: 'clerk', 'team-leader': 'teamLeader', panel: 'panel' }; // prettier-ignore

/** That somebody may not record a node here: who may, and, of those for whom the case has nobody yet, how it comes to have one. */
export function wrongRole(c: Case, node: NodeId, { row, actor }: { readonly row: NodeRow; readonly actor: Actor }): Refusal {
  const who = row.by.map((role) => `${role} ${roles[role]}`).join('、');
  if (who === '') return refuse('wrong-role', `${node} 由系统自动记录，不能由人登记`, row.basis);
  const zh = `${actor.name}不能在本案登记“${row.zh}”，应由：${who}`;
  const isOfCourt = actor.roles.some((role) => !partyRoles.has(role)); // a party hears nothing of who has the case
  const vacant = isOfCourt && c.kind === 'case' ? row.by.filter((role) => caseBound.has(role) && holders(c, role).length === 0) : [];
  if (vacant.length === 0) return refuse('wrong-role', isOfCourt && node === 'panel.decided' ? `${zh}。${CHANGED}` : zh, row.basis);
  const fields = vacant.flatMap((role) => namedIn[role] ?? []).join('、');
  return refuse('wrong-role', `${zh}。本案还没有${vacant.map((role) => roles[role]).join('、')}：先由执行指挥中心、执行局长登记“${nodeRow('case.assigned').zh}”（case.assigned，写明 ${fields}）`, row.basis, [
    { id: 'case.assigned', zh: nodeRow('case.assigned').zh },
  ]);
} // prettier-ignore
