/** A day of the court's calendar, `YYYY-MM-DD`, in Asia/Shanghai (+08:00 throughout). */
export type CivilDate = string;

/** A day as a whole number: days since 1970-01-01. Counting is done on these; text is for the edges. */
export type DayNumber = number;

/** Year, month (1–12) and day of the month (1–31) of a civil date. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const ZERO = 48;

/** How many days the month (1–12) has. */
export function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/**
 * The day number of a date in the (proleptic) Gregorian calendar.
 * The year is taken to begin in March, so that the leap day is its last; 719468 days lie between 0000-03-01 and 1970-01-01.
 */
export function dayNumberOf(year: number, month: number, day: number): DayNumber {
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** Year, month and day of a day number: the inverse of `dayNumberOf`. */
export function partsOf(day: DayNumber): DateParts {
  const shifted = day + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36524) + Math.floor(dayOfEra / 146096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  };
}

/** Reads `YYYY-MM-DD`; undefined when the text is anything else or no such day exists (2025-02-29). */
export function parseCivilDate(text: string): DayNumber | undefined {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  // NaN fails every comparison, so a character that is no digit ends here too
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) return undefined;
  return dayNumberOf(year, month, day);
}

/** Whether the text is an existing day written `YYYY-MM-DD`. */
export function isCivilDate(text: string): text is CivilDate {
  return parseCivilDate(text) !== undefined;
}

/** The day number of a valid date; NaN when it is not one (check with `isCivilDate` at the border). */
export function dayNumber(date: CivilDate): DayNumber {
  return parseCivilDate(date) ?? NaN;
}

/** A day number as text; the year gets at least four digits. */
export function civilDate(day: DayNumber): CivilDate {
  const parts = partsOf(day);
  const year = parts.year >= 1000 ? String(parts.year) : String(parts.year).padStart(4, '0');
  return `${year}-${two(parts.month)}-${two(parts.day)}`;
}

/** The date `n` days later (earlier when negative). */
export function addDays(date: CivilDate, n: number): CivilDate {
  return civilDate(dayNumber(date) + n);
}

/** The corresponding day `n` months later (earlier when negative), or the month's last day if it has none (民法典202, T5). */
export function addMonths(date: CivilDate, n: number): CivilDate {
  return civilDate(plusMonths(dayNumber(date), n));
}

/** `addMonths` on day numbers. */
export function plusMonths(from: DayNumber, n: number): DayNumber {
  const { year, month, day } = partsOf(from);
  const months = year * 12 + (month - 1) + n;
  const toYear = Math.floor(months / 12);
  const toMonth = months - toYear * 12 + 1;
  return dayNumberOf(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

/** A number from 0 to 99 in two digits. */
export function two(n: number): string {
  return n < 10 ? `0${n}` : `${n}`;
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return value;
}
