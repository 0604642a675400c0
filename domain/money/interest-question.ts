import type { Fields } from '../time/check-question.ts';
import type { DayNumber } from '../time/civil-date.ts';
import { type FenAmount, readFen } from './fen.ts';
import { areDistinct, type CalculationRefusal, isName, PERCENT, type Rate, readDay, readFields, readList, readRate, unanswered } from './forms.ts'; // prettier-ignore

/** The parts of what is owed, in the order in which a payment serves them unless agreed otherwise (民法典561; 法释〔2014〕8号4). */
export const owedParts = ['costs', 'interest', 'principal', 'doubled'] as const;

/** One of `owedParts`. */
export type OwedPart = (typeof owedParts)[number];

const itemKinds = ['principal', 'interest', 'costs'] as const;

/** A rate from a day on, until the next: a year's or a day's, in 10⁻¹² percent. */
export interface RateFrom {
  readonly from: DayNumber;
  readonly rate: bigint;
}

/** By which rule a principal bears general interest (一般债务利息). */
export interface InterestRule {
  /** First and last day that count; null: until paid. */
  readonly from: DayNumber;
  readonly to: DayNumber | null;
  /** One day is that part of the rate's time: 360 or 365 of a year, 1 of a day. */
  readonly basis: 1 | 360 | 365;
  /** Ascending; the first holds on `from`. */
  readonly rates: readonly RateFrom[];
}

/** A sum of the document. */
export interface OwedItem {
  readonly id: string;
  readonly kind: (typeof itemKinds)[number];
  readonly amount: FenAmount;
  /** Last day of the period for performance; null: no doubled part. */
  readonly dueOn: DayNumber | null;
  readonly doubled: boolean;
  readonly interest: InterestRule | null;
}

/** Days from one to another, both included. */
export interface Days {
  readonly from: DayNumber;
  readonly to: DayNumber;
}

/** Money to the creditor; `on` is the day to which interest runs. */
export interface PaymentMade {
  readonly on: DayNumber;
  readonly amount: FenAmount;
}

/** What is owed on a day, asked as money-calc.md has it (`interest`). */
export interface InterestQuestion {
  readonly asOf: DayNumber;
  readonly items: readonly OwedItem[];
  readonly payments: readonly PaymentMade[];
  /** Days that do not count for the doubled part (法释〔2014〕8号3条3款). */
  readonly excluded: readonly Days[];
  readonly order: readonly OwedPart[];
}

/** A rule as written: where it names a table, its rates are looked up once the whole question has its form. */
interface WrittenRule extends Omit<InterestRule, 'rates'> {
  readonly flat: Rate | null;
  readonly table: { readonly name: string; readonly times: Rate; readonly plus: Rate; readonly fixedOn: DayNumber | null } | null; // prettier-ignore
}

type Tables = ReadonlyMap<string, readonly RateFrom[]>;

const ITEMS = { least: 1, most: 50 };
const ENTRIES = { least: 1, most: 1_000 };
const PAYMENTS = { least: 0, most: 1_000 };
const EXCLUDED = { least: 0, most: 100 };
const MOST_TABLES = 20;

