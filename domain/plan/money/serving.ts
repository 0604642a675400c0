// Which money of a case serves its claim: docs/spec/money.md 6.
import { readInstant } from '../../gate/instant.ts';
import { allocate } from '../../money/allocate.ts';
import type { Case } from '../../record/case.ts';
import { type ClaimNamed, namedItems } from '../../record/claim-items.ts';
import type { FactOf } from '../../record/fact.ts';
import { parties } from '../../record/parties.ts';
import { reading } from '../../record/reading.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { dateOf } from '../../time/instant.ts';
import { personKey } from './creditors.ts';
import { plannedIn, planOf, settledAs } from './disputes.ts';
import { servesClaim } from './for-whom.ts';
import { type Form, forms, movements, signed } from './forms.ts';

/** The items of the claim, each by its id; a filing that lists none asks for one sum. */
export const claimItems = reading((c): readonly ClaimNamed[] => {
  const { claims, claimFen } = c.filed.payload;
  if (claims !== undefined || claimFen === null) return namedItems(claims ?? []);
  return [{ id: 'claim', kind: 'principal', amountFen: claimFen }];
});

/** The day to which interest runs on what a receipt pays: when the respondent lost the money, not when the court pays it on (money.md 5). */
export function countsOn({ payload: { countsOn: said, bookedAt }, at }: FactOf<'funds.arrived'>): CivilDate {
  const booked = bookedAt === undefined ? undefined : readInstant(bookedAt);
  return said ?? dateOf(booked ?? at);
}

/** The accounting of a receipt that stands: the last. */
export const allocatedAs = (c: Case, receipt: string): FactOf<'funds.allocated'> | undefined =>
  c.first('funds.reversed', receipt) === undefined ? c.last('funds.allocated', receipt) : undefined;

/** Whether a share of an accounting is of the claim itself, and not the court's fee or what the sale cost. */
export const isOfClaim = (share: string): boolean => share.includes('.');

/**
 * What of a receipt serves the claim, in fen: as it was accounted for, or what its plan gives the applicants; before either all but what goes
 * elsewhere, as far as is known (money.md 6).
 */
export function servingFen(c: Case, arrived: FactOf<'funds.arrived'>): number {
  const { subject, payload: { amountFen } } = arrived; // prettier-ignore
  const receipt = subject ?? '';
  const allocated = allocatedAs(c, receipt);
  const planned = planOf(c, receipt);
  if (planned !== undefined && (allocated === undefined || allocated.seq < planned.seq))
    return plannedServingFen(c, planned, receipt);
  const elsewhere = goneFen(c, subject, (applied) => !servesClaim(c, applied));
  if (allocated === undefined) return amountFen - elsewhere;
  const sharesOf = (isIts: (claim: string) => boolean): number =>
    allocated.payload.shares.reduce((fen, share) => fen + (isIts(share.claim) ? share.fen : 0), 0);
  // what left the case beyond what the accounting leaves over was not the creditors' after all
  const over = amountFen - sharesOf(() => true);
  const left = goneFen(c, subject, ({ to }) => leavesCase.has(to));
  return Math.max(sharesOf(isOfClaim) - Math.max(left - over, 0), 0);
}

/** What a plan gives the applicants of one of its receipts: of several of each alike; and what they had of it before. */
function plannedServingFen(c: Case, planned: FactOf<'distribution.planned'>, receipt: string): number {
  const own = new Set(parties(c).flatMap(({ id, side }) => (side === 'applicant' ? id : [])));
  const { shares } = (settledAs(c, planned) ?? planned).payload;
  const theirs = shares.reduce((fen, { party, amountFen }) => fen + (own.has(personKey(c, party)) ? amountFen : 0), 0);
  const claims = [...new Set(planned.payload.receipts)].map((id) => ({ id, amount: BigInt(plannedIn(c, planned, id)) })).filter(({ amount }) => amount > 0n); // prettier-ignore
  const parts = theirs === 0 || claims.length === 0 ? [] : allocate({ amount: BigInt(theirs), ranks: [{ share: 'pro-rata', claims }], deduct: [] }).shares; // prettier-ignore
  const before = (movements(c).get(receipt) ?? []).filter((f) => f.seq < planned.seq && isForClaim(c, f.subject));
  return before.reduce((fen, f) => fen + signed(f), Number(parts.find(({ id }) => id === receipt)?.paid ?? 0n));
}

const isForClaim = (c: Case, id: string | null): boolean => {
  const form = forms(c).get(id ?? '');
  return form !== undefined && servesClaim(c, form.applied.payload);
};

/** What left the case of a receipt, and did not come back, as far as it was recorded before or from a fact on, in fen. */
export const leftCaseFen = (c: Case, receipt: string, isMeant: (seq: number) => boolean): number =>
  (movements(c).get(receipt) ?? []).reduce((fen, f) => fen + (isMeant(f.seq) && leavesCase.has(forms(c).get(f.subject ?? '')?.applied.payload.to ?? '') ? signed(f) : 0), 0); // prettier-ignore

/** Money goes back, to other cases and courts, to the treasury: to nobody's claim in this case. */
export const leavesCase: ReadonlySet<string> = new Set(['refund', 'other-case', 'other-court', 'treasury']);

/** What of a receipt such forms have or have had, in fen. */
const goneFen = (c: Case, receipt: string | null, isSuch: (applied: Form['applied']['payload']) => boolean): number =>
  [...forms(c).values()]
    .filter((form) => form.receipt === receipt && isSuch(form.applied.payload))
    .reduce((fen, { paidFen, reservedFen }) => fen + paidFen + reservedFen, 0);
