import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { reading } from '../../record/reading.ts';

/** What has been paid out of a receipt, in fen. */
export const paidFen = (c: Case, receipt: string): number =>
  c.all('payout.paid', receipt).reduce((sum, f) => sum + f.payload.amountFen, 0);

/** What a receipt still holds, in fen; 0 for one that never arrived. */
export const restFen = (c: Case, receipt: string): number =>
  (c.first('funds.arrived', receipt)?.payload.amountFen ?? 0) - paidFen(c, receipt);

/** The payment with which a running sum of payments first reaches `fen`. */
export function reaching(paid: readonly FactOf<'payout.paid'>[], fen: number): FactOf<'payout.paid'> | undefined {
  let sum = 0;
  return paid.find((f) => (sum += f.payload.amountFen) >= fen);
}

/** The payment that paid out a receipt's whole sum (plan 三·一(五)1: 发放完毕). */
export const paidInFull = (c: Case, receipt: string): FactOf<'payout.paid'> | undefined => {
  const arrived = c.first('funds.arrived', receipt);
  return arrived && reaching(c.all('payout.paid', receipt), arrived.payload.amountFen);
};

/** The fact at which the claim was met: paid to the applicant in full, or performed (plan 三·七11). */
export const closingReady = reading((c): Fact | undefined => {
  const claim = c.filed.payload.claimFen;
  const paid = c.all('payout.paid').filter((f) => f.payload.to === 'applicant');
  const met = claim === null ? undefined : reaching(paid, claim);
  const performed = c.first('performance.completed');
  return [met, performed].filter((f) => f !== undefined).toSorted(inOrder)[0];
});

/** Whether money lies in the case's account that nobody has been paid. */
export const unpaidReceipts = (c: Case): readonly string[] =>
  c
    .all('funds.arrived')
    .map((f) => f.subject)
    .filter((id) => id !== null)
    .filter((id) => restFen(c, id) > 0);
