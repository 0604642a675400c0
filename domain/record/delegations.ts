import { caseBound, type Role } from '../nodes/roles.ts';
import { dateOf, type Instant } from '../time/instant.ts';
import type { Case } from './case.ts';
import type { Fact, FactOf } from './fact.ts';
import { withdrawnSeqs } from './effective.ts';
import { holderAt } from './holders.ts';
import { reading } from './reading.ts';

type Delegation = FactOf<'delegation.given'>;

/** Whether a delegation runs at an instant: to the end of its last day. */
const runsAt = ({ at: from, payload: { until } }: Delegation, at: Instant): boolean =>
  from <= at && dateOf(at) <= until;

/** All that were ever given: one that is taken back is over, and what was done under it stays done in that person's place. */
const everGiven = reading((c) => c.record.filter((f) => f.node === 'delegation.given'));

/** When each that was taken back was: from then on who stood in acts for themselves. */
const takenBack = reading((c): ReadonlyMap<number, Fact> => {
  const gone = withdrawnSeqs(c.record);
  const backs = c.record.filter((f) => f.node === 'fact.withdrawn').filter(({ seq }) => !gone.has(seq));
  return new Map(backs.map((back) => [back.payload.fact, back]));
});

/** Whether something was recorded after a delegation was taken back. */
const isBehind = (back: Fact | undefined, { recordedAt, seq }: Pick<Fact, 'recordedAt' | 'seq'>): boolean =>
  back !== undefined && (back.recordedAt < recordedAt || (back.recordedAt === recordedAt && back.seq < seq));

const stillHeld = (c: Case, role: Role, { payload: { from } }: Delegation, at: Instant): boolean =>
  !caseBound.has(role) || holderAt(c, role, { at }).persons.includes(from);

/** The roles in which a person acts in another's place at an instant (plan §1). */
export const delegatedTo = (c: Case, person: string, at: Instant): readonly Role[] =>
  c
    .all('delegation.given')
    .filter((f) => f.payload.to === person && runsAt(f, at))
    .flatMap((f) => f.payload.roles.filter((role) => stillHeld(c, role, f, at)));

/** The roles that somebody has another do in their place at an instant. */
export const delegatedFrom = (c: Case, person: string, at: Instant): readonly Role[] =>
  c
    .all('delegation.given')
    .filter((f) => f.payload.from === person && runsAt(f, at))
    .flatMap((f) => f.payload.roles);

/** Who acts in whose place at an instant, and as what. */
export const standIns = (c: Case, at: Instant) =>
  c
    .all('delegation.given')
    .filter((f) => runsAt(f, at))
    .map((f) => ({ from: f.payload.from, to: f.payload.to, roles: f.payload.roles.filter((role) => stillHeld(c, role, f, at)) })); // prettier-ignore

/** A fact, or what asks to be one: that has no place in the record yet. */
type Recorded = Pick<Fact, 'by' | 'as' | 'recordedAt'> & Partial<Pick<Fact, 'seq'>>;

/** In whose place a fact was recorded, beside whoever recorded it: who acts for another counts as both (engine.md 21). */
export function inPlaceOfWhom(
  c: Case,
  { by, as, recordedAt, seq = Number.POSITIVE_INFINITY }: Recorded,
): readonly string[] {
  const given = everGiven(c).filter(
    (f) =>
      f.payload.to === by &&
      runsAt(f, recordedAt) &&
      !isBehind(takenBack(c).get(f.seq), { recordedAt, seq }) &&
      f.payload.roles.some((role) => as.includes(role) && stillHeld(c, role, f, recordedAt)),
  );
  return [...new Set(given.map(({ payload: { from } }) => from))];
}

/** Everybody whose word a fact is: who recorded it, and in whose place. */
export const personsOf = (c: Case, fact: Recorded): readonly string[] => [fact.by, ...inPlaceOfWhom(c, fact)];
