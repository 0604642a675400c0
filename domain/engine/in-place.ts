import type { NodeId } from '../nodes/index.ts';
import type { NodeRow } from '../nodes/node.ts';
import { recordKindRow } from '../nodes/record-kinds.ts';
import { type Role, roles } from '../nodes/roles.ts';
import { barred } from '../plan/matters/readers.ts';
import type { Person } from '../record/actor.ts';
import type { Case } from '../record/case.ts';
import type { Draft } from '../record/fact.ts';
import { refuse, type Refusal } from '../record/refusal.ts';

/** Whose word a node is, though somebody above may record it: only where that person may not know of the record. */
const wordOf: { readonly [N in NodeId]?: Role } = {
  'criticism.published': 'director',
  'delay.accepted': 'director',
};

/**
 * A petition against the director is kept from the director: the president then does what the director would (plan §10).
 * Anywhere else the president's word is not asked for.
 */
export function inPlaceOf(
  c: Case,
  row: NodeRow,
  draft: Pick<Draft, 'node' | 'as'>,
  people: ReadonlyMap<string, Person>,
): Refusal | undefined {
  const role = wordOf[draft.node];
  if (role === undefined || draft.as.includes(role)) return undefined;
  if (draft.as.some((as) => recordKindRow(c.kind).reviewedBy === as)) return undefined; // nobody above the lead reads it but that office
  if (barred(c).some((id) => people.get(id)?.roles.includes(role))) return undefined;
  return refuse('wrong-role', `“${row.zh}”由${roles[role]}办理；反映${roles[role]}的信访中才由院长办理`, row.basis);
}
