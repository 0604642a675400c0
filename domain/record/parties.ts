import { filedParties, type NamedParty, type Side } from '../nodes/party.ts';
import { dateOf, type Instant } from '../time/instant.ts';
import { type Case, readCase } from './case.ts';
import type { FactOf } from './fact.ts';
import { reading } from './reading.ts';

/** A party of a case: called by one id from the day it came in, whatever is corrected since (engine.md 22). */
export interface Party extends NamedParty {
  /** The fact that brought it in. */
  readonly joined: FactOf<'case.filed' | 'party.joined'>;
  readonly left: FactOf<'party.left'> | undefined;
}

/** Everybody who ever was a party, those of the filing first. */
export const parties = reading((c): readonly Party[] => [
  ...filedParties(c.filed.payload).map((party) => withDays(c, party, c.filed)),
  ...c.all('party.joined').map((f) => withDays(c, { ...whoOf(f.payload), id: f.subject ?? '' }, f)),
]);

const whoOf = ({ ruling: _, liability: __, inPlaceOf: ___, ...who }: FactOf<'party.joined'>['payload']) => who;

const withDays = (c: Case, party: NamedParty, joined: Party['joined']): Party => ({
  ...party,
  joined,
  left: c.first('party.left', party.id),
});

/** Whether somebody was party to the case at an instant. */
export const isPartyAt = ({ joined, left }: Party, at: Instant): boolean =>
  joined.at <= at && (left === undefined || left.at > at);

/** The parties of one side at an instant; left out: as the case stands. */
const ofSide = (c: Case, side: Side, at: Instant): readonly Party[] =>
  parties(c).filter((party) => party.side === side && isPartyAt(party, at));

/** The respondents at an instant; left out: as the case stands. */
export const respondents = (c: Case, at = Number.POSITIVE_INFINITY): readonly Party[] => ofSide(c, 'respondent', at);

/** The applicants at an instant; left out: as the case stands. */
export const applicants = (c: Case, at = Number.POSITIVE_INFINITY): readonly Party[] => ofSide(c, 'applicant', at);

interface Spoken {
  readonly person: string;
  readonly at: Instant;
}

/** The parties for whom a person may speak at an instant: only `party.identified` ties an account to one (plan §1). */
export const partiesSpokenFor = (c: Case, person: string, at: Instant): readonly Party[] =>
  c.kind === 'case'
    ? parties(c).filter((party) => isPartyAt(party, at) && ties(c, party, { person, at }).length > 0)
    : [];

/**
 * The parties of whom a person hears: those for whom they speak, and those for whom they did when these left the case. What those were told
 * until then stays theirs to read (plan §1, §6).
 */
export const partiesHeardFor = (c: Case, person: string, at: Instant): readonly Party[] =>
  c.kind === 'case'
    ? parties(c).filter((party) => {
        const { joined, left } = party;
        return joined.at <= at && ties(c, party, { person, at: Math.min(at, left?.at ?? at) }).length > 0;
      })
    : [];

/** A case as it stood when a party left it; as it stands for one that is in it. */
export const caseWhenLeft = (c: Case, { left }: Party): Case =>
  left === undefined ? c : readCase(c.record.slice(0, left.seq));

/** Of those for whom a person speaks the ones for whom they may record a node: an agent's scope may leave it out. */
export const partiesActedFor = (c: Case, { person, at, node }: Spoken & { readonly node: string }): readonly Party[] =>
  partiesSpokenFor(c, person, at).filter((party) =>
    ties(c, party, { person, at }).some(({ payload: { scope } }) => scope?.includes(node) ?? true),
  );

/** The facts that tie an account to a party at an instant. */
const ties = (c: Case, { id }: Party, { person, at }: Spoken): readonly FactOf<'party.identified'>[] =>
  c
    .all('party.identified', id)
    .filter(({ at: from, payload: { person: of, until } }) => of === person && from <= at && !isOver(until, at));

const isOver = (until: string | undefined, at: Instant): boolean => until !== undefined && dateOf(at) > until;

/** The persons who speak for the parties of a side at an instant, each once. */
export const spokesmen = (c: Case, side: Side, at: Instant): readonly string[] => {
  const known = [...new Set(c.all('party.identified').map(({ payload: { person } }) => person))];
  return known.filter((person) => partiesSpokenFor(c, person, at).some((party) => party.side === side));
};
