// Discipline that is decided opens a dual check (plan §3, §6): a record of its own, of which nothing stands in the one it comes of.
import { type MatterKind, recordKindRow } from '../nodes/record-kinds.ts';
import { type Role, staffIds } from '../nodes/roles.ts';
import type { Derived } from '../plan/derived.ts';
import { aboutOf } from '../plan/matters/readings.ts';
import { type Case, readCase } from '../record/case.ts';
import type { Fact } from '../record/fact.ts';
import { recordName } from '../words/titles.ts';
import type { Founding } from './found.ts';
import type { Holders } from './holding.ts';
import type { Relayed } from './relaying.ts';

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

/** What founded a matter was taken back: as a word for that matter, whose number only the outbox knows. */
export interface FoundingUndone extends Relayed {
  readonly effect: 'founding-undone';
  readonly key: string;
  readonly to: { readonly kind: MatterKind };
  /** The key under which it was founded; founded once more, what follows is appended to it. */
  readonly founding: string;
}

/** A matter that the engine founds, and the id that it makes for it. */
export interface EngineFounding {
  readonly id: string;
  readonly body: Omit<Founding, 'id'>;
}

const staff: ReadonlySet<Role> = new Set<Role>(staffIds);

/** The decisions of a record that hold, by their place. */
const decided = (c: Case) => new Map(c.all('discipline.decided').map((f) => [f.seq, f]));

const keyOf = (seq: number): string => `dual-check/${seq}`;

/** What a command changes: the record until then, its new facts. */
interface Changed {
  readonly before: readonly Fact[];
  readonly facts: readonly Fact[];
}

/** The dual checks that a command calls for, by a decision or by bringing one back: of whoever was late with what it was on. */
export function foundingsDue(
  c: Case,
  { before, facts }: Changed,
  { derived, who }: { readonly derived: readonly Derived[]; readonly who: Holders },
): readonly FoundingDue[] {
  const known = facts.length === 0 ? decided(c) : decided(readCase(before));
  return [...decided(c).values()].flatMap((fact): readonly FoundingDue[] => {
    if (known.has(fact.seq)) return [];
    const late = derived.find(({ id }) => id === fact.payload.deadline);
    if (late === undefined || !staff.has(late.owner)) return [];
    const person = who.of(late);
    return [
      {
        effect: 'founding',
        key: facts.includes(fact) ? keyOf(fact.seq) : `${keyOf(fact.seq)}/${c.record.length}`,
        to: { kind: 'dual-check' },
        persons: person === null ? [] : [person],
        role: late.owner,
        about: recordKindRow(c.kind).foundedBy === 'case.filed' ? null : aboutOf(c),
      },
    ];
  });
}

/** The checks whose decision a command takes back: they end with its reason, there, if they have not ended yet. */
export function foundingsUndone(c: Case, before: readonly Fact[]): readonly FoundingUndone[] {
  const holds = decided(c);
  return [...decided(readCase(before)).keys()].flatMap((seq): readonly FoundingUndone[] => {
    const taken = c.record.findLast((f) => f.node === 'fact.withdrawn' && f.payload.fact === seq);
    if (holds.has(seq) || taken?.node !== 'fact.withdrawn') return [];
    const findings = `启动本件的处理决定已经撤回（${taken.payload.reason}），不再查`;
    return [
      {
        ...{ effect: 'founding-undone', key: `${keyOf(seq)}/${c.record.length}`, to: { kind: 'dual-check' } },
        ...{
          founding: keyOf(seq),
          node: 'dual-check.concluded',
          subject: null,
          payload: { findings, accountability: [] },
        },
        ...{ at: taken.recordedAt, from: recordName(c) },
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
