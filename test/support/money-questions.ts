import fc from 'fast-check';
import { breakages } from './money-breakages.ts';

/** A question as JSON has it: nothing is known of its fields. */
export type MoneyQuestion = Readonly<Record<string, unknown>>;

const FIRST = Date.parse('1990-01-01T00:00:00Z') / 86_400_000;
const LAST = Date.parse('2100-12-31T00:00:00Z') / 86_400_000;

/** The days around which something may go wrong: the new rule, leap days (or none), LPR, and the ends of the calendar. */
const ANCHORS = [
  ...['2014-08-01', '2014-08-01', '2014-08-01', '2024-02-29', '2000-02-29', '2100-02-28', '2023-12-31'],
  ...['2019-08-20', '2020-08-20', '2024-10-21', '2025-05-20', '1990-01-01', '2100-12-31'],
];

const NAMES = ['a', 'b', 'c', 'p-1', 'x'.repeat(40), '.', '0', '1', '__proto__', 'constructor'];

/** Few values and often the same ones, so that sums are paid off exactly, shares tie and halves are to be rounded. */
const amounts = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(1, 2, 3, 100, 1_000, 20_000, 10_000_000) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 2_000 }) },
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 500_000_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(10 ** 15, 10 ** 15 - 1, 123_456_789_012_345) },
);

const rates = fc.oneof(
  fc.constantFrom('0', '0.05', '0.0175', '6', '6.0', '24', '3.45', '4.20', '4.2', '4.200000'),
  fc.constantFrom('999.999999', '0.000001', '0.0', '100', '15.4', '999'),
  fc.tuple(fc.nat(999), fc.nat(999_999)).map(([whole, part]) => `${whole}.${String(part).padStart(6, '0')}`),
);

/** Days before or after the anchor: mostly so few that everything touches everything. */
const offsets = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: -8, max: 8 }) },
  { weight: 4, arbitrary: fc.integer({ min: -40, max: 40 }) },
  { weight: 1, arbitrary: fc.integer({ min: -500, max: 500 }) },
);

const lengths = fc.oneof({ weight: 3, arbitrary: fc.nat(6) }, { weight: 1, arbitrary: fc.nat(90) });

/** Days before `asOf`: often none, seldom so many that nothing has begun. */
const daysBefore = fc.oneof(
  { weight: 4, arbitrary: fc.nat(3) },
  { weight: 4, arbitrary: fc.nat(15) },
  { weight: 1, arbitrary: fc.constantFrom(40, 700) },
);

/** `{from, to}` in days from the anchor. */
const intervals = fc.tuple(offsets, lengths).map(([from, length]) => ({ from, to: from + length }));

const bases = fc.constantFrom(360, 365);

const rateFields = fc.oneof(
  fc.record({ annual: rates, basis: bases }),
  fc.record({ daily: rates }),
  fc.record(
    {
      table: fc.constantFrom('lpr', 'lpr', 'lpr', '__proto__'),
      basis: bases,
      times: rates,
      plus: rates,
      fixedOn: offsets,
    },
    { requiredKeys: ['table', 'basis'] },
  ),
);

const itemFields = fc.record({
  kind: fc.constantFrom('principal', 'principal', 'principal', 'costs', 'interest'),
  amount: amounts,
  dueOn: fc.option(offsets, { nil: undefined, freq: 4 }),
  doubled: fc.constantFrom(undefined, undefined, true, false),
  rule: fc.option(fc.tuple(intervals, fc.boolean(), rateFields), { nil: undefined, freq: 3 }),
});

/** Mostly the first entry lies before every rule; sometimes it does not, and there is no rate. */
const tables = fc.record({
  first: fc.constantFrom(-600, -600, -600, 0),
  rest: fc.uniqueArray(offsets, { maxLength: 5 }),
  annual: fc.array(rates, { minLength: 6, maxLength: 6 }),
  name: fc.constantFrom('lpr', 'lpr', 'lpr', 'lpr', '__proto__', 'constructor'),
});

const interestQuestions: fc.Arbitrary<MoneyQuestion> = fc
  .record({
    anchor: fc.constantFrom(...ANCHORS),
    asOf: fc.oneof(fc.nat(12), fc.nat(60), offsets),
    items: named(itemFields, 4),
    table: fc.option(tables, { nil: undefined, freq: 8 }),
    payments: optionalList(fc.tuple(daysBefore, amounts), 6),
    excluded: optionalList(intervals, 5),
    order: fc.option(fc.shuffledSubarray(['costs', 'interest', 'principal', 'doubled'], { minLength: 4 }), {
      nil: undefined,
    }),
  })
  .map(({ anchor, asOf, items, table, payments, excluded, order }) => {
    const at = (offset: number): string => dateAt(anchor, offset);
    return given({
      kind: 'interest',
      asOf: at(asOf),
      items: items.map(([id, fields]) => itemOf(id, fields, at)),
      tables: table && tablesOf(table, at),
      payments: payments?.toSorted(([a], [b]) => b - a).map(([before, amount]) => ({ on: at(asOf - before), amount })),
      excluded: excluded?.map(({ from, to }) => ({ from: at(from), to: at(to) })),
      order,
    });
  });

