import { caseBound, desks, type Role } from '../nodes/roles.ts';
import { type Person, rolesInCase } from '../record/actor.ts';
import type { Case } from '../record/case.ts';
import { delegatedTo } from '../record/delegations.ts';
import { holders } from '../record/holders.ts';
import type { Instant } from '../time/instant.ts';
import { type Relation, type Sight, sightOf } from './sights.ts';
import type { RecordKind } from '../nodes/record-kinds.ts';

/** In which roles somebody reads a record, and by which relations to it. */
export interface ReadsIn {
  readonly roles: readonly Role[];
  readonly by: ReadonlySet<Relation>;
}

/** How somebody reads a record of which nothing is known yet. */
export const readsAtLarge = ({ roles }: Pick<Person, 'roles'>, ...more: readonly Relation[]): ReadsIn => ({
  ...{ roles, by: new Set<Relation>(['court', 'desk', ...more]) },
});

/** Whom the record itself names: in a role, for a desk, in another's place; of a matter who brought it. `now`: the record's own time. */
export function readsByName(c: Case, person: Person, now: Instant): ReadsIn {
  const inCase = rolesInCase(c, person, now).filter((role) => caseBound.has(role));
  const atDesks = desks.filter((desk) => holders(c, desk).includes(person.id));
  const delegated = delegatedTo(c, person.id, now);
  const roles = [...inCase, ...delegated];
  const isOwn = roles.length + atDesks.length > 0 || (c.kind !== 'case' && c.founding.by === person.id);
  return { roles, by: new Set(isOwn ? ['case'] : []) };
}

/** Both together. */
export const readsAlso = (a: ReadsIn, b: ReadsIn): ReadsIn => ({
  roles: [...new Set([...a.roles, ...b.roles])],
  by: new Set([...a.by, ...b.by]),
});

/** Whether somebody may look for persons by identity numbers: whoever sees those of any case, or may have them revealed. Others could try until one fits. */
export function findsByIdentity(person: Pick<Person, 'roles'>): boolean {
  const { personal, reveals } = sightIn('case', readsAtLarge(person));
  return personal === 'shown' || reveals;
}

/** What is seen so. */
export const sightIn = (kind: RecordKind, { roles, by }: ReadsIn): Sight => sightOf(kind, roles, by);
