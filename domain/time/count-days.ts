import type { DayNumber } from './civil-date.ts';
import { plusMonths } from './civil-date.ts';
import type { CourtCalendar } from './court-calendar.ts';
import { isWorkingDay, workingDayAt, workingDaysUpTo } from './court-calendar.ts';
import type { DaySpan } from './exclusion.ts';
import { addedBySpans, daysBetween, spansAfter } from './exclusion.ts';
import type { Interval, Period, Roll } from './period.ts';

/** A period counted in days, months, years or working days, all in day numbers. */
export interface DayCount {
  readonly nominal: DayNumber;
  readonly extended: DayNumber;
  readonly due: DayNumber;
  readonly excludedDays: number;
  /** The days that were asked whether they are working days, in order. */
  readonly asked: readonly DaySpan[];
}

/** Counts a period from the day after `start` (民诉法85条2款, T1). Excluded intervals add nothing to zero and negative periods. */
export function countDays(
  start: DayNumber,
  period: Period,
  roll: Roll,
  excluded: readonly Interval[],
  calendar: CourtCalendar,
): DayCount {
  // no loop below may run on what is no day
  if (!Number.isSafeInteger(start)) throw new RangeError('a period cannot start on what is no day');
  const spans = period.count > 0 && excluded.length > 0 ? spansAfter(start, excluded) : [];
  if (period.unit === 'wd' && period.count !== 0) return countWorkingDays(start, period.count, spans, calendar);
  const nominal = nominalDay(start, period);
  const excludedDays = addedBySpans(
    spans,
    (span) => span.to - span.from + 1,
    (added) => nominal + added,
  );
  return { nominal, excludedDays, ...rollDay(nominal + excludedDays, roll, calendar) };
}

function nominalDay(start: DayNumber, { count, unit }: Period): DayNumber {
  switch (unit) {
    case 'm':
      return plusMonths(start, count);
    case 'y':
      return plusMonths(start, count * 12);
    case 'd':
      return start + count;
    case 'wd': // only zero gets here: the start day itself
    case 'h': // hours are counted elsewhere
      return start;
    default:
      return unit satisfies never;
  }
}

/** Steps to the first working day on or after (on or before) the day (民诉法85条3款, T3). `none` asks nothing. */
function rollDay(extended: DayNumber, roll: Roll, calendar: CourtCalendar): Omit<DayCount, 'nominal' | 'excludedDays'> {
  if (roll === 'none') return { extended, due: extended, asked: [] };
  const step = roll === 'next-working-day' ? 1 : -1;
  let due = extended;
  while (!isWorkingDay(calendar, due)) due += step;
  return { extended, due, asked: [{ from: Math.min(extended, due), to: Math.max(extended, due) }] };
}

/** A day inside an excluded span is not counted, so it is not asked either. */
function countWorkingDays(start: DayNumber, n: number, spans: readonly DaySpan[], calendar: CourtCalendar): DayCount {
  const upTo = (day: DayNumber): number => workingDaysUpTo(calendar, day);
  const base = n > 0 ? upTo(start) + n : upTo(start - 1) + n + 1;
  const endAfter = (added: number): DayNumber => workingDayAt(calendar, base + added);
  const due = endAfter(addedBySpans(spans, (span) => upTo(span.to) - upTo(span.from - 1), endAfter));
  const asked = n > 0 ? daysBetween(start + 1, due, spans) : [{ from: due, to: start - 1 }];
  return { nominal: due, extended: due, due, excludedDays: 0, asked };
}
