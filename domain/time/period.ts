import type { CivilDate } from './civil-date.ts';

/** The units of 民诉法85 (时、日、月、年), and working days (工作日), which only particular rules use (T7). */
export type PeriodUnit = 'h' | 'd' | 'wd' | 'm' | 'y';

/** A length of time: 24h, 30d, 10wd (working days), 6m, 2y. Negative counts backwards (hours never); zero means the same day. */
export interface Period {
  /** A whole number. */
  readonly count: number;
  readonly unit: PeriodUnit;
}

/** What happens when the last day is a rest day (民诉法85条3款, T3): move to the next or the previous working day, or nothing. */
export type Roll = 'next-working-day' | 'previous-working-day' | 'none';

/** Days that do not count (扣除), both ends included. */
export interface Interval {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

const PERIOD = /^(0|-?[1-9]\d*)(h|d|wd|m|y)$/;

/** Reads `30d`, `10wd`, `-7d`. Undefined for leading zeros, a plus sign, `-0d`, negative hours, spaces, other units. */
export function parsePeriod(text: string): Period | undefined {
  const match = PERIOD.exec(text);
  if (match === null) return undefined;
  const count = Number(match[1]);
  // the expression lets only these five through
  const unit = match[2] as PeriodUnit;
  return unit === 'h' && count < 0 ? undefined : { count, unit };
}

/** A period as text, `30d`: the inverse of `parsePeriod`. */
export function formatPeriod(period: Period): string {
  return `${period.count}${period.unit}`;
}

/** 时: `n` full hours, zero or more. */
export function hours(n: number): Period {
  return { count: n, unit: 'h' };
}

/** 日: `n` calendar days (T7). */
export function days(n: number): Period {
  return { count: n, unit: 'd' };
}

/** 工作日: `n` working days. */
export function workingDays(n: number): Period {
  return { count: n, unit: 'wd' };
}

/** 月: `n` months, to the corresponding day (T5). */
export function months(n: number): Period {
  return { count: n, unit: 'm' };
}

/** 年: `n` years, to the corresponding day. */
export function years(n: number): Period {
  return { count: n, unit: 'y' };
}