type At = (offset: number) => string;
type ValueOf<T> = T extends fc.Arbitrary<infer V> ? V : never;

function itemOf(id: string, { kind, amount, dueOn, doubled, rule }: ValueOf<typeof itemFields>, at: At): MoneyQuestion {
  const mayDouble = dueOn !== undefined && kind !== 'interest';
  return given({
    id,
    kind,
    amount,
    dueOn: dueOn === undefined ? undefined : at(dueOn),
    doubled: doubled === true && !mayDouble ? undefined : doubled,
    interest: kind === 'principal' && rule ? ruleOf(rule, at) : undefined,
  });
}

function ruleOf([{ from, to }, isOpen, rate]: [{ from: number; to: number }, boolean, object], at: At): MoneyQuestion {
  const fixedOn = 'fixedOn' in rate && typeof rate.fixedOn === 'number' ? at(rate.fixedOn) : undefined;
  return given({ from: at(from), to: isOpen ? undefined : at(to), ...rate, fixedOn });
}

/** Two offsets beyond an end of the calendar fall on one day, which a table may name once. */
function tablesOf({ first, rest, annual, name }: ValueOf<typeof tables>, at: At): MoneyQuestion {
  const days = [...new Set([first, ...rest].map(at))].sort();
  const entries = days.map((from, index) => ({ from, annual: annual[index] ?? '0' }));
  // made of entries, because `__proto__` is a name like any other
  return Object.fromEntries([
    ['lpr', entries],
    [name, entries],
  ]);
}

const tierAmounts = fc.oneof(
  amounts,
  fc
    .tuple(fc.constantFrom(1e6, 5e7, 5e8, 1e9), fc.constantFrom(-1, 0, 1, 33, 34, 50, 99, 100, 300, 500))
    .map(([tier, more]) => tier + more),
);

const fromZero = fc.option(fc.oneof(fc.constantFrom(0, 5_000), tierAmounts), { nil: undefined });

const feeQuestions: fc.Arbitrary<MoneyQuestion> = fc
  .record({
    items: named(fc.option(tierAmounts, { nil: undefined, freq: 2 }), 4),
    flat: fc.oneof(fc.constantFrom(5_000, 50_000), fc.integer({ min: 5_000, max: 50_000 })),
    collected: fromZero,
    taken: fromZero,
  })
  .map(({ items, flat, collected, taken }) => {
    const isConduct = items.every(([, amount]) => amount === undefined);
    return given({
      kind: 'fee',
      items: items.map(([id, amount]) => given({ id, amount })),
      flat: isConduct ? flat : undefined,
      collected: isConduct ? undefined : collected,
      taken,
    });
  });

const allocateQuestions: fc.Arbitrary<MoneyQuestion> = fc
  .record({
    amount: fc.oneof(amounts, fc.integer({ min: 1, max: 30 })),
    claims: named(fc.tuple(fc.oneof(amounts, fc.constantFrom(7, 10)), fc.boolean()), 8),
    shares: fc.array(fc.constantFrom('in-order', 'pro-rata'), { minLength: 8, maxLength: 8 }),
    deduct: optionalList(fc.tuple(fc.nat(7), amounts, fc.constantFrom(...NAMES, 'reward-1')), 4),
  })
  .map(({ amount, claims, shares, deduct }) => {
    const ranks: { share: string; claims: object[] }[] = [];
    for (const [id, [claimed, isNext]] of claims) {
      if (isNext || ranks.length === 0) ranks.push({ share: shares[ranks.length] ?? 'in-order', claims: [] });
      ranks.at(-1)?.claims.push({ id, amount: claimed });
    }
    const from = (index: number): string => claims[index % claims.length]?.[0] ?? '';
    return given({
      kind: 'allocate',
      amount,
      ranks,
      deduct: deduct?.map(([index, taken, to]) => ({ from: from(index), amount: taken, to })),
    });
  });

/** Well-formed questions of every kind; the answers of some are out of range, and some name a table that begins too late. */
export const validQuestions: fc.Arbitrary<MoneyQuestion> = fc
  .tuple(
    fc.constantFrom<unknown>(1, 'x', null, { a: [1] }),
    fc.oneof(interestQuestions, interestQuestions, feeQuestions, allocateQuestions),
  )
  .map(([id, question]) => ({ id, ...question }));

/** One or two things of a valid question broken; now and then what comes of it is valid still. */
export const brokenQuestions: fc.Arbitrary<unknown> = breakages(validQuestions);

function named<T>(values: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<[string, T][]> {
  const names = fc.constantFrom(...NAMES);
  return fc.uniqueArray(fc.tuple(names, values), { minLength: 1, maxLength, selector: ([name]) => name });
}

function optionalList<T>(values: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<T[] | undefined> {
  return fc.option(fc.array(values, { maxLength }), { nil: undefined, freq: 4 });
}

/** A day beyond an end of the calendar becomes that end. */
function dateAt(anchor: string, offset: number): string {
  const day = Date.parse(`${anchor}T00:00:00Z`) / 86_400_000 + offset;
  return new Date(Math.min(Math.max(day, FIRST), LAST) * 86_400_000).toISOString().slice(0, 10);
}

/** A field that is undefined is one left out. */
function given(fields: MoneyQuestion): MoneyQuestion {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
