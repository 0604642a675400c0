import type { CivilDate, DayNumber } from './civil-date.ts';
import { civilDate, dayNumber, parseCivilDate, two } from './civil-date.ts';

/** A point in time: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** Milliseconds in a minute. */
export const MINUTE = 60_000;

/** Milliseconds in an hour. */
export const HOUR = 60 * MINUTE;

/** Milliseconds in a day: the court's zone has no summer time. */
export const DAY = 24 * HOUR;

/** The court's zone is +08:00 throughout, also in the summers of 1986–1991 (periods.md, `start`). */
const COURT_OFFSET = 8 * HOUR;

const INSTANT =
  /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,6}))?)?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

/**
 * Reads `2026-01-20T16:20:00+08:00`: the offset (±00:00 to ±23:59, RFC 3339) or `Z` is required, seconds may be missing or carry one
 * to six decimals. Decimals beyond the millisecond are cut off, which moves neither the hour nor the day.
 * Undefined for anything else: no such date, hour 24, second 60, lower-case `t` or `z`, an offset without a colon.
 */
export function parseInstant(text: string): Instant | undefined {
  const match = INSTANT.exec(text);
  if (match === null) return undefined;
  const [, date = '', hour, minute, second = 0, decimals = '', sign, offsetHour = 0, offsetMinute = 0] = match;
  const day = parseCivilDate(date);
  if (day === undefined) return undefined;
  const millisecond = decimals === '' ? 0 : Number(decimals.slice(0, 3).padEnd(3, '0'));
  const offset = Number(offsetHour) * HOUR + Number(offsetMinute) * MINUTE;
  const local = day * DAY + Number(hour) * HOUR + Number(minute) * MINUTE + Number(second) * 1000 + millisecond;
  return sign === '-' ? local + offset : local - offset;
}

/** An instant as text in the court's zone, `2026-01-20T16:20:00+08:00`; `.mmm` only when the milliseconds are not zero. */
export function formatInstant(instant: Instant): string {
  const day = dayOf(instant);
  const rest = instant + COURT_OFFSET - day * DAY;
  const second = Math.floor(rest / 1000);
  const ms = rest - second * 1000;
  const clock = `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
  return `${civilDate(day)}T${clock}${ms === 0 ? '' : `.${String(ms).padStart(3, '0')}`}+08:00`;
}

/** The whole second in which an instant lies: what the engine dates itself has no more (engine.md 26). */
export const wholeSecond = (instant: Instant): Instant => Math.floor(instant / 1000) * 1000;

/** The day number of the court's day in which the instant lies. */
export function dayOf(instant: Instant): DayNumber {
  return Math.floor((instant + COURT_OFFSET) / DAY);
}

/** The year of an instant in the court's zone. */
export const civilYear = (instant: Instant): number => Number(dateOf(instant).slice(0, 4));

/** The court's day in which the instant lies. */
export function dateOf(instant: Instant): CivilDate {
  return civilDate(dayOf(instant));
}

/** 00:00 of the day in the court's zone. */
export function startOfDay(date: CivilDate): Instant {
  return dayNumber(date) * DAY - COURT_OFFSET;
}

/** 24:00 of the day, which is 00:00 of the next: the instant at which a period ending on that day passes (民法典203条2款, T8). */
export function endOfDay(date: CivilDate): Instant {
  return startOfDay(date) + DAY;
}
