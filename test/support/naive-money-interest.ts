/** Rules 1 to 4 of `interest` in money-calc.md, walked day by day from the first day that matters through `asOf`. */
import { type Entry, type Fraction, type InterestQuestion, type Item, PARTS, type Rule } from './naive-money-forms.ts';

/** An answer in which every bigint is an amount, still of any size. */
export function interestAnswer({ asOf, items, tables, payments, excluded, order }: InterestQuestion): object {
  const accounts = items.map((item): Account => {
    const running = (): Running => ({ accrued: 0n, paid: 0n, open: undefined, closed: [] });
    return { item, unpaid: item.amount, interest: running(), doubled: running() };
  });
  const starts = items.flatMap(({ dueOn = asOf, rule }) => [dueOn, rule?.from ?? asOf]);
  const firstDay = [asOf, ...starts, ...payments.map(({ on }) => on)].sort()[0] ?? asOf;
  const served: ReturnType<typeof serve>[] = [];
  let oldRuleDays = 0;

  for (let day = firstDay; day <= asOf; day = dayAfter(day)) {
    const isExcluded = excluded.some(({ from, to }) => from <= day && day <= to);
    const isOld = day < '2014-08-01';
    const bears = ({ doubled, dueOn }: Item): boolean => doubled && dueOn !== undefined && dueOn < day && !isExcluded;
    // the page asks whether the day would have counted, not whether anything is still unpaid on it
    if (isOld && items.some(bears)) oldRuleDays += 1;
    for (const { item, unpaid, interest, doubled } of accounts) {
      addDay(interest, day, unpaid, rateOn(item.rule, tables, day), item.rule?.per ?? 'day');
      addDay(doubled, day, unpaid, bears(item) && !isOld ? DOUBLED_RATE : undefined, 'day');
    }
    const today = payments.filter(({ on }) => on === day);
    const isLineEnd = today.length > 0 || day === asOf;
    if (isLineEnd) for (const { interest, doubled } of accounts) [interest, doubled].forEach(close);
    for (const payment of today) served.push(serve(payment, accounts, order));
  }

  const applied = served.flatMap((payment) => payment.applied);
  const due = byPart((part) => accounts.map((account) => owed(account, part)));
  const paid = byPart((part) => applied.filter((one) => one.part === part).map(({ amount }) => amount));
  return {
    due: { ...due, total: sumOf(Object.values(due)) },
    paid: { ...paid, surplus: sumOf(served.map(({ surplus }) => surplus)) },
    items: accounts.map(({ item, unpaid, interest, doubled }) => ({
      id: item.id,
      unpaid,
      interest: { accrued: interest.accrued, paid: interest.paid, due: interest.accrued - interest.paid },
      doubled: { accrued: doubled.accrued, paid: doubled.paid, due: doubled.accrued - doubled.paid },
    })),
    lines: accounts.flatMap((account) => [...linesOf(account, 'interest'), ...linesOf(account, 'doubled')]),
    payments: served,
    oldRuleDays,
  };
}

const DOUBLED_RATE: Fraction = { top: 175n, bottom: 10_000n };

interface Line {
  readonly from: string;
  readonly base: bigint;
  readonly rate: Fraction;
  readonly per: Rule['per'];
  to: string;
  days: bigint;
}

/** What runs on one item: general interest or the doubled part. `open` is the line to which the next day may belong. */
interface Running {
  accrued: bigint;
  paid: bigint;
  open: Line | undefined;
  readonly closed: (Line & { readonly amount: bigint })[];
}

interface Account {
  readonly item: Item;
  unpaid: bigint;
  readonly interest: Running;
  readonly doubled: Running;
}

/** The calendar knows how long the months are. */
function dayAfter(day: string): string {
  const time = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8)) + 1);
  return new Date(time).toISOString().slice(0, 10);
}

