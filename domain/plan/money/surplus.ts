// What of a receipt is nobody's but the payer's, and for whom the rest has to stay: docs/spec/money.md 6 (rank 6), 8.
import { isMoney } from '../../nodes/claims.ts';
import type { Case } from '../../record/case.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import type { CourtSettings } from '../court-settings.ts';
import { accountingOf } from './accounting.ts';
import { participantsLack } from './claimants.ts';
import { FEE } from './fee-kept.ts';
import { forms, sum } from './forms.ts';
import { sideOf } from './for-whom.ts';
import { allSettled } from './owed.ts';
import { allocatedAs, isOfClaim } from './serving.ts';
import { freeFen, leftFen } from './readings.ts';

/** What has to stay of a receipt, in fen. */
export interface MustStay {
  readonly costs: number;
  readonly fee: number;
  /** For the creditors of the case; null: nobody can say how much. */
  readonly claim: number | null;
  /** For those who have applied to take part and have not got theirs. */
  readonly others: number;
}

interface On {
  readonly on: CivilDate;
  readonly feeRank: CourtSettings['feeRank'];
}

/** What forms of a receipt have or have had that draw on such shares. */
const takenFen = (c: Case, receipt: string, side: ReturnType<typeof sideOf>): number =>
  [...forms(c).values()]
    .filter((form) => form.receipt === receipt && sideOf(c, receipt, form.applied.payload) === side)
    .reduce((fen, { reservedFen, paidFen }) => fen + reservedFen + paidFen, 0);

const nothing: MustStay = { costs: 0, fee: 0, claim: 0, others: 0 };

/** For whom what is left of a receipt has to stay: what its accounting gives them, or what is computed now, whichever is more, and they have not had. */
export function mustStay(c: Case, receipt: string, { on, feeRank }: On): MustStay {
  if (cameWhenAllWasPaid(c, receipt)) return nothing;
  const stands = allocatedAs(c, receipt)?.payload;
  const computed = accountingOf(c, receipt, { costs: stands?.costs, excluded: stands?.excluded, feeRank });
  const given = (isOf: (claim: string) => boolean): number => {
    const [was, is] = [stands?.shares ?? [], computed?.answer.shares ?? []];
    const said = was.reduce((fen, share) => fen + (isOf(share.claim) ? share.fen : 0), 0);
    return Math.max(said, is.reduce((fen, { id, net }) => fen + (isOf(id) ? Number(net) : 0), 0)); // prettier-ignore
  };
  const lacks = (gives: number, side: 'claim' | 'fee' | 'costs'): number => Math.max(gives - takenFen(c, receipt, side), 0); // prettier-ignore
  return {
    costs: lacks(given((claim) => claim !== FEE && !isOfClaim(claim)), 'costs'),
    fee: Math.min(lacks(given((claim) => claim === FEE), 'fee'), feeSetFen(c)),
    claim: claimFen(c, receipt, { on, lacking: lacks(given(isOfClaim), 'claim') }),
    others: [...participantsLack(c).values()].reduce((fen, each) => fen + each, 0),
  }; // prettier-ignore
}

/** Money that comes after the case was closed as performed goes back (docs/spec/money.md 8). */
function cameWhenAllWasPaid(c: Case, receipt: string): boolean {
  const [closed, arrived] = [c.first('case.closed'), c.first('funds.arrived', receipt)];
  return closed?.payload.kind === 'performed' && arrived !== undefined && arrived.seq > closed.seq;
}

/** The fee that is still to be taken, where a document has set it otherwise than the scale. */
function feeSetFen(c: Case): number {
  const assessed = c.last('fee.assessed')?.payload;
  if (assessed?.document === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(assessed.feeFen - sum(c.all('fee.taken')), 0);
}

/** What creditors still lack of what a receipt gives them: no more than they have not got, nothing where all was performed. */
function claimFen(c: Case, receipt: string, { on, lacking }: { readonly on: CivilDate; readonly lacking: number }) {
  const left = leftFen(c, { on });
  if (left !== null) return Math.max(Math.min(lacking, left), 0);
  const hasBounced = [...forms(c)].some(([id, form]) => form.receipt === receipt && c.first('payout.returned', id) !== undefined); // prettier-ignore
  if (allSettled(c).length > 0 && !hasBounced) return 0;
  const { claims = [] } = c.filed.payload;
  return claims.some((item) => isMoney(item) && item.amountFen === undefined) ? null : Math.max(lacking, 0);
}

/** What of a receipt may leave it as nobody's, what a form has reserved for itself included, in fen. */
export function surplusFen(c: Case, receipt: string, { costs, fee, claim, others }: MustStay, ownFen: number): number {
  return claim === null ? 0 : Math.max(freeFen(c, receipt) + ownFen - costs - fee - claim - others, 0);
}
