// Discipline that is decided opens a dual check (plan §3, §6): a record of its own, of which nothing stands in the one it comes of.
import { type MatterKind, recordKindRow } from '../nodes/record-kinds.ts';
import { type Role, staffIds } from '../nodes/roles.ts';
import type { Derived } from '../plan/derived.ts';
import { aboutOf } from '../plan/matters/readings.ts';
import type { Case } from '../record/case.ts';
import type { Fact } from '../record/fact.ts';
import type { Founding } from './found.ts';
import type { Holders } from './holding.ts';

/** A matter that is to be founded because of what a record says: whoever sends it out knows the people of the court. */
export interface FoundingDue {
  readonly effect: 'founding';
  readonly key: string;
  readonly to: { readonly kind: MatterKind };
  /** Who is late; none where nobody in particular held it: then whoever holds the role. */
  readonly persons: readonly string[];
  readonly role: Role;
  /** The case that it comes of, where that is not the record itself. */
  readonly about: string | null;
}

/** A matter that the engine founds, and the id that it makes for it. */
export interface EngineFounding {
  readonly id: string;
  readonly body: Omit<Founding, 'id'>;
}

const staff: ReadonlySet<Role> = new Set<Role>(staffIds);

/** The dual checks that new facts call for: of whoever was late with what discipline was decided on. */
export function foundingsDue(
  c: Case,
  facts: readonly Fact[],
  { derived, who }: { readonly derived: readonly Derived[]; readonly who: Holders },
): readonly FoundingDue[] {
  return facts.flatMap((fact): readonly FoundingDue[] => {
    if (fact.node !== 'discipline.decided') return [];
    const late = derived.find(({ id }) => id === fact.payload.deadline);
    if (late === undefined || !staff.has(late.owner)) return [];
    const person = who.of(late);
    return [
      {
        effect: 'founding',
        key: `dual-check/${fact.seq}`,
        to: { kind: 'dual-check' },
        persons: person === null ? [] : [person],
        role: late.owner,
        about: recordKindRow(c.kind).foundedBy === 'case.filed' ? null : aboutOf(c),
      },
    ];
  });
}

/** Who leads a dual check, and whom it examines: the director leads, the president where the director is examined (plan §6). */
export function dualCheckOf(
  { persons, role }: Pick<FoundingDue, 'persons' | 'role'>,
  holdersOf: (role: Role) => readonly string[],
): { readonly persons: readonly string[]; readonly lead: string } | undefined {
  const examined = persons.length > 0 ? persons : holdersOf(role);
  const isExamined = (office: Role): boolean => holdersOf(office).some((id) => examined.includes(id));
  const lead = holdersOf(isExamined('director') ? 'president' : 'director').find((id) => !examined.includes(id));
  return examined.length === 0 || lead === undefined ? undefined : { persons: examined, lead };
}
