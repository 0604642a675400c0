/**
 * The forms of money-calc.md a second time: what a question must look like, and which code refuses it. Written apart from
 * domain/money, from the page alone, and in the page's order, so that the first code that applies is the first thrown.
 */

/** A rate in percent, exactly: `top` over `bottom`. */
export interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** The rule of general interest; `per` says in how many years or days the rate is earned. */
export interface Rule {
  readonly from: string;
  readonly to: string | undefined;
  readonly per: 'day' | 'year/360' | 'year/365';
  readonly fixed: Fraction | undefined;
  readonly table: string | undefined;
  readonly times: Fraction;
  readonly plus: Fraction;
  readonly fixedOn: string | undefined;
}

/** A sum of the document, with the default of `doubled` already put in. */
export interface Item {
  readonly id: string;
  readonly kind: 'principal' | 'interest' | 'costs';
  readonly amount: bigint;
  readonly dueOn: string | undefined;
  readonly doubled: boolean;
  readonly rule: Rule | undefined;
}

/** One entry of a table; it holds until the next. */
export interface Entry {
  readonly from: string;
  readonly annual: Fraction;
}

/** A valid question about interest, with every default put in. */
export interface InterestQuestion {
  readonly asOf: string;
  readonly items: readonly Item[];
  readonly tables: ReadonlyMap<string, readonly Entry[]>;
  readonly payments: readonly { readonly on: string; readonly amount: bigint }[];
  readonly excluded: readonly { readonly from: string; readonly to: string }[];
  readonly order: readonly string[];
}

/** Thrown where the page refuses: reading stops at the first thing that is wrong. */
export class Refusal extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** What must hold, or the question is refused with this code. */
export function must(holds: boolean, code: string): asserts holds {
  if (!holds) throw new Refusal(code);
}

/** The four parts in the order in which they are served when the question names none. */
export const PARTS = ['costs', 'interest', 'principal', 'doubled'];

/** A JSON object whose values are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** The fields of a JSON object that has all it needs and nothing that is unknown; a trailing `?` marks what may be missing. */
export function fieldsOf(value: unknown, names: string, code: string): Fields {
  must(typeof value === 'object' && value !== null && !Array.isArray(value), code);
  const known = names.split(' ').map((name) => name.replace('?', ''));
  for (const name of Object.keys(value)) must(known.includes(name), code);
  for (const name of names.split(' ')) must(name.endsWith('?') || Object.hasOwn(value, name), code);
  // an object of JSON is a record of values that are not known yet
  return value as Fields;
}

/** The members of a JSON array that has neither too few nor too many. */
export function listOf(value: unknown, least: number, most: number, code: string): readonly unknown[] {
  must(Array.isArray(value) && value.length >= least && value.length <= most, code);
  return value as readonly unknown[];
}

/** A whole JSON number, from 1 to 10^15 where nothing else is said. */
export function amountOf(value: unknown, code: string, least = 1, most = 1e15): bigint {
  must(typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most, code);
  return BigInt(value);
}

/** A date that does not exist comes back from the calendar as another one. */
function dateOf(value: unknown, code: string): string {
  must(typeof value === 'string' && /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value), code);
  must(value >= '1990-01-01' && value <= '2100-12-31', code);
  const time = Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5, 7)) - 1, Number(value.slice(8)));
  must(new Date(time).toISOString().slice(0, 10) === value, code);
  return value;
}

function rateOf(value: unknown, code: string): Fraction {
  must(typeof value === 'string' && /^(0|[1-9][0-9]{0,2})(\.[0-9]{1,6})?$/.test(value), code);
  const [whole = '', decimals = ''] = value.split('.');
  return { top: BigInt(whole + decimals), bottom: 10n ** BigInt(decimals.length) };
}

/** A name. */
export function nameOf(value: unknown, code: string): string {
  must(typeof value === 'string' && /^[A-Za-z0-9._-]{1,40}$/.test(value), code);
  return value;
}

/** A field that is absent is not read; one that is `null` is, and fails. */
export function ifThere<T>(fields: Fields, name: string, read: (value: unknown) => T): T | undefined {
  return Object.hasOwn(fields, name) ? read(fields[name]) : undefined;
}

/** The question about interest, or a refusal. `no-rate` needs all parts together and comes last. */
export function readInterest(question: Fields): InterestQuestion {
  const asOf = dateOf(question['asOf'], 'bad-date');
  const tables = ifThere(question, 'tables', readTables) ?? new Map<string, Entry[]>();
  const items = listOf(question['items'], 1, 50, 'bad-items').map(readItem);
  must(new Set(items.map((item) => item.id)).size === items.length, 'bad-items');
  const payments = ifThere(question, 'payments', (value) => readPayments(value, asOf)) ?? [];
  const excluded = ifThere(question, 'excluded', (value) => listOf(value, 0, 100, 'bad-excluded').map(readInterval));
  const order = ifThere(question, 'order', readOrder) ?? PARTS;
  for (const { rule } of items) {
    if (rule?.table === undefined) continue;
    const first = tables.get(rule.table)?.[0];
    must(first !== undefined && first.from <= (rule.fixedOn ?? rule.from), 'no-rate');
  }
  return { asOf, items, tables, payments, excluded: excluded ?? [], order };
}

