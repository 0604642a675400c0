import type { payoutsTo } from '../../nodes/payouts-to.ts';
import type { Role } from '../../nodes/roles.ts';
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { addDays } from '../../time/civil-date.ts';
import { dateOf, endOfDay, type Instant } from '../../time/instant.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import type { Earlier, Leg, Office, Opening } from '../deadline.ts';
import { forms, outOf, type OutNode } from './forms.ts';
import { paidInFull } from './parts.ts';

/** Days from the arrival after which only the president lets money wait (武法〔2022〕11号 三·一(五)1). */
export const PRESIDENTS = 30;

/** Money that was sent on its way late, by which fact, and whose approval that took. */
export interface Unapproved {
  readonly fact: number;
  readonly office: Office;
}

/**
 * The approvals and payments out of a receipt that came after the payout's due, or more than thirty days from the arrival,
 * without an approval, of the payment or of the delay, by a high enough office: it is paid all the same, and the lateness says
 * so (plan §5), each form once for an office. What came behind the payment in full belongs to another payout, of what came back.
 */
export function unapproved(c: Case, opening: Opening, legs: readonly Leg[]): readonly Unapproved[] {
  const receipt = opening.subject ?? '';
  const thirty = thirtyFrom(c, receipt, opening.at);
  const over = paidInFull(c, opening);
  const sent = [...c.all('payout.approved'), ...outOf(c)]
    .filter((f) => forms(c).get(f.subject ?? '')?.receipt === receipt && f.at >= opening.at)
    .filter((f) => over === undefined || inOrder(f, over) <= 0)
    .toSorted(inOrder);
  const found = new Map<string, Unapproved>();
  for (const fact of sent) {
    const office = lacking(c, fact, { legs, thirty, receipt });
    const key = `${fact.subject}|${office}`;
    if (office !== undefined && !found.has(key)) found.set(key, { fact: fact.seq, office });
  }
  return [...found.values()];
}

interface Receipt {
  readonly legs: readonly Leg[];
  readonly thirty: Instant;
  readonly receipt: string;
}

function lacking(
  c: Case,
  fact: FactOf<'payout.approved' | OutNode>,
  { legs, thirty, receipt }: Receipt,
): Office | undefined {
  const approval = c.all('payout.approved', fact.subject).findLast((f) => inOrder(f, fact) <= 0);
  const isApprovedBy = (office: Office): boolean => approval?.as.includes(office) === true;
  if (isApprovedBy('president')) return undefined;
  const office = officeFor(c, fact.at, { legs, thirty, receipt });
  return office === 'director' || isApprovedBy(office) ? undefined : office;
}

/** Whose approval a payout takes, by how late it is. */
export type PayoutOffice = 'director' | Office;

const ascending: readonly PayoutOffice[] = ['director', 'supervising-leader', 'president'];
export const isAbove = (one: PayoutOffice, other: PayoutOffice): boolean =>
  ascending.indexOf(one) > ascending.indexOf(other);

/** Whether a role is an office or a higher one. */
export const isOfOffice = (role: Role, office: PayoutOffice): boolean =>
  ascending.slice(ascending.indexOf(office)).some((each) => each === role);

/** The lowest office that approves a form, however early, by where its money goes: to another court it is the supervising leader's (docs/spec/money.md 4.4). */
export const leastOffice = (to: keyof typeof payoutsTo | undefined): PayoutOffice =>
  to === 'other-court' ? 'supervising-leader' : 'director';

/**
 * The instants at which the approval of what is sent out of a receipt becomes a higher office's, in order, each with the fact
 * from which it counts: the dues of its payouts as they pass, and the end of the thirtieth day from the arrival.
 */
export function officesTurn(c: Case, receipt: string, earlier: Earlier): readonly Pick<Opening, 'at' | 'seq'>[] {
  const payouts = earlier('payout').filter((d) => d.subject === receipt);
  const dues = payouts.flatMap(({ legs }) =>
    legs.flatMap(({ dueAt, seq, passed }) => (passed && dueAt !== null ? [{ at: dueAt, seq }] : [])),
  );
  const arrived = c.first('funds.arrived', receipt);
  const thirty = arrived === undefined ? [] : [{ at: thirtyFrom(c, receipt, arrived.at), seq: arrived.seq }];
  return [...dues, ...thirty].toSorted((a, b) => a.at - b.at);
}

/** Whose approval money takes that is sent out of a receipt at an instant: that of a higher office once it is late (plan §5). */
function officeFor(c: Case, at: Instant, { legs, thirty, receipt }: Receipt): PayoutOffice {
  const leg = legs.findLast(({ from }) => from <= at);
  const due = leg?.passed === true && leg.dueAt !== null && leg.dueAt <= at ? leg.dueAt : undefined;
  const deferral = c.all('payout.delay-approved', receipt).findLast((f) => f.at <= at);
  // one that was approved after the due let the money wait from then on: its new term is a leg of its own
  const isLate = due !== undefined && (deferral === undefined || deferral.at < due);
  if (at >= thirty && (isLate || deferral?.as.includes('president') !== true)) return 'president';
  return isLate ? 'supervising-leader' : 'director';
}

/** The same of money whose payouts have opened in a case that looks at rows above its own: of several parts that wait, by the latest of them. */
export function officeOf(
  c: Case,
  receipt: string,
  { at, earlier }: { readonly at: Instant; readonly earlier: Earlier },
): PayoutOffice {
  const opened = earlier('payout').filter((d) => d.subject === receipt && d.openedAt <= at);
  const waiting = opened.filter(({ endedAt }) => endedAt === null || endedAt > at);
  return (waiting.length > 0 ? waiting : opened.slice(-1))
    .map(({ legs, openedAt }) => officeFor(c, at, { legs, thirty: thirtyFrom(c, receipt, openedAt), receipt }))
    .reduce<PayoutOffice>((highest, office) => (isAbove(office, highest) ? office : highest), 'director');
}

/** The end of the last day on which others than the president may let money wait. */
const thirtyFrom = (c: Case, receipt: string, openedAt: Instant): Instant =>
  endOfDay(addDays(dateOf(c.first('funds.arrived', receipt)?.at ?? openedAt), PRESIDENTS));
