// Whose the money of a form is: docs/spec/money.md 4 (the table by `to`), 6.
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { parties } from '../../record/parties.ts';
import { personKey } from './creditors.ts';
import { planOf } from './disputes.ts';

type Applied = FactOf<'payout.applied'>['payload'];
type Whose = Pick<Applied, 'to' | 'payee' | 'onBehalfOf'>;

/** Where money has to go for a creditor to have got it: to the applicant, or kept for whoever cannot be paid (民法典571). */
const toCreditors: ReadonlySet<string> = new Set(['applicant', 'escrow']);

/** Whose a form's money is, by one word: whoever it is paid for, else its payee. */
export const ownerKey = (c: Case, { payee, onBehalfOf }: Whose): string => personKey(c, onBehalfOf ?? payee);

/** Whether somebody is or was an applicant of the case. */
const isApplicants = (c: Case, key: string): boolean =>
  parties(c).some(({ id, side }) => id === key && side === 'applicant');

/** Whether what a form pays counts towards the claim of the case: its creditors have it, or somebody has it for them. */
export const servesClaim = (c: Case, applied: Whose): boolean =>
  toCreditors.has(applied.to) || (applied.onBehalfOf !== undefined && isApplicants(c, ownerKey(c, applied)));

/** Whether it is another creditor's, whom the plan of its receipt gives a share: no claim of this case is less by it. */
export const isOfPlan = (c: Case, receipt: string, applied: Whose): boolean =>
  applied.to === 'third-party' &&
  !servesClaim(c, applied) &&
  (planOf(c, receipt)?.payload.shares.some(({ party }) => personKey(c, party) === ownerKey(c, applied)) ?? false);

/** Which shares of an accounting a form draws on; undefined: none. */
export function sideOf(c: Case, receipt: string, applied: Whose): 'claim' | 'fee' | 'costs' | undefined {
  if (servesClaim(c, applied)) return 'claim';
  if (applied.to === 'court-fee') return 'fee';
  return applied.to === 'third-party' && !isOfPlan(c, receipt, applied) ? 'costs' : undefined;
}
