import { caseBound, type Role } from '../nodes/roles.ts';
import { dateOf, type Instant } from '../time/instant.ts';
import type { Case } from './case.ts';
import type { Fact, FactOf } from './fact.ts';
import { holderAt } from './holders.ts';

type Delegation = FactOf<'delegation.given'>;

/** The delegations that run at an instant: to the end of their last day, of a case-bound role while its holder has it. */
const runningAt = (c: Case, at: Instant): readonly Delegation[] =>
  c.all('delegation.given').filter((f) => f.at <= at && dateOf(at) <= f.payload.until);

const stillHeld = (c: Case, role: Role, { payload: { from } }: Delegation, at: Instant): boolean =>
  !caseBound.has(role) || holderAt(c, role, { at }).persons.includes(from);

/** The roles in which a person acts in another's place at an instant (plan §1). */
export const delegatedTo = (c: Case, person: string, at: Instant): readonly Role[] =>
  runningAt(c, at)
    .filter(({ payload: { to } }) => to === person)
    .flatMap((f) => f.payload.roles.filter((role) => stillHeld(c, role, f, at)));

/** In whose place a fact was recorded, beside whoever recorded it: who acts for another counts as both (engine.md 21). */
export function inPlaceOfWhom(
  c: Case,
  { by, as, recordedAt }: Pick<Fact, 'by' | 'as' | 'recordedAt'>,
): readonly string[] {
  const given = runningAt(c, recordedAt).filter(
    (f) =>
      f.payload.to === by && f.payload.roles.some((role) => as.includes(role) && stillHeld(c, role, f, recordedAt)),
  );
  return [...new Set(given.map(({ payload: { from } }) => from))];
}

/** Everybody whose word a fact is: who recorded it, and in whose place. */
export const personsOf = (c: Case, fact: Pick<Fact, 'by' | 'as' | 'recordedAt'>): readonly string[] => [
  fact.by,
  ...inPlaceOfWhom(c, fact),
];
