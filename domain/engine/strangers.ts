import type { NodeRow } from '../nodes/node.ts';
import { roles } from '../nodes/roles.ts';
import type { Person } from '../record/actor.ts';
import type { Draft } from '../record/fact.ts';
import { refuse, type Refusal } from '../record/refusal.ts';

/** Whoever a payload names must be known, and hold the role in which they are named (plan §1). */
export function strangers(row: NodeRow, { payload }: Draft, people: ReadonlyMap<string, Person>): Refusal | undefined {
  const wrong = (row.names?.(payload) ?? []).filter(({ person, role }) => {
    const known = people.get(person);
    return known === undefined || (role !== undefined && !known.roles.includes(role));
  });
  if (wrong.length === 0) return undefined;
  const missing = wrong.map(({ person, role }) => ({
    id: person,
    zh: role === undefined ? '系统中没有此人' : `不是${roles[role]}`,
  }));
  return refuse('not-qualified', '所指定的人员不存在或不担任该角色', row.basis, missing);
}
