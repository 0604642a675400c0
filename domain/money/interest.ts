import { civilDate, dayNumber, type DayNumber } from '../time/civil-date.ts';
import { type FenAmount, lesser, rounded, sumOf } from './fen.ts';
import type { Days, InterestQuestion, OwedItem, OwedPart, PaymentMade, RateFrom } from './interest-question.ts';

/** A run of days with one base and one rate; amounts in fen. */
export interface InterestLine {
  readonly item: string;
  readonly part: 'interest' | 'doubled';
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly base: FenAmount;
  /** Percent, exact, without needless zeros. */
  readonly rate: string;
  readonly per: 'day' | 'year/360' | 'year/365';
  readonly amount: FenAmount;
}

/** What accrued on an item, in fen. */
interface Accrued {
  readonly accrued: FenAmount;
  readonly paid: FenAmount;
  readonly due: FenAmount;
}

/** What a payment served of an item, in fen. */
interface Applied {
  readonly item: string;
  readonly part: OwedPart;
  readonly amount: FenAmount;
}

/** What is owed at the end of a day, and how it came to that; amounts in fen. */
export interface InterestOwed {
  readonly due: Readonly<Record<OwedPart | 'total', FenAmount>>;
  readonly paid: Readonly<Record<OwedPart | 'surplus', FenAmount>>;
  readonly items: readonly { readonly id: string; readonly unpaid: FenAmount; readonly interest: Accrued; readonly doubled: Accrued }[]; // prettier-ignore
  readonly lines: readonly InterestLine[];
  readonly payments: readonly { readonly on: string; readonly amount: FenAmount; readonly applied: readonly Applied[]; readonly surplus: FenAmount }[]; // prettier-ignore
  /** Days of the doubled part before 2014-08-01, which follow the old rule and are counted only (法释〔2014〕8号7). */
  readonly oldRuleDays: number;
}

/** From here on the doubled part (加倍部分债务利息) is 0.0175 percent a day (法释〔2014〕8号1, 7). */
const DOUBLED_FROM = dayNumber('2014-08-01');
const DOUBLED_RATE = 17_500_000_000n; // 10⁻¹² percent
const WHOLE = 10n ** 14n; // of 10⁻¹² percent

/** Days with one rate. */
interface Stretch extends Days {
  readonly rate: bigint;
}

/** An item on its way through the days: what of it is unpaid, what accrued, which days are still to come. */
interface Running {
  readonly item: OwedItem;
  unpaid: FenAmount;
  readonly interest: Accruing;
  readonly doubled: Accruing;
}

interface Accruing {
  readonly item: string;
  readonly part: 'interest' | 'doubled';
  readonly basis: 1 | 360 | 365;
  /** The days that are still to come, the nearest last. */
  readonly ahead: Stretch[];
  readonly lines: InterestLine[];
  accrued: FenAmount;
  paid: FenAmount;
}

/** What of a document's sums, with their interest, is owed at the end of a day. */
export function interestOwed({ asOf, items, payments, excluded, order }: InterestQuestion): InterestOwed {
  const running = items.map((item): Running => {
    const { id, interest, doubled, dueOn } = item;
    const general = interest === null ? [] : stretches(interest.rates, lesserDay(interest.to, asOf));
    const late = doubled && dueOn !== null ? { from: Math.max(dueOn + 1, DOUBLED_FROM), to: asOf } : NO_DAYS;
    const days = without(late, excluded).map((each) => ({ ...each, rate: DOUBLED_RATE }));
    return {
      item,
      unpaid: item.amount,
      interest: { item: id, part: 'interest', basis: interest?.basis ?? 1, ahead: general.toReversed(), ...nothing() },
      doubled: { item: id, part: 'doubled', basis: 1, ahead: days.toReversed(), ...nothing() },
    };
  });
  const told = payments.map((payment) => {
    for (const each of running) runTo(each, payment.on);
    return serve(running, payment, order);
  });
  for (const each of running) runTo(each, asOf);
  const applied = told.flatMap((payment) => payment.applied);
  const due = byPart((part) => sumOf(running.map((each) => dueOf(each, part))));
  const paid = byPart((part) => sumOf(applied.filter((each) => each.part === part).map(({ amount }) => amount)));
  return {
    due: { ...due, total: sumOf(Object.values(due)) },
    paid: { ...paid, surplus: sumOf(told.map(({ surplus }) => surplus)) },
    items: running.map(({ item: { id }, unpaid, interest, doubled }) => {
      return { id, unpaid, interest: accruedOn(interest), doubled: accruedOn(doubled) };
    }),
    lines: running.flatMap(({ interest, doubled }) => [...interest.lines, ...doubled.lines]),
    payments: told,
    oldRuleDays: oldRuleDays(items, asOf, excluded),
  };
}