/** Reads a question; the first reason to unanswered it wins. */
export function readInterestQuestion(question: Fields): InterestQuestion | CalculationRefusal {
  const given = <T>(field: string, read: (value: unknown) => T | undefined, otherwise: T): T | undefined =>
    Object.hasOwn(question, field) ? read(question[field]) : otherwise;
  const asOf = readDay(question['asOf']);
  if (asOf === undefined) return unanswered('bad-date', 'asOf 须为1990-01-01至2100-12-31之间存在的日期');
  const tables = given('tables', readTables, new Map<string, readonly RateFrom[]>());
  if (tables === undefined) return unanswered('bad-tables', 'tables 须为至多20张利率表 {名称: [{from, annual}]}，每张1至1000行，from 逐行递增'); // prettier-ignore
  const items = readList(question['items'], ITEMS, readItem);
  if (items === undefined || !areDistinct(items.map(({ id }) => id)))
    return unanswered('bad-items', 'items 须为1至50项 {id, kind, amount, dueOn?, doubled?, interest?}，amount 为正整数（分，至多10的15次方），id 不重复；利息规则只用于本金，写 annual、daily、table 之一'); // prettier-ignore
  const payments = given('payments', (list) => readList(list, PAYMENTS, readPayment), []);
  if (payments?.every(({ on }, i) => on <= asOf && (payments[i - 1]?.on ?? on) <= on) !== true)
    return unanswered(
      'bad-payments',
      'payments 须为至多1000笔 {on, amount}，amount 为正整数（分，至多10的15次方），按 on 先后排列，均不晚于 asOf',
    );
  const excluded = given('excluded', (list) => readList(list, EXCLUDED, readDays), []);
  if (excluded === undefined) return unanswered('bad-excluded', 'excluded 须为至多100段 {from, to}，to 不早于 from');
  const order = given('order', readOrder, owedParts);
  if (order === undefined)
    return unanswered('bad-order', 'order 须为 costs、interest、principal、doubled 四项，各一次');
  const rated = items.map((item) => withRates(item, tables));
  const known = rated.flatMap((item) => item ?? []);
  if (known.length < rated.length)
    return unanswered('no-rate', '利率表不存在，或自规则起算之日（固定利率的，自 fixedOn）起尚无利率');
  return { asOf, items: known, payments, excluded, order };
}

function readTables(value: unknown): Tables | undefined {
  const tables = readFields(value, [], Object.keys(value ?? {}));
  if (tables === undefined || Object.keys(tables).length > MOST_TABLES) return undefined;
  const read = Object.entries(tables).map(([name, entries]) => [name, readList(entries, ENTRIES, readEntry)] as const);
  const isTable = (entries: readonly RateFrom[] | undefined): entries is readonly RateFrom[] =>
    entries?.every(({ from }, i) => i === 0 || (entries[i - 1]?.from ?? from) < from) === true;
  const good = read.flatMap(([name, entries]) => (isName(name) && isTable(entries) ? [[name, entries] as const] : []));
  return good.length === read.length ? new Map(good) : undefined;
}

function readEntry(entry: unknown): RateFrom | undefined {
  const fields = readFields(entry, ['from', 'annual']);
  const [from, rate] = [readDay(fields?.['from']), readRate(fields?.['annual'])];
  return from === undefined || rate === undefined ? undefined : { from, rate };
}

type WrittenItem = Omit<OwedItem, 'interest'> & { readonly rule: WrittenRule | null };

function readItem(entry: unknown): WrittenItem | undefined {
  const fields = readFields(entry, ['id', 'kind', 'amount'], ['dueOn', 'doubled', 'interest']);
  if (fields === undefined) return undefined;
  const kind = itemKinds.find((each) => each === fields['kind']);
  const { id, amount } = { id: fields['id'], amount: readFen(fields['amount']) };
  const dueOn = Object.hasOwn(fields, 'dueOn') ? readDay(fields['dueOn']) : null;
  const doubled = Object.hasOwn(fields, 'doubled') ? fields['doubled'] : kind === 'principal' && dueOn !== null;
  const rule = Object.hasOwn(fields, 'interest') ? readRule(fields['interest']) : null;
  if (kind === undefined || !isName(id) || amount === undefined || dueOn === undefined) return undefined;
  if (typeof doubled !== 'boolean' || (doubled && (dueOn === null || kind === 'interest'))) return undefined;
  if (rule === undefined || (rule !== null && kind !== 'principal')) return undefined;
  return { id, kind, amount, dueOn, doubled, rule };
}