/** Without a rate the day does not count. */
function rateOn(rule: Rule | undefined, tables: InterestQuestion['tables'], day: string): Fraction | undefined {
  if (rule === undefined || day < rule.from || (rule.to !== undefined && day > rule.to)) return undefined;
  if (rule.table === undefined) return rule.fixed;
  let entry: Entry | undefined;
  for (const one of tables.get(rule.table) ?? []) if (one.from <= (rule.fixedOn ?? day)) entry = one;
  if (entry === undefined) return undefined;
  const top = entry.annual.top * rule.times.top;
  const bottom = entry.annual.bottom * rule.times.bottom;
  return { top: top * rule.plus.bottom + rule.plus.top * bottom, bottom: bottom * rule.plus.bottom };
}

/** A line ends before a day that does not count or has another base or rate; two ways to write one rate are one rate. */
function addDay(running: Running, day: string, base: bigint, rate: Fraction | undefined, per: Rule['per']): void {
  const { open } = running;
  const goesOn = rate !== undefined && open?.base === base && isSame(open.rate, rate);
  if (!goesOn) close(running);
  if (rate === undefined || base === 0n) return;
  running.open ??= { from: day, to: day, days: 0n, base, rate, per };
  running.open.to = day;
  running.open.days += 1n;
}

function isSame(a: Fraction, b: Fraction): boolean {
  return a.top * b.bottom === b.top * a.bottom;
}

/** Only here is anything rounded: the line as a whole, half up. */
function close(running: Running): void {
  const { open } = running;
  if (open === undefined) return;
  const basis = { day: 1n, 'year/360': 360n, 'year/365': 365n }[open.per];
  const amount = halfUp(open.base * open.rate.top * open.days, open.rate.bottom * 100n * basis);
  running.closed.push({ ...open, amount });
  running.accrued += amount;
  running.open = undefined;
}

interface Applied {
  readonly item: string;
  readonly part: string;
  readonly amount: bigint;
}

function serve({ on, amount }: { on: string; amount: bigint }, accounts: readonly Account[], order: readonly string[]) {
  const applied: Applied[] = [];
  let surplus = amount;
  for (const part of order) {
    for (const account of accounts) {
      const due = owed(account, part);
      const taken = due < surplus ? due : surplus;
      if (taken === 0n) continue;
      if (account.item.kind === part) account.unpaid -= taken;
      else if (part === 'doubled') account.doubled.paid += taken;
      else account.interest.paid += taken;
      surplus -= taken;
      applied.push({ item: account.item.id, part, amount: taken });
    }
  }
  return { on, amount, applied, surplus };
}

/** An item of kind `interest` has no rule, so the sum itself and what accrued on it are never both in the part `interest`. */
function owed({ item, unpaid, interest, doubled }: Account, part: string): bigint {
  if (item.kind === part) return unpaid;
  if (part === 'doubled') return doubled.accrued - doubled.paid;
  return part === 'interest' ? interest.accrued - interest.paid : 0n;
}

function linesOf(account: Account, part: 'interest' | 'doubled'): object[] {
  return account[part].closed.map(({ from, to, days, base, rate, per, amount }) => {
    return { item: account.item.id, part, from, to, days: Number(days), base, rate: rateText(rate), per, amount };
  });
}

/** Long division by hand: it ends, because the bottom is a power of ten. */
function rateText({ top, bottom }: Fraction): string {
  let text = String(top / bottom);
  let rest = top % bottom;
  if (rest > 0n) text += '.';
  for (; rest > 0n; rest = (rest * 10n) % bottom) text += String((rest * 10n) / bottom);
  return text;
}

function byPart(amounts: (part: string) => readonly bigint[]): Record<string, bigint> {
  return Object.fromEntries(PARTS.map((part) => [part, sumOf(amounts(part))]));
}

/** The sum of whole amounts, none of them rounded again. */
export function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}

/** A fraction to a whole number; a half goes up. */
export function halfUp(top: bigint, bottom: bigint): bigint {
  return (2n * top + bottom) / (2n * bottom);
}
