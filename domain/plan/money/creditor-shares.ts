// Which creditor an accounting's shares are, where an item of the claim is one creditor's alone: docs/spec/money.md 6 (`creditor`).
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { applicants } from '../../record/parties.ts';
import { creditorOfShare, TOGETHER, totals } from './by-creditor.ts';
import { FEE } from './fee-kept.ts';
import { ownerKey, sideOf } from './for-whom.ts';
import { type Form, forms } from './forms.ts';
import { isOfClaim } from './serving.ts';

type Allocated = FactOf<'funds.allocated'>;

/** A form, and what each form of the receipt counts for. */
interface Drawing {
  readonly applied: Form['applied']['payload'];
  readonly side: NonNullable<ReturnType<typeof sideOf>>;
  readonly had: (form: Form, id: string) => number;
}

/** On which side a share of an accounting is. */
export function sideOfShare(claim: string): Drawing['side'] {
  if (isOfClaim(claim)) return 'claim';
  return claim === FEE ? 'fee' : 'costs';
}

/**
 * What an accounting still gives a form: of the side that it draws on what no other form has had; a creditor first its own items, then what is
 * all applicants' together and others have not used up beyond theirs.
 */
export function sharesLeft(
  c: Case,
  { subject, payload: { shares } }: Allocated,
  { applied, side, had }: Drawing,
): number {
  const receipt = subject ?? '';
  const ours = shares.filter(({ claim }) => sideOfShare(claim) === side);
  const drawn = [...forms(c)]
    .filter(([, form]) => form.receipt === receipt && sideOf(c, receipt, form.applied.payload) === side)
    .map(([id, form]) => [ownerKey(c, form.applied.payload), had(form, id)] as const);
  const total = ours.reduce((fen, share) => fen + share.fen, 0) - drawn.reduce((fen, [, each]) => fen + each, 0);
  const key = ownerKey(c, applied);
  const known = new Set(applicants(c).map(({ id }) => id));
  if (side !== 'claim' || !known.has(key)) return Math.max(total, 0);
  const gives = totals(ours.map(({ claim, fen }) => [creditorOfShare(c, claim), fen]));
  const has = totals(drawn.filter(([of]) => known.has(of)));
  const beyond = [...has].reduce((fen, [of, each]) => (of === key ? fen : fen + Math.max(each - (gives.get(of) ?? 0), 0)), 0); // prettier-ignore
  const own = (gives.get(key) ?? 0) + Math.max((gives.get(TOGETHER) ?? 0) - beyond, 0) - (has.get(key) ?? 0);
  return Math.max(Math.min(own, total), 0);
}
