import type { NodeRow } from '../nodes/node.ts';
import type { Role } from '../nodes/roles.ts';
import { ownRoles, type Person, rolesInCase } from '../record/actor.ts';
import type { Case } from '../record/case.ts';
import type { Instant } from '../time/instant.ts';

/** Who records, and when; of a takeover, in which role it was done then. */
interface Recording {
  readonly actor: Person;
  readonly takenOver?: Role | 'unknown' | undefined;
  readonly now: Instant;
}

/** Facts of a takeover are believed; without a word about who, the first role of the row stands for them. */
const takenOverRoles = ({ by }: NodeRow, as: Role | 'unknown'): readonly Role[] =>
  by.filter((role, i) => (as === 'unknown' ? i === 0 : role === as));

/** The roles in which somebody may record a node of this row here. */
export const heldRoles = (c: Case, row: NodeRow, { actor, takenOver, now }: Recording): readonly Role[] => {
  if (takenOver !== undefined) return takenOverRoles(row, takenOver);
  const held = rolesInCase(c, actor, now);
  return row.by.filter((role) => held.includes(role));
};

/** In which roles somebody may record it, first without those that are another's: who can do it themselves stands in nobody's place. */
export function capacities(c: Case, row: NodeRow, recording: Recording): readonly (readonly Role[])[] {
  const held = heldRoles(c, row, recording);
  if (recording.takenOver !== undefined) return [held];
  const rolesHere = ownRoles(c, recording.actor, recording.now);
  const own = held.filter((role) => rolesHere.includes(role));
  return own.length === 0 || own.length === held.length ? [held] : [own, held];
}
