// When the ground of a deferral has fallen away, so that somebody should say it has ended: docs/spec/money.md 8.
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { dateOf, type Instant } from '../../time/instant.ts';
import { underStay } from '../stays/readings.ts';
import { settledInFull } from './disputes.ts';

type Approved = FactOf<'payout.delay-approved'>;

/** With which fact the ground of a deferral fell away, when, and which day that is (`on` of `deferral.ended`). */
export interface GroundEnded {
  readonly fact: number;
  readonly at: Instant;
  readonly on: CivilDate;
}

type Look = (c: Case, approved: Approved) => readonly (GroundEnded | undefined)[];

/** Every stay of the case under which a deferral was approved. */
const stays: Look = (c, { at: approvedAt }) =>
  underStay(c, { at: approvedAt, seq: 0, subject: null })
    .filter(({ from, end }) => from <= approvedAt && (end === null || end.at > approvedAt))
    .map(({ fact, end }) => end === null ? undefined : { fact: endedBy(c, fact), at: end.at, on: typeof end.countedFrom === 'string' ? end.countedFrom : dateOf(end.countedFrom) }); // prettier-ignore

const endedBy = (c: Case, stay: number): number => c.first('stay.ended', c.fact(stay)?.subject)?.seq ?? stay;

/** Every plan of the receipt that was not settled before. */
const distributions: Look = (c, approved) =>
  c
    .all('distribution.planned')
    .filter(({ payload }) => payload.receipts.includes(approved.subject ?? ''))
    .map((planned) => settledInFull(c, planned))
    .filter((settled) => settled === undefined || inOrder(settled, approved) > 0)
    .map((settled) => settled && { fact: settled.seq, at: settled.at, on: dateOf(settled.at) });

/** THE TABLE of grounds whose end the record tells; of the others people do. */
const looks: { readonly [G in Approved['payload']['ground']]?: Look } = { stay: stays, distribution: distributions };

/** When all that a deferral was approved for is over; undefined while something of it is open, or where the record does not tell. */
export function groundEnded(c: Case, approved: Approved): GroundEnded | undefined {
  const found = looks[approved.payload.ground]?.(c, approved) ?? [];
  const over = found.filter((each) => each !== undefined);
  return over.length < found.length ? undefined : over.toSorted((a, b) => a.at - b.at || a.fact - b.fact).at(-1);
}
