import { isRefused } from '../../money/forms.ts';
import type { FenAmount } from '../../money/fen.ts';
import { sumOf } from '../../money/fen.ts';
import { interestOwed, type InterestOwed } from '../../money/interest.ts';
import { readInterestQuestion } from '../../money/interest-question.ts';
import { readInstant } from '../../gate/instant.ts';
import type { Case } from '../../record/case.ts';
import { isGrowing, namedItems, owedItem, type ClaimNamed } from '../../record/claim-items.ts';
import type { FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { reading } from '../../record/reading.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { dateOf } from '../../time/instant.ts';
import { servesClaim } from './for-whom.ts';
import { type Form, forms } from './forms.ts';
import { rateTablesOf } from './rate-tables.ts';

/** The items of the claim, each by its id; a filing that lists none asks for one sum. */
export const claimItems = reading((c): readonly ClaimNamed[] => {
  const { claims, claimFen } = c.filed.payload;
  if (claims !== undefined || claimFen === null) return namedItems(claims ?? []);
  return [{ id: 'claim', kind: 'principal', amountFen: claimFen }];
});

/** Whether more comes to be owed than the claim's own sums: some item bears interest, or the doubled part. */
export const isClaimGrowing = reading((c): boolean => claimItems(c).some(isGrowing));

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

/** What of a receipt serves the claim, in fen: as it was accounted for; before that all but what goes elsewhere, as far as is known (money.md 6). */
export function servingFen(c: Case, { subject, payload: { amountFen } }: FactOf<'funds.arrived'>): number {
  const allocated = allocatedAs(c, subject ?? '');
  const elsewhere = goneFen(c, subject, (applied) => !servesClaim(c, applied));
  if (allocated === undefined) return amountFen - elsewhere;
  const sharesOf = (isIts: (claim: string) => boolean): number =>
    allocated.payload.shares.reduce((fen, share) => fen + (isIts(share.claim) ? share.fen : 0), 0);
  // what left the case beyond what the accounting leaves over was not the creditors' after all
  const over = amountFen - sharesOf(() => true);
  const left = goneFen(c, subject, ({ to }) => leavesCase.has(to));
  return Math.max(sharesOf(isOfClaim) - Math.max(left - over, 0), 0);
}

/** Money goes back, to other cases and courts, to the treasury: to nobody's claim in this case. */
export const leavesCase: ReadonlySet<string> = new Set(['refund', 'other-case', 'other-court', 'treasury']);

/** What of a receipt such forms have or have had, in fen. */
const goneFen = (c: Case, receipt: string | null, isSuch: (applied: Form['applied']['payload']) => boolean): number =>
  [...forms(c).values()]
    .filter((form) => form.receipt === receipt && isSuch(form.applied.payload))
    .reduce((fen, { paidFen, reservedFen }) => fen + paidFen + reservedFen, 0);

/** Days on which the document itself was under review, as the officer has confirmed them (法释〔2014〕8号3条3款). */
const excludedDays = (c: Case): readonly object[] =>
  c.all('funds.allocated').findLast(({ payload }) => payload.excluded !== undefined)?.payload.excluded ?? [];

/** What an owed-question is asked with besides the case. */
interface Asking {
  /** Through which day. */
  readonly asOf: CivilDate;
  /** Left out: that receipt. */
  readonly without?: string | undefined;
  /** Days that do not count for the doubled part; left out: as confirmed last. */
  readonly excluded?: readonly object[] | undefined;
  /** Only what that respondent is liable for. */
  readonly liable?: string | undefined;
  /** As if nothing had been waived. */
  readonly unwaived?: true | undefined;
  /** As if nobody had said so or later that all is performed. */
  readonly before?: AllSettled | undefined;
}

/** The question of money-calc.md (`interest`) that tells what is owed of the claim on a day; null where no item has a sum. */
export function owedQuestion(
  c: Case,
  { asOf, without, excluded = excludedDays(c), liable, unwaived, before }: Asking,
): Record<string, unknown> | null {
  // prettier-ignore
  const items = claimItems(c)
    .filter((item) => liable === undefined || (item.liable?.includes(liable) ?? true))
    .flatMap((item) => owedItem(item) ?? []);
  if (items.length === 0) return null;
  const tables = rateTablesOf(c);
  const ask = (day: CivilDate, payments: readonly Payment[]) => ({ kind: 'interest', asOf: day, items, tables, payments: fewEnough(payments.filter(({ on }) => on <= day)), ...(excluded.length > 0 && { excluded }) }); // prettier-ignore
  let payments = paymentsOf(c, { without, unwaived });
  for (const each of allSettled(c)) {
    const on = dateOf(each.at);
    if (on > asOf || each === before) break;
    const amount = Math.min(settledAlone(each) ?? Number.MAX_SAFE_INTEGER, dueIn(ask(on, payments)));
    payments = inTime([...payments, { on, amount }]);
  }
  return ask(asOf, payments);
}

/** A payment as interest is asked of it. */
interface Payment {
  readonly on: CivilDate;
  readonly amount: number;
}

const inTime = (payments: readonly Payment[]): readonly Payment[] =>
  payments.filter(({ amount }) => amount > 0).toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));

