import { isRefused } from '../../money/forms.ts';
import type { FenAmount } from '../../money/fen.ts';
import { sumOf } from '../../money/fen.ts';
import { interestOwed, type InterestOwed } from '../../money/interest.ts';
import { type OwedPart, readInterestQuestion } from '../../money/interest-question.ts';
import type { Case } from '../../record/case.ts';
import { isGrowing, owedItem } from '../../record/claim-items.ts';
import type { FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { reading } from '../../record/reading.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { dateOf } from '../../time/instant.ts';
import { creditorOf, ofCreditor, sumsByCreditor, type Towards } from './by-creditor.ts';
import { rateTablesOf } from './rate-tables.ts';
import { claimItems, countsOn, servingFen } from './serving.ts';

/** Whether more comes to be owed than the claim's own sums: some item bears interest, or the doubled part. */
export const isClaimGrowing = reading((c): boolean => claimItems(c).some(isGrowing));

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

/** And of whose items; left out: of all. */
interface AskingOf extends Asking {
  readonly creditor?: string;
}

/** The question of money-calc.md (`interest`) that tells what is owed of the claim, or of a creditor's items, on a day; null where no item has a sum. */
function owedQuestion(
  c: Case,
  { asOf, without, excluded = excludedDays(c), liable, unwaived, before, creditor }: AskingOf,
): Record<string, unknown> | null {
  // prettier-ignore
  const items = claimItems(c)
    .filter((item) => (creditor === undefined || creditorOf(c, item.id) === creditor) && (liable === undefined || (item.liable?.includes(liable) ?? true)))
    .flatMap((item) => owedItem(item) ?? []);
  if (items.length === 0) return null;
  const tables = rateTablesOf(c);
  const mine = (all: readonly Towards[]): readonly Towards[] => inTime(creditor === undefined ? all : ofCreditor(c, creditor, all)); // prettier-ignore
  const ask = (day: CivilDate, payments: readonly Payment[]) => ({ kind: 'interest', asOf: day, items, tables, payments: fewEnough(payments.filter(({ on }) => on <= day)), ...(excluded.length > 0 && { excluded }) }); // prettier-ignore
  const all = paymentsOf(c, { without, unwaived });
  let payments = mine(all);
  for (const each of allSettled(c)) {
    const on = dateOf(each.at);
    if (on > asOf || each === before) break;
    const alone = settledAlone(each);
    const part = alone === undefined ? Number.MAX_SAFE_INTEGER : (mine([...all, { on, amount: alone, by: each }]).find(({ by }) => by === each)?.amount ?? 0); // prettier-ignore
    payments = inTime([...payments, { on, amount: Math.min(part, dueIn(ask(on, payments))), by: each }]);
  }
  return ask(asOf, payments);
}

/** A payment as interest is asked of it. */
type Payment = Pick<Towards, 'on' | 'amount'>;

const inTime = (payments: readonly Towards[]): readonly Towards[] =>
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
function fewEnough(payments: readonly Payment[]): readonly Payment[] {
  if (payments.length <= MOST_PAYMENTS) return payments.map(({ on, amount }) => ({ on, amount }));
  const byDay = Map.groupBy(payments, ({ on }) => on);
  return [...byDay].map(([on, all]) => ({ on, amount: all.reduce((sum, { amount }) => sum + amount, 0) }));
}

/** What reached the creditor's side, by the day to which interest runs: receipts, and what was performed without the court. */
const paymentsOf = (c: Case, { without, unwaived }: Pick<Asking, 'without' | 'unwaived'>): readonly Towards[] =>
  inTime([
    ...c
      .all('funds.arrived')
      .filter(({ subject }) => subject !== without && c.first('funds.reversed', subject) === undefined)
      .map((f) => ({ on: countsOn(f), amount: servingFen(c, f), by: f })),
    ...(unwaived ? [] : c.all('claim.waived')).map((f) => ({ on: dateOf(f.at), amount: f.payload.amountFen, by: f })), // owed no more from then on
    ...c.all('performance.recorded').map((f) => ({ on: dateOf(f.at), amount: f.payload.amountFen, by: f })),
  ]);

/**
 * What is owed of the claim at the end of a day (money.md 6): of several creditors' items each one's by itself, for what one was paid serves no
 * other's; undefined where no item has a sum, or an old record cannot be computed.
 */
export function owedOn(c: Case, asking: Asking): InterestOwed | undefined {
  const creditors = [...sumsByCreditor(c).keys()];
  const asked = creditors.length < 2 ? [owedQuestion(c, asking)] : creditors.map((creditor) => owedQuestion(c, { ...asking, creditor })); // prettier-ignore
  const questions = asked.flatMap((each) => (each === null ? [] : [readInterestQuestion(each)]));
  const found = questions.flatMap((each) => (isRefused(each) ? [] : [interestOwed(each)]));
  return found.length === questions.length ? together(c, found) : undefined;
}

/** What is owed of several parts of the claim, items as they are listed. */
function together(c: Case, all: readonly InterestOwed[]): InterestOwed | undefined {
  const [first] = all;
  if (first === undefined || all.length === 1) return first;
  const places = new Map(claimItems(c).map(({ id }, i) => [id, i]));
  const placeOf = (id: string): number => places.get(id) ?? 0;
  const fen = (of: (each: InterestOwed) => FenAmount): FenAmount => sumOf(all.map(of));
  const parts = (of: (each: InterestOwed) => Readonly<Record<OwedPart, FenAmount>>): Record<OwedPart, FenAmount> => ({
    costs: fen((each) => of(each).costs),
    interest: fen((each) => of(each).interest),
    principal: fen((each) => of(each).principal),
    doubled: fen((each) => of(each).doubled),
  });
  return {
    due: { ...parts(({ due }) => due), total: fen(({ due }) => due.total) },
    paid: { ...parts(({ paid }) => paid), surplus: fen(({ paid }) => paid.surplus) },
    items: all.flatMap(({ items }) => items).toSorted((a, b) => placeOf(a.id) - placeOf(b.id)),
    lines: all.flatMap(({ lines }) => lines).toSorted((a, b) => placeOf(a.item) - placeOf(b.item)),
    payments: all.flatMap(({ payments }) => payments).toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on))),
    oldRuleDays: Math.max(...all.map(({ oldRuleDays }) => oldRuleDays)),
  };
}

/** What had grown beside the claim's own sums by a day, or beside those of one creditor's items: general interest and the doubled part, in fen. */
export function grownFen(c: Case, asOf: CivilDate, creditor?: string): number {
  if (!isClaimGrowing(c)) return 0;
  const lines = owedOn(c, { asOf })?.lines ?? [];
  const grown: FenAmount = sumOf(lines.flatMap(({ item, amount }) => (creditor === undefined || creditorOf(c, item) === creditor ? amount : []))); // prettier-ignore
  return Number(grown);
}

/** What one creditor's items are less by without money of the court: waived, or performed directly, in fen. */
export const elsewhereFen = (c: Case, creditor: string): number =>
  ofCreditor(c, creditor, paymentsOf(c, {})).reduce((fen, { by, amount }) => fen + (by.node === 'funds.arrived' ? 0 : amount), 0); // prettier-ignore

/** What was performed past the court with a fact that says that all is: what was still owed that day, or what it says itself, in fen. */
export function settledDirectlyFen(c: Case, f: AllSettled): number {
  const due = Number(owedOn(c, { asOf: dateOf(f.at), before: f })?.due.total ?? 0n);
  return Math.min(settledAlone(f) ?? due, due);
}
