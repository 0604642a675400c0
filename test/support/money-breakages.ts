import fc from 'fast-check';

/** A node of a question may be replaced by any of these, whatever it was. */
const ANYTHING: readonly unknown[] = [null, true, false, 0, 1, -1, 0.5, '', 'x', [], {}, [null], [1], { id: 'a' }];

const NUMBERS = [2, 10 ** 15, 10 ** 15 + 1, 2 ** 60, 1e300, 4_999, 50_001, 361, 1e-7];

const DATES = [
  ...['2015-02-29', '2100-02-29', '2014-13-01', '2014-00-10', '2014-06-31', '2014-08-00', '1989-12-31', '2101-01-01'],
  ...['2014-8-1', '20140801', '2014/08/01', '２０１４-08-01', '2014-08-01 ', '2014-08-01\n', '2014-08-01T00:00:00Z'],
  ...['02014-08-01', '-2014-08-01', '1990-01-01', '2100-12-31'],
];

const RATES = ['00', '01', '1000', '1.', '.5', '-1', '+1', '1e2', '1.0000000', '1,5', ' 1', '1\n', '0x1', '１', '1%'];

const NAMES = ['x'.repeat(41), 'a b', '甲', 'a\n', 'a/b', 'é', 'no-such', 'toString', 'interest', 'pro-rata', 'table'];

/** What a list of these many members is one too many of, or just not. */
const LENGTHS = [20, 21, 50, 51, 100, 101, 200, 201, 1_000, 1_001];

const FIELDS = ['extra', 'kind', 'to', 'times', 'basis', 'flat', 'deduct', 'amount', 'collected', 'dueOn', '__proto__'];

type Members = readonly (readonly [string, unknown])[];

/**
 * One thing of the question broken. `steps` lead down from the top, each to one of the members, so that what stands higher
 * is broken more often; `choice` says how. A breakage may happen to leave a valid question.
 */
function broken(value: unknown, steps: readonly number[], choice: number): unknown {
  const [step, ...others] = steps;
  const size = Array.isArray(value) ? value.length : membersOf(value).length;
  if (step === undefined || size === 0) return pick(replacementsOf(value), choice);
  const at = step % size;
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    return list.map((member, index) => (index === at ? broken(member, others, choice) : member));
  }
  return Object.fromEntries(
    membersOf(value).map(([name, member], index) => [name, index === at ? broken(member, others, choice) : member]),
  );
}

function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** The kind of a value is chosen against first, anything at all less often. */
function replacementsOf(value: unknown): readonly unknown[] {
  if (typeof value === 'number') {
    return [String(value), value + 0.5, value + 1, value - 1, -value, [value], { value }, ...NUMBERS, ...ANYTHING];
  }
  if (typeof value === 'string' && /^\d{4}-/.test(value)) return [`${value}x`, ...DATES, ...DATES, ...ANYTHING];
  if (typeof value === 'string' && /^\d/.test(value))
    return [Number(value), `-${value}`, ...RATES, ...RATES, ...ANYTHING];
  if (typeof value === 'string') return [`${value} `, [value], ...NAMES, ...NAMES, ...ANYTHING];
  if (Array.isArray(value)) return [...brokenLists(value), ...brokenLists(value), ...ANYTHING];
  if (typeof value === 'object' && value !== null) return [...brokenObjects(value), ...ANYTHING];
  return ANYTHING;
}

function brokenLists(list: readonly unknown[]): unknown[] {
  const [first] = list;
  return [
    list.toReversed(),
    [...list, first],
    [first, ...list],
    list.slice(1),
    list.slice(0, -1),
    [...list, null],
    Object.fromEntries(list.entries()),
    ...LENGTHS.map((length) => Array.from({ length }, (_, index) => another(list[index % list.length], index))),
  ];
}

/** A member with an id gets one of its own, so that only the length of the list is wrong. */
function another(member: unknown, index: number): unknown {
  if (typeof member !== 'object' || member === null || !('id' in member)) return member ?? null;
  return { ...member, id: `n${index}` };
}

/** Every field missing, every other field's value in its place, fields that are not known here, and too many names. */
function brokenObjects(value: object): unknown[] {
  const members = membersOf(value);
  const without = members.map((_, at) => Object.fromEntries<unknown>(members.filter((__, index) => index !== at)));
  const exchanged = members.map((_, at) =>
    Object.fromEntries<unknown>(
      members.map(([name, member], index) => [name, index === at ? members[at - 1]?.[1] : member]),
    ),
  );
  const more = FIELDS.map((name) => Object.fromEntries<unknown>([...members, [name, 1]]));
  const first = members.slice(0, 1);
  const many = [19, 20, 21].map((length) => {
    const others = Array.from({ length }, (_, n): Members[number] => [`n${n}`, first[0]?.[1] ?? 1]);
    return Object.fromEntries<unknown>([...first, ...others]);
  });
  return [...without, ...exchanged.slice(1), ...more, ...many, [value], ...without];
}

function pick(values: readonly unknown[], choice: number): unknown {
  return values[choice % values.length];
}

/** The questions with one or two things broken. */
export function breakages(questions: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const steps = fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 24, arbitrary: fc.array(fc.nat(5_000), { minLength: 1, maxLength: 5 }) },
  );
  const once = fc.tuple(steps, fc.nat(5_000));
  return fc
    .tuple(questions, fc.array(once, { minLength: 1, maxLength: 2 }))
    .map(([question, times]) => times.reduce((value, [down, choice]) => broken(value, down, choice), question));
}