/** Facts that say that all is performed: nothing is owed from then on (docs/decisions/152). */
export type AllSettled = FactOf<'performance.completed' | 'settlement.performed'>;

/** All of them, in order. */
export const allSettled = reading((c): readonly AllSettled[] =>
  [...c.all('performance.completed'), ...c.all('settlement.performed')].toSorted(inOrder),
);

/** What was performed with such a fact itself, past the court; undefined: all that there was. */
export const settledAlone = (f: AllSettled): number | undefined =>
  f.node === 'performance.completed' ? f.payload.amountFen : undefined;

/** What is owed in all by a question's answer. */
function dueIn(asked: Record<string, unknown>): number {
  const question = readInterestQuestion(asked);
  return isRefused(question) ? 0 : Number(interestOwed(question).due.total);
}

const MOST_PAYMENTS = 1_000; // that one question may name (money-calc.md)

/** Payments of one day together serve what they would one by one. */
function fewEnough<P extends { readonly on: CivilDate; readonly amount: number }>(
  payments: readonly P[],
): readonly object[] {
  if (payments.length <= MOST_PAYMENTS) return payments;
  const byDay = Map.groupBy(payments, ({ on }) => on);
  return [...byDay].map(([on, all]) => ({ on, amount: all.reduce((sum, { amount }) => sum + amount, 0) }));
}

/** What reached the creditor's side, by the day to which interest runs: receipts, and what was performed without the court. */
const paymentsOf = (c: Case, { without, unwaived }: Pick<Asking, 'without' | 'unwaived'>): readonly Payment[] =>
  inTime([
    ...c
      .all('funds.arrived')
      .filter(({ subject }) => subject !== without && c.first('funds.reversed', subject) === undefined)
      .map((f) => ({ on: countsOn(f), amount: servingFen(c, f) })),
    ...(unwaived ? [] : c.all('claim.waived')).map((f) => ({ on: dateOf(f.at), amount: f.payload.amountFen })), // owed no more from then on
    ...c.all('performance.recorded').map((f) => ({ on: dateOf(f.at), amount: f.payload.amountFen })),
  ]);

/** What is owed of the claim at the end of a day (money.md 6); undefined where no item has a sum, or an old record cannot be computed. */
export function owedOn(c: Case, asking: Asking): InterestOwed | undefined {
  const asked = owedQuestion(c, asking);
  const question = asked === null ? undefined : readInterestQuestion(asked);
  return question === undefined || isRefused(question) ? undefined : interestOwed(question);
}

/** What had grown beside the claim's own sums by a day: general interest and the doubled part, in fen. */
export function grownFen(c: Case, asOf: CivilDate): number {
  if (!isClaimGrowing(c)) return 0;
  const grown: FenAmount = sumOf(owedOn(c, { asOf })?.lines.map(({ amount }) => amount) ?? []);
  return Number(grown);
}

/** What was performed past the court with a fact that says that all is: what was still owed that day, or what it says itself, in fen. */
export function settledDirectlyFen(c: Case, f: AllSettled): number {
  const due = Number(owedOn(c, { asOf: dateOf(f.at), before: f })?.due.total ?? 0n);
  return Math.min(settledAlone(f) ?? due, due);
}
