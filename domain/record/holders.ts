import { caseBound, type Role } from '../nodes/roles.ts';
import type { Instant } from '../time/instant.ts';
import type { Case } from './case.ts';
import type { FactOf } from './fact.ts';
import { reading } from './reading.ts';

/** The person who answers for a desk wherever a record names nobody else, by role (plan §1). */
export type Leads = Readonly<Partial<Record<Role, string>>>;

/** The moment for which it is asked who holds a role. */
export interface HeldWhen {
  readonly at: Instant;
  /** Of what happened at that very instant only what stands before this place in the record counts; left out: all of it. */
  readonly before?: number | undefined;
  /** The court's own leads at that moment; left out: those of the record alone. */
  readonly lead?: Leads;
  /**
   * Asked of a lateness that stands: an assignment recorded after this place in the record moves it onto nobody, however it
   * is dated, unless review has accepted it (engine.md 2b). Left out: all count.
   */
  readonly knownBy?: number | undefined;
}

/** Who holds a role in a record. */
export interface Holding {
  readonly persons: readonly string[];
  /** Somebody should hold it and nobody does: that is the command centre's to fill. */
  readonly isVacant: boolean;
}

/** What an assignment says of one role. */
interface Naming {
  readonly at: Instant;
  readonly seq: number;
  readonly persons: readonly string[];
}

/**
 * THE PLACE that says who holds a role in a record at an instant (责任到人, plan §1, engine.md 20): a case-bound role
 * whoever the last assignment that speaks of it names, so that a field left out stays as it was and one dated earlier counts
 * up to the next; a desk likewise, else its lead; an office nobody in particular: whoever holds it that day.
 */
export function holderAt(c: Case, role: Role, when: HeldWhen): Holding {
  const { at, before = Number.POSITIVE_INFINITY, lead = {}, knownBy = Number.POSITIVE_INFINITY } = when;
  const counts = ({ seq }: Naming): boolean => seq <= knownBy || acceptedEntries(c).has(seq);
  const last = namings(c)
    .get(role)
    ?.findLast((n) => (n.at < at || (n.at === at && n.seq < before)) && counts(n));
  if (last !== undefined) return { persons: last.persons, isVacant: last.persons.length === 0 };
  const led = caseBound.has(role) ? undefined : lead[role];
  return { persons: led === undefined ? [] : [led], isVacant: caseBound.has(role) };
}

/** The facts whose instant review has accepted. */
const acceptedEntries = reading((c) => new Set(c.all('entry.accepted').map((f) => f.payload.fact)));

/** The persons whom a record names for a role, as it stands. */
export const holders = (c: Case, role: Role): readonly string[] =>
  holderAt(c, role, { at: Number.POSITIVE_INFINITY }).persons;

/** What the assignments of a record say of each role, in order of happening. */
const namings = reading((c): ReadonlyMap<Role, readonly Naming[]> => {
  const all = [
    ...c.all('case.assigned').flatMap(ofCase),
    ...c.all('triage.decided').flatMap(ofTriage),
    ...c.all('desk.assigned').map(ofDesk),
    ...[
      ...c.all('petition.registered'),
      ...c.all('entrustment.received'),
      ...c.all('order.received'),
      ...c.all('dual-check.opened'),
    ].flatMap(ofMatter),
  ];
  return Map.groupBy(
    all.toSorted((a, b) => a.at - b.at || a.seq - b.seq),
    ({ role }) => role,
  );
});

const naming = ({ at, seq }: Pick<Naming, 'at' | 'seq'>, role: Role, persons: readonly string[]) => ({
  ...{ at, seq, role, persons },
});

/** A name taken over that the court no longer knows in that role holds nothing, and takes it from whoever held it. */
function ofCase(fact: FactOf<'case.assigned'>) {
  const { officer, clerk, teamLeader, panel, former = [] } = fact.payload;
  const named: readonly (readonly [Role, readonly (string | undefined)[] | undefined])[] = [
    ['officer', officer === undefined ? undefined : [officer]],
    ['clerk', clerk === undefined ? undefined : [clerk]],
    ['team-leader', teamLeader === undefined ? undefined : [teamLeader]],
    ['panel', panel],
  ];
  return named.flatMap(([role, persons]) => {
    if (persons === undefined) return [];
    const gone = former.filter((f) => f.role === role).map((f) => f.person);
    return [naming(fact, role, persons.flatMap((p) => (p === undefined || gone.includes(p) ? [] : [p])))]; // prettier-ignore
  });
}

/** Triage that names an officer assigns them too (plan §1). */
const ofTriage = (fact: FactOf<'triage.decided'>) => {
  const { officer, former } = fact.payload;
  return officer === undefined ? [] : [naming(fact, 'officer', former === true ? [] : [officer])];
};

/** Whoever handles a registered matter. */
function ofMatter(
  fact: Pick<Naming, 'at' | 'seq'> & { readonly payload: { readonly handler?: string } | { readonly lead: string } },
) {
  const person = 'lead' in fact.payload ? fact.payload.lead : fact.payload.handler;
  return person === undefined ? [] : [naming(fact, 'handler', [person])];
}

const ofDesk = (fact: FactOf<'desk.assigned'>) =>
  naming(fact, fact.payload.role, fact.payload.former === true ? [] : [fact.payload.person]);
