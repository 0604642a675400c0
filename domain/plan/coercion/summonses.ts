import { addressee, deliveryOf } from '../../nodes/documents.ts';
import { readInstant } from '../../gate/instant.ts';
import type { Case } from '../../record/case.ts';
import { reading } from '../../record/reading.ts';
import { parties } from '../../record/parties.ts';
import type { Instant } from '../../time/instant.ts';
import { documents, served } from '../documents/readings.ts';

/** That a respondent was called, served before the day, and when they were to appear. */
export interface Summons {
  readonly party: string;
  readonly appearOn: Instant;
  /** The place of the summons in the record: with its party it is this one and no other. */
  readonly seq: number;
  /** When it had been served; undefined: it was not, or not before the day. */
  readonly served: { readonly at: Instant; readonly seq: number } | undefined;
}

/** The summonses of a case, one for each respondent that each was addressed to. */
export const summonses = reading((c): readonly Summons[] => {
  const respondents = new Set(parties(c).flatMap(({ id, side }) => (side === 'respondent' ? [id] : [])));
  return [...documents(c)].flatMap(([id, { seq, payload }]) => {
    const appearOn = payload.kind === 'summons' && payload.appearOn ? readInstant(payload.appearOn.instant) : undefined;
    if (appearOn === undefined) return [];
    return payload.recipients
      .map(addressee)
      .filter((party) => respondents.has(party))
      .map((party) => ({ party, appearOn, seq, served: servedBefore(c, deliveryOf(id, party), appearOn) }));
  });
});

function servedBefore(c: Case, delivery: string, instant: Instant): Summons['served'] {
  const found = served(c, delivery);
  return found !== undefined && found.at < instant ? { at: found.at, seq: found.seq } : undefined;
}