/** The three forms of a rule, each with the fields that only it has. */
const forms = [
  { must: ['annual', 'basis'], may: [] },
  { must: ['daily'], may: [] },
  { must: ['table', 'basis'], may: ['times', 'plus', 'fixedOn'] },
];

function readRule(value: unknown): WrittenRule | undefined {
  const read = forms.map(({ must, may }) => readFields(value, ['from', ...must], ['to', ...may]));
  const fields = read.find((each) => each !== undefined);
  if (fields === undefined) return undefined;
  const from = readDay(fields['from']);
  const to = Object.hasOwn(fields, 'to') ? readDay(fields['to']) : null;
  const basis = Object.hasOwn(fields, 'basis') ? readBasis(fields['basis']) : 1;
  const table = Object.hasOwn(fields, 'table') ? readTableUse(fields) : null;
  const flat = table === null ? readRate(fields['annual'] ?? fields['daily']) : null;
  if (from === undefined || to === undefined || basis === undefined || table === undefined || flat === undefined)
    return undefined;
  return to !== null && to < from ? undefined : { from, to, basis, flat, table };
}

function readBasis(value: unknown): 360 | 365 | undefined {
  const days = readFen(value); // any way of writing a whole number, as with amounts
  if (days === 360n) return 360;
  return days === 365n ? 365 : undefined;
}

function readTableUse(fields: Fields): WrittenRule['table'] | undefined {
  const name = fields['table'];
  const times = Object.hasOwn(fields, 'times') ? readRate(fields['times']) : PERCENT;
  const plus = Object.hasOwn(fields, 'plus') ? readRate(fields['plus']) : 0n;
  const fixedOn = Object.hasOwn(fields, 'fixedOn') ? readDay(fields['fixedOn']) : null;
  if (!isName(name) || times === undefined || plus === undefined || fixedOn === undefined) return undefined;
  return { name, times, plus, fixedOn };
}

function readPayment(entry: unknown): PaymentMade | undefined {
  const fields = readFields(entry, ['on', 'amount']);
  const [on, amount] = [readDay(fields?.['on']), readFen(fields?.['amount'])];
  return on === undefined || amount === undefined ? undefined : { on, amount };
}

function readDays(entry: unknown): Days | undefined {
  const fields = readFields(entry, ['from', 'to']);
  const [from, to] = [readDay(fields?.['from']), readDay(fields?.['to'])];
  return from === undefined || to === undefined || to < from ? undefined : { from, to };
}

function readOrder(value: unknown): readonly OwedPart[] | undefined {
  const all = { least: owedParts.length, most: owedParts.length };
  const order = readList(value, all, (entry) => owedParts.find((part) => part === entry));
  return order !== undefined && areDistinct(order) ? order : undefined;
}

/** The item with the rates of its rule; undefined where its table has none. */
function withRates({ rule, ...item }: WrittenItem, tables: Tables): OwedItem | undefined {
  if (rule === null) return { ...item, interest: null };
  const { flat, table, ...days } = rule;
  const rates = table === null ? [{ from: days.from, rate: (flat ?? 0n) * PERCENT }] : ratesOf(table, days, tables);
  return rates && { ...item, interest: { ...days, rates } };
}

/** A table's rates from the rule's first day on, times and plus what the rule says; entries that change nothing are left out. */
function ratesOf(use: NonNullable<WrittenRule['table']>, { from }: Pick<InterestRule, 'from'>, tables: Tables) {
  const entries = tables.get(use.name) ?? [];
  const first = entries.findLastIndex((entry) => entry.from <= (use.fixedOn ?? from));
  if (first < 0) return undefined;
  const used = use.fixedOn === null ? entries.slice(first) : entries.slice(first, first + 1);
  const rates = used.map((entry, i) => ({
    from: i === 0 ? from : entry.from,
    rate: entry.rate * use.times + use.plus * PERCENT,
  }));
  return rates.filter(({ rate }, i) => rate !== rates[i - 1]?.rate);
}
