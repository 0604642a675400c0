import type { NodeRow, PersonNamed } from '../nodes/node.ts';
import { roles } from '../nodes/roles.ts';
import type { Person } from '../record/actor.ts';
import type { Draft } from '../record/fact.ts';
import { refuse, type Refusal } from '../record/refusal.ts';

type People = ReadonlyMap<string, Person>;

/** The persons that a payload names who are not known, or do not hold the role in which they are named. */
const strangersIn = (row: NodeRow, { payload }: Draft, people: People): readonly PersonNamed[] =>
  (row.names?.(payload) ?? []).filter(({ person, role }) => {
    const known = people.get(person);
    return known === undefined || (role !== undefined && !known.roles.includes(role));
  });

/** Whoever a payload names must be known, and hold the role in which they are named (plan §1). */
export function strangers(row: NodeRow, draft: Draft, people: People): Refusal | undefined {
  const wrong = strangersIn(row, draft, people);
  if (wrong.length === 0) return undefined;
  const missing = wrong.map(({ person, role }) => ({
    id: person,
    zh: role === undefined ? '系统中没有此人' : `不是${roles[role]}`,
  }));
  return refuse('not-qualified', '所指定的人员不存在或不担任该角色', row.basis, missing);
}

/** A fact of a takeover: whom it names and the court no longer knows is kept as a name and holds nothing (engine.md 5). */
export function withoutFormer(row: NodeRow, draft: Draft, people: People): Draft {
  const former = strangersIn(row, draft, people);
  if (former.length === 0 || row.without === undefined) return draft;
  return { ...draft, payload: row.without(draft.payload, former) } as Draft; // of the same node
}

/** What the engine alone writes into a payload. */
export const byTheEngine = (row: NodeRow, { payload }: Draft): Refusal | undefined =>
  row.without !== undefined && 'former' in payload
    ? refuse('unknown-field', 'former 由系统在接管时写明，请去掉', row.basis, [{ id: 'former', zh: '不能自行填写' }])
    : undefined;
