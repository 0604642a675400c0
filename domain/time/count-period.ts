import type { CivilDate, DayNumber } from './civil-date.ts';
import { civilDate, dayNumber, partsOf } from './civil-date.ts';
import type { DayCount } from './count-days.ts';
import { countDays } from './count-days.ts';
import type { CourtCalendar } from './court-calendar.ts';
import { isPublished, restName } from './court-calendar.ts';
import type { Instant } from './instant.ts';
import { HOUR, dayOf, endOfDay, startOfDay } from './instant.ts';
import type { Interval, Period, Roll } from './period.ts';

/** What is asked: a period from a start. Input is trusted; `answerQuestion` checks input from outside. */
export interface PeriodQuestion {
  /** The day of an instant is its day in the court's zone. A date given for hours stands for its 00:00. */
  readonly start: Instant | CivilDate;
  readonly period: Period;
  /** Left out: forwards, or backwards for a negative period. Hours never roll. */
  readonly roll?: Roll | undefined;
  /** Days that do not count. They add nothing to hours, zero and negative periods. */
  readonly excluded?: readonly Interval[] | undefined;
}

/** A rest day that rolling stepped over, with the notice's name or 周末. */
export interface SkippedDay {
  readonly date: CivilDate;
  readonly name: string;
}

interface CountedBase<Kind extends string, Moment> {
  readonly kind: Kind;
  /** The end of the period: an instant for hours; else a date the whole of which still counts (`passesAt`). */
  readonly due: Moment;
  /** Before exclusion and rolling. */
  readonly nominal: Moment;
  /** After exclusion, before rolling. */
  readonly extended: Moment;
  /** Days by which exclusion moved the end; always 0 for working days. */
  readonly excludedDays: number;
  /** In the order walked. */
  readonly skipped: readonly SkippedDay[];
  /** A date of a year without a published notice was asked whether it is a working day. */
  readonly provisional: boolean;
  /** Those years, ascending. */
  readonly unpublishedYears: readonly number[];
}

/** A period counted in hours. */
export type CountedHours = CountedBase<'hours', Instant>;
/** A period counted in days, working days, months or years. */
export type CountedDays = CountedBase<'days', CivilDate>;
/** A period, counted. */
export type Counted = CountedHours | CountedDays;

/** Counts a period as the law does (民诉法85, 民诉解释125; T1–T7; periods.md, answer). */
export function countPeriod(question: PeriodQuestion, calendar: CourtCalendar): Counted {
  const { start, period } = question;
  if (period.unit !== 'h') return describeDays(countDaysOf(question, calendar), calendar);
  return countHours(typeof start === 'number' ? start : startOfDay(start), period.count);
}

/** The instant at which the period has passed: `due` itself for hours, the end of the due date otherwise (T8). */
export function passesAt(counted: Counted): Instant {
  return counted.kind === 'hours' ? counted.due : endOfDay(counted.due);
}

/** Counts hours from the next full hour, also when the start falls exactly on one (次时, 民诉解释125, T2), through nights and holidays. */
export function countHours(start: Instant, count: number): CountedHours {
  const due = (Math.floor(start / HOUR) + 1 + count) * HOUR;
  const none = { excludedDays: 0, skipped: [], provisional: false, unpublishedYears: [] };
  return { kind: 'hours', due, nominal: due, extended: due, ...none };
}

/** The same question in day numbers, for every unit but hours. */
export function countDaysOf(question: PeriodQuestion, calendar: CourtCalendar): DayCount {
  const { start, period, excluded = [] } = question;
  const roll = question.roll ?? (period.count < 0 ? 'previous-working-day' : 'next-working-day');
  return countDays(typeof start === 'number' ? dayOf(start) : dayNumber(start), period, roll, excluded, calendar);
}

/** Puts a count into dates, names the days stepped over and the years without a notice. */
export function describeDays(count: DayCount, calendar: CourtCalendar): CountedDays {
  const nominal = civilDate(count.nominal);
  const extended = count.extended === count.nominal ? nominal : civilDate(count.extended);
  const due = count.due === count.extended ? extended : civilDate(count.due);
  const unpublishedYears = unpublishedYearsOf(count, calendar);
  return {
    kind: 'days',
    due,
    nominal,
    extended,
    excludedDays: count.excludedDays,
    skipped: skippedDays(count.extended, count.due, calendar),
    provisional: unpublishedYears.length > 0,
    unpublishedYears,
  };
}

function skippedDays(extended: DayNumber, due: DayNumber, calendar: CourtCalendar): SkippedDay[] {
  const skipped: SkippedDay[] = [];
  const step = due > extended ? 1 : -1;
  for (let day = extended; day !== due; day += step) {
    skipped.push({ date: civilDate(day), name: restName(calendar, day) ?? '' });
  }
  return skipped;
}

function unpublishedYearsOf({ asked }: DayCount, calendar: CourtCalendar): number[] {
  const years: number[] = [];
  for (const { from, to } of asked) {
    const last = partsOf(to).year;
    for (let year = partsOf(from).year; year <= last; year++) {
      if (!isPublished(calendar, year) && years.at(-1) !== year) years.push(year);
    }
  }
  return years;
}
