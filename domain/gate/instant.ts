import type { CivilDate } from '../time/civil-date.ts';
import { endOfDay, type Instant, parseInstant, startOfDay } from '../time/instant.ts';
import { RANGE } from '../time/question.ts';

/** The first and the last millisecond that anything may be dated: beyond them counting days has no calendar, and no end. */
export const EARLIEST: Instant = startOfDay(RANGE.from);
export const LATEST: Instant = endOfDay(RANGE.to) - 1;

/** What a text has to be to be taken for an instant, as a Chinese clause. */
export const INSTANT_FORM = '应为1990年至2100年间带时区的时刻，如 2026-01-20T16:20:00+08:00';

/** Whether a number is an instant that anything may be dated: whole milliseconds in the range. */
export const isInstant = (at: number): at is Instant => Number.isInteger(at) && at >= EARLIEST && at <= LATEST;

/**
 * Reads an instant of somebody else's: with offset or `Z`, up to nine decimals as .NET and Go write them (cut to the
 * millisecond), from 1990 to 2100. Undefined for anything else. The one door for instants; `parseInstant` knows no range.
 */
export function readInstant(text: string): Instant | undefined {
  const at = parseInstant(text.replace(/(\.\d{6})\d{1,3}(?=[Z+-])/, '$1'));
  return at !== undefined && isInstant(at) ? at : undefined;
}

/** Whether a date lies where days can be counted. */
export const isDateInRange = (date: CivilDate): boolean => date >= RANGE.from && date <= RANGE.to; // both are YYYY-MM-DD