const NO_DAYS: Days = { from: 0, to: -1 };
const nothing = () => ({ lines: [], accrued: 0n, paid: 0n });
const lesserDay = (to: DayNumber | null, asOf: DayNumber): DayNumber => Math.min(to ?? asOf, asOf);

/** Each rate's days, up to a last one. */
const stretches = (rates: readonly RateFrom[], last: DayNumber): Stretch[] =>
  rates
    .map(({ from, rate }, i) => ({ from, to: Math.min(last, (rates[i + 1]?.from ?? Infinity) - 1), rate }))
    .filter(({ from, to }) => from <= to);

/** Days less others, which may overlap. */
function without({ from, to }: Days, excluded: readonly Days[]): Days[] {
  const left: Days[] = [];
  let next = from;
  for (const gap of excluded.toSorted((a, b) => a.from - b.from)) {
    if (gap.from > next) left.push({ from: next, to: Math.min(to, gap.from - 1) });
    next = Math.max(next, gap.to + 1);
  }
  left.push({ from: next, to });
  return left.filter((days) => days.from <= days.to);
}

/** The days before 2014-08-01 that would have counted for the doubled part of at least one item: they all end together. */
function oldRuleDays(items: readonly OwedItem[], asOf: DayNumber, excluded: readonly Days[]): number {
  const late = items.flatMap(({ doubled, dueOn }) => (doubled && dueOn !== null ? [dueOn + 1] : []));
  const old = without({ from: Math.min(...late), to: Math.min(asOf, DOUBLED_FROM - 1) }, excluded);
  return old.reduce((days, { from, to }) => days + to - from + 1, 0);
}

/** Closes the lines of all days up to one, that day included: from then on there may be another base. */
function runTo({ unpaid, interest, doubled }: Running, day: DayNumber): void {
  for (const each of [interest, doubled]) {
    for (let next = each.ahead.at(-1); next !== undefined && next.from <= day; next = each.ahead.at(-1)) {
      each.ahead.pop();
      if (next.to > day) each.ahead.push({ ...next, from: day + 1 });
      if (unpaid > 0n) close(each, unpaid, { ...next, to: Math.min(next.to, day) });
    }
  }
}

function close(accruing: Accruing, base: FenAmount, { from, to, rate }: Stretch): void {
  const { item, part, basis, lines } = accruing;
  const days = to - from + 1;
  const amount = rounded(base * rate * BigInt(days), WHOLE * BigInt(basis));
  const per = basis === 1 ? 'day' : (`year/${basis}` as const);
  lines.push({ item, part, from: civilDate(from), to: civilDate(to), days, base, rate: rateText(rate), per, amount });
  accruing.accrued += amount;
}

/** A rate as people write it: 13.8. */
const rateText = (rate: bigint): string => {
  const digits = String(rate).padStart(13, '0');
  return `${digits.slice(0, -12)}.${digits.slice(-12)}`.replace(/\.?0+$/, '');
};

const byPart = (amountOf: (part: OwedPart) => FenAmount): Record<OwedPart, FenAmount> => ({
  costs: amountOf('costs'),
  interest: amountOf('interest'),
  principal: amountOf('principal'),
  doubled: amountOf('doubled'),
});

const accruedOn = ({ accrued, paid }: Accruing): Accrued => ({ accrued, paid, due: accrued - paid });

/** Which sum of an item belongs to a part: what accrued on it, the item itself, or nothing of it. */
const servedOf = ({ item, interest, doubled }: Running, part: OwedPart): Accruing | 'unpaid' | undefined => {
  if (item.kind === part) return 'unpaid';
  if (part === 'interest' && item.kind === 'principal') return interest;
  return part === 'doubled' ? doubled : undefined;
};

function dueOf(running: Running, part: OwedPart): FenAmount {
  const served = servedOf(running, part);
  if (served === undefined) return 0n;
  return served === 'unpaid' ? running.unpaid : served.accrued - served.paid;
}

/** A payment at the end of its day: the parts in order, within a part the items as listed. */
function serve(running: readonly Running[], { on, amount }: PaymentMade, order: readonly OwedPart[]) {
  const applied: Applied[] = [];
  let left = amount;
  for (const part of order) {
    for (const each of running) {
      const taken = lesser(left, dueOf(each, part));
      if (taken === 0n) continue;
      const served = servedOf(each, part);
      if (typeof served === 'object') served.paid += taken;
      else each.unpaid -= taken;
      applied.push({ item: each.item.id, part, amount: taken });
      left -= taken;
    }
  }
  return { on: civilDate(on), amount, applied, surplus: left };
}
