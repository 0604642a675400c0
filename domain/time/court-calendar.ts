import type { CivilDate, DayNumber } from './civil-date.ts';
import { dayNumber } from './civil-date.ts';

/** One year as the State Council's notices publish it: named rest days (放假) and named working days (调休上班), with their names. */
export interface CalendarYear {
  readonly year: number;
  /** Where the notices can be read. */
  readonly notices: readonly string[];
  /** May name days of a neighbouring year too: the notice of 2008 rests on 2007-12-30. */
  readonly rest: Readonly<Record<CivilDate, string>>;
  readonly work: Readonly<Record<CivilDate, string>>;
}

/** A calendar as it lies in `db/seed/calendar-years.json`: years by their number. */
export interface CalendarSource {
  readonly years: Readonly<Record<string, Omit<CalendarYear, 'year'>>>;
}

/** A day that a notice names, and what it says of it. */
export interface NamedDay {
  readonly working: boolean;
  readonly name: string;
}

/** A day on which the calendar departs from Monday-to-Friday. */
interface Departure {
  readonly day: DayNumber;
  /** Working days up to and including this day, on the scale of `weekdaysUpTo`. */
  readonly count: number;
  /** How far that scale has moved from plain Monday-to-Friday, from this day to the next departure. */
  readonly shift: number;
}

/** The court's calendar as a value: built once from published years, never changed. */
export interface CourtCalendar {
  readonly named: ReadonlyMap<DayNumber, NamedDay>;
  readonly published: ReadonlySet<number>;
  readonly departures: readonly Departure[];
}

/**
 * Builds a calendar. Only the days that notices name are stored, so it is small and quick to build.
 * Of two records of one year the later counts; a day named both as worked and as rest is worked (periods.md, answer 4).
 * `own` are the court's own days (closed for snow, say), in order: each overrules what was named before, none of them
 * publishes a year.
 */
export function courtCalendar(years: readonly CalendarYear[], own: readonly CalendarYear[] = []): CourtCalendar {
  const byYear = new Map(years.map((year) => [year.year, year]));
  const named = new Map<DayNumber, NamedDay>();
  for (const { rest } of byYear.values()) name(named, rest, false);
  for (const { work } of byYear.values()) name(named, work, true);
  for (const { rest, work } of own) {
    name(named, rest, false);
    name(named, work, true);
  }
  return { named, published: new Set(byYear.keys()), departures: departuresOf(named) };
}

/** The years of a calendar file, for `courtCalendar`. */
export function yearsIn(source: CalendarSource): CalendarYear[] {
  return Object.entries(source.years).map(([year, { notices, rest, work }]) => ({
    year: Number(year),
    notices,
    rest,
    work,
  }));
}

/** Whether the court works on that day (T6): as a notice says, otherwise Monday to Friday. */
export function isWorkingDay(calendar: CourtCalendar, day: DayNumber): boolean {
  return calendar.named.get(day)?.working ?? isWeekday(day);
}

/** What a rest day is called: the notice's name, or 周末. Undefined for a working day. */
export function restName(calendar: CourtCalendar, day: DayNumber): string | undefined {
  const named = calendar.named.get(day);
  if (named !== undefined) return named.working ? undefined : named.name;
  return isWeekday(day) ? undefined : '周末';
}

/** Whether a notice has been published for the year. Without one its days are provisional. */
export function isPublished(calendar: CourtCalendar, year: number): boolean {
  return calendar.published.has(year);
}

/** How many working days there are up to and including the day, on a scale of its own: only differences mean anything. */
export function workingDaysUpTo(calendar: CourtCalendar, day: DayNumber): number {
  const next = firstDeparture(calendar.departures, (departure) => departure.day > day);
  return weekdaysUpTo(day) + shiftBefore(calendar.departures, next);
}

/** The day that is working day number `count` on the scale of `workingDaysUpTo`. */
export function workingDayAt(calendar: CourtCalendar, count: number): DayNumber {
  const next = firstDeparture(calendar.departures, (departure) => departure.count >= count);
  const day = weekdayAt(count - shiftBefore(calendar.departures, next));
  // the day sought is the departure itself when that is a Saturday or Sunday worked
  return Math.min(day, calendar.departures[next]?.day ?? day);
}

function name(named: Map<DayNumber, NamedDay>, days: Readonly<Record<CivilDate, string>>, working: boolean): void {
  for (const [date, name] of Object.entries(days)) named.set(dayNumber(date), { working, name });
}

function departuresOf(named: ReadonlyMap<DayNumber, NamedDay>): Departure[] {
  const days = [...named].filter(([day, { working }]) => working !== isWeekday(day)).sort(([a], [b]) => a - b);
  let shift = 0;
  return days.map(([day, { working }]) => {
    shift += working ? 1 : -1;
    return { day, shift, count: weekdaysUpTo(day) + shift };
  });
}

/** The index of the first departure that holds, by bisection: what holds for one holds for all after it. */
function firstDeparture(departures: readonly Departure[], holds: (departure: Departure) => boolean): number {
  let low = 0;
  let high = departures.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const departure = departures[middle];
    if (departure !== undefined && holds(departure)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function shiftBefore(departures: readonly Departure[], index: number): number {
  return departures[index - 1]?.shift ?? 0;
}

/** 0 for Monday … 6 for Sunday; 1970-01-05 (day 4) was a Monday. */
function weekday(day: DayNumber): number {
  return day - 4 - Math.floor((day - 4) / 7) * 7;
}

/** Monday to Friday. */
export function isWeekday(day: DayNumber): boolean {
  return weekday(day) < 5;
}

/** Mondays to Fridays up to and including the day, counted from 1970-01-05. */
function weekdaysUpTo(day: DayNumber): number {
  return Math.floor((day - 4) / 7) * 5 + Math.min(weekday(day) + 1, 5);
}

/** The inverse of `weekdaysUpTo`: the first day with that count. */
function weekdayAt(count: number): DayNumber {
  const week = Math.floor((count - 1) / 5);
  return 4 + week * 7 + (count - 1 - week * 5);
}
