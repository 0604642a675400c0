import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { addDays } from '../../time/civil-date.ts';
import { dateOf, endOfDay, type Instant } from '../../time/instant.ts';
import type { Leg, Office, Opening } from '../deadline.ts';
import { forms } from './forms.ts';

/** Days from the arrival after which only the president lets money wait (武法〔2022〕11号 三·一(五)1). */
export const PRESIDENTS = 30;

/** An approval that came late, and whose it should have been. */
export interface Unapproved {
  readonly fact: number;
  readonly office: Office;
}

/**
 * The first approval of a payout out of a receipt that came after its due, or more than thirty days from the arrival, by
 * somebody of too low an office and without a deferral: it is paid all the same, and the lateness says so (plan §5).
 */
export function unapproved(c: Case, { subject, at }: Opening, legs: readonly Leg[]): Unapproved | undefined {
  const receipt = subject ?? '';
  const arrived = c.first('funds.arrived', receipt)?.at ?? at;
  const thirty = endOfDay(addDays(dateOf(arrived), PRESIDENTS));
  const approvals = c.all('payout.approved').filter((f) => forms(c).get(f.subject ?? '')?.receipt === receipt);
  for (const approval of approvals) {
    const office = approval.at < at ? undefined : lacking(c, approval, { legs, thirty, receipt });
    if (office !== undefined) return { fact: approval.seq, office };
  }
  return undefined;
}

interface Receipt {
  readonly legs: readonly Leg[];
  readonly thirty: Instant;
  readonly receipt: string;
}

function lacking(
  c: Case,
  { at, as }: FactOf<'payout.approved'>,
  { legs, thirty, receipt }: Receipt,
): Office | undefined {
  if (as.includes('president')) return undefined;
  const leg = legs.findLast(({ from }) => from <= at);
  const deferral = c.all('payout.delay-approved', receipt).findLast((f) => f.at <= at);
  const isLate = leg?.dueAt != null && leg.passed && leg.dueAt <= at;
  if (at >= thirty && (isLate || deferral?.as.includes('president') !== true)) return 'president';
  return isLate && !as.includes('supervising-leader') ? 'supervising-leader' : undefined;
}