function readTables(value: unknown): Map<string, Entry[]> {
  const code = 'bad-tables';
  must(typeof value === 'object' && value !== null && !Array.isArray(value), code);
  const tables = new Map<string, Entry[]>();
  for (const [name, list] of Object.entries(value)) {
    const entries: Entry[] = [];
    for (const entry of listOf(list, 1, 1000, code)) {
      const fields = fieldsOf(entry, 'from annual', code);
      const from = dateOf(fields['from'], code);
      const before = entries.at(-1);
      must(before === undefined || before.from < from, code);
      entries.push({ from, annual: rateOf(fields['annual'], code) });
    }
    tables.set(nameOf(name, code), entries);
  }
  must(tables.size <= 20, code);
  return tables;
}

function readItem(value: unknown): Item {
  const code = 'bad-items';
  const fields = fieldsOf(value, 'id kind amount dueOn? doubled? interest?', code);
  const { kind, doubled: asked } = fields;
  const id = nameOf(fields['id'], code);
  must(kind === 'principal' || kind === 'interest' || kind === 'costs', code);
  const amount = amountOf(fields['amount'], code);
  const dueOn = ifThere(fields, 'dueOn', (date) => dateOf(date, code));
  must(!Object.hasOwn(fields, 'doubled') || typeof asked === 'boolean', code);
  must(asked !== true || (dueOn !== undefined && kind !== 'interest'), code);
  const rule = ifThere(fields, 'interest', readRule);
  must(rule === undefined || kind === 'principal', code);
  const doubled = typeof asked === 'boolean' ? asked : kind === 'principal' && dueOn !== undefined;
  return { id, kind, amount, dueOn, doubled, rule };
}

/** Each of the three ways to say a rate has its own fields; one of another way is unknown to it. */
function readRule(value: unknown): Rule {
  const code = 'bad-items';
  const one = { top: 1n, bottom: 1n };
  const zero = { top: 0n, bottom: 1n };
  const ways = 'annual? daily? table? basis? times? plus? fixedOn?';
  const loose = fieldsOf(value, `from to? ${ways}`, code);
  const way = ['annual', 'daily', 'table'].find((name) => Object.hasOwn(loose, name));
  must(way !== undefined, code);
  const its = { annual: 'annual basis', daily: 'daily', table: 'table basis times? plus? fixedOn?' }[way] ?? '';
  const fields = fieldsOf(value, `from to? ${its}`, code);
  const from = dateOf(fields['from'], code);
  const to = ifThere(fields, 'to', (date) => dateOf(date, code));
  must(to === undefined || to >= from, code);
  const { basis } = fields;
  must(way === 'daily' || basis === 360 || basis === 365, code);
  const per = way === 'daily' ? 'day' : (`year/${basis === 360 ? 360 : 365}` as const);
  const table = ifThere(fields, 'table', (name) => nameOf(name, code));
  const fixed = way === 'table' ? undefined : rateOf(fields[way], code);
  const times = ifThere(fields, 'times', (rate) => rateOf(rate, code)) ?? one;
  const plus = ifThere(fields, 'plus', (rate) => rateOf(rate, code)) ?? zero;
  const fixedOn = ifThere(fields, 'fixedOn', (date) => dateOf(date, code));
  return { from, to, per, fixed, table, times, plus, fixedOn };
}

function readPayments(value: unknown, asOf: string): { on: string; amount: bigint }[] {
  const code = 'bad-payments';
  const payments: { on: string; amount: bigint }[] = [];
  for (const payment of listOf(value, 0, 1000, code)) {
    const fields = fieldsOf(payment, 'on amount', code);
    const on = dateOf(fields['on'], code);
    must(on <= asOf && on >= (payments.at(-1)?.on ?? on), code);
    payments.push({ on, amount: amountOf(fields['amount'], code) });
  }
  return payments;
}

function readInterval(value: unknown): { from: string; to: string } {
  const code = 'bad-excluded';
  const fields = fieldsOf(value, 'from to', code);
  const from = dateOf(fields['from'], code);
  const to = dateOf(fields['to'], code);
  must(to >= from, code);
  return { from, to };
}

function readOrder(value: unknown): string[] {
  const parts = listOf(value, 4, 4, 'bad-order');
  for (const part of PARTS) must(parts.includes(part), 'bad-order');
  return parts.map(String);
}
