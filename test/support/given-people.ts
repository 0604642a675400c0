import type { Person } from '../../domain/record/actor.ts';
import { type Role, roleIds, roles } from '../../domain/nodes/roles.ts';

/** The persons that `case.assigned`'s example names; everybody else is `p-<role>`. */
const assignable: Partial<Record<Role, string>> = {
  filing: 'p-filing-1',
  officer: 'p-officer-1',
  clerk: 'p-clerk-1',
  'team-leader': 'p-leader-1',
};

/** The panel of a case, where a test does not say. */
export const sitting = ['p-panel', 'p-panel-2', 'p-panel-3'] as const;

/** One person for each role, by id; `p-nobody` holds none, `p-officer-2` is an officer of another case. */
export const bench: ReadonlyMap<string, Person> = new Map(
  [
    ...roleIds.map((role) => ({ id: assignable[role] ?? `p-${role}`, name: roles[role], roles: [role] })),
    { id: 'p-nobody', name: '无职务', roles: [] },
    { id: 'p-many-hats', name: '身兼数职', roles: ['funds' as const, 'director' as const, 'finance' as const] },
    { id: 'p-filing-finance', name: '立案兼财务', roles: ['filing' as const, 'finance' as const] },
    { id: 'p-officer-2', name: '另一承办人', roles: ['officer' as const] },
    { id: 'p-all-hats', name: '一身多职', roles: ['officer' as const, 'panel' as const, 'review' as const, 'team-leader' as const, 'president' as const, 'director' as const, 'filing' as const] }, // prettier-ignore
    ...['p-panel-2', 'p-panel-3'].map((id) => ({ id, name: `审判员${id.at(-1)}`, roles: ['panel' as const] })),
    { id: 'p-judge', name: '员额法官', roles: ['panel' as const, 'officer' as const] },
    { id: 'p-leaving', name: '离任人员', roles: ['officer' as const], notHeld: [{ role: 'officer' as const, why: 'ending' as const }] }, // prettier-ignore
    { id: 'p-last-weeks', name: '将离任人员', roles: ['officer' as const], leaving: [{ role: 'officer' as const, at: Date.parse('2026-02-11T00:00:00+08:00') }] }, // prettier-ignore
    { id: 'p-coming', name: '将任人员', roles: [], isOut: true as const, notHeld: [{ role: 'property-control' as const, why: 'coming' as const }] }, // prettier-ignore
    ...['p-control-1', 'p-control-2'].map((id) => ({ id, name: '查控员', roles: ['property-control' as const] })),
  ].map((person) => [person.id, person]),
);

/** Somebody who holds the first of these roles. */
export function personFor(wanted: readonly Role[]): Person {
  const [role = 'system'] = wanted;
  const found = [...bench.values()].find((p) => p.roles.includes(role));
  if (found === undefined) throw new Error(`nobody is ${role}`);
  return found;
}

/** A person by id, or somebody of that role. */
export const called = (idOrRole: string): Person => bench.get(idOrRole) ?? personFor([idOrRole as Role]); // throws if it is neither
