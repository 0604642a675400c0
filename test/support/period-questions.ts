import fc from 'fast-check';
import type { NaiveQuestion } from './naive-periods.ts';

/** Dates written by the platform's Date, from `first` to `last`. */
export function dates(first: string, last: string): fc.Arbitrary<string> {
  const [min, max] = [first, last].map((date) => Date.parse(`${date}T00:00:00Z`) / 86_400_000);
  return fc.integer({ min: min ?? 0, max: max ?? 0 }).map(dateAt);
}

/** Instants with every allowed way of writing: seconds missing, decimals, `Z`, odd offsets, full hours. */
export const instants: fc.Arbitrary<string> = fc
  .tuple(
    dates('1989-12-28', '2101-01-03'),
    fc.integer({ min: 0, max: 23 }),
    fc.oneof(
      fc.constantFrom('00', '00:00', '00:00.000', '59:59.999999', '00:00.0009'),
      fc.constantFrom('30', '07:41', '07:41.5'),
    ),
    fc.oneof(
      { weight: 3, arbitrary: fc.constant('+08:00') },
      fc.constantFrom('Z', '+00:00', '-12:00', '+05:45', '+14:00', '-23:59'),
    ),
  )
  .map(([date, hour, rest, zone]) => `${date}T${String(hour).padStart(2, '0')}:${rest}${zone}`);

const starts = fc.oneof(
  { weight: 6, arbitrary: dates('2006-11-01', '2028-03-01') },
  { weight: 1, arbitrary: dates('1989-12-25', '2101-01-05') },
  { weight: 1, arbitrary: instants },
);

const counts = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -60, max: 120 }) },
  { weight: 1, arbitrary: fc.integer({ min: -900, max: 900 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, -1, 100_000, 100_001, -100_000) },
);

const roll = fc.constantFrom(undefined, 'next-working-day', 'previous-working-day', 'none' as const);

const hourQuestions = fc
  .record({
    start: instants,
    count: fc.oneof(fc.nat(200), fc.nat(100_001)),
    roll: fc.constantFrom(undefined, 'none' as const),
  })
  .map(({ start, count, roll }) => question({ start, period: `${count}h`, roll }));

const dayQuestions = fc
  .record({ start: starts, count: counts, unit: fc.constantFrom('d', 'wd', 'm', 'y'), roll })
  .map(({ start, count, unit, roll }) => question({ start, period: `${count}${unit}`, roll }));

/** Intervals lie around the period, so that they overlap, touch, begin before the start and after the end. */
const excludedQuestions = fc
  .record({
    start: dates('2006-11-01', '2027-06-01'),
    count: fc.integer({ min: 1, max: 90 }),
    unit: fc.constantFrom('d', 'wd', 'm'),
    roll,
    intervals: fc.array(fc.tuple(fc.integer({ min: -30, max: 150 }), fc.oneof(fc.nat(10), fc.nat(400))), {
      maxLength: 6,
    }),
  })
  .map(({ start, count, unit, roll, intervals }) => {
    const day = Date.parse(`${start}T00:00:00Z`) / 86_400_000;
    const excluded = intervals.map(([from, length]) => ({ from: dateAt(day + from), to: dateAt(day + from + length) }));
    return question({ start, period: `${unit === 'm' ? Math.ceil(count / 8) : count}${unit}`, roll, excluded });
  });

/** Valid questions of every kind; some of their answers are out of range. */
export const validQuestions: fc.Arbitrary<NaiveQuestion> = fc.oneof(hourQuestions, dayQuestions, excludedQuestions);

function dateAt(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** A field that is undefined is one left out. */
function question(fields: { [K in keyof NaiveQuestion]: NaiveQuestion[K] | undefined }): NaiveQuestion {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  // the entries are those of a question, without the undefined ones
  return Object.fromEntries(given) as unknown as NaiveQuestion;
}
