import { type CivilDate, parseCivilDate, partsOf } from '../time/civil-date.ts';
import { dateOf, formatInstant, type Instant, parseInstant } from '../time/instant.ts';
import { parsePeriod, type PeriodUnit, type Roll } from '../time/period.ts';

const units: Readonly<Record<PeriodUnit, string>> = { h: '小时', d: '日', wd: '个工作日', m: '个月', y: '年' };

/** A period as a lawyer writes it: `10d` → 10日, `0d` → 当日, `-1m` → 提前1个月. Anything else comes back unchanged. */
export function periodZh(within: string): string {
  const period = parsePeriod(within);
  if (period === undefined) return within;
  if (period.count === 0) return '当日';
  const length = `${Math.abs(period.count)}${units[period.unit]}`;
  return period.count < 0 ? `提前${length}` : length;
}

/** `2026-01-20` → 2026年1月20日. */
export function dateZh(date: CivilDate): string {
  const day = parseCivilDate(date);
  if (day === undefined) return date;
  const parts = partsOf(day);
  return `${parts.year}年${parts.month}月${parts.day}日`;
}

/** An instant in the court's zone, to the minute: 2026年1月20日16:20. */
export const instantZh = (at: Instant): string => dateZh(dateOf(at)) + formatInstant(at).slice(11, 16);

/** A date or an instant, as dues are kept: 2026年1月20日, 2026年1月20日16:20. */
export function momentZh(text: string): string {
  const at = parseInstant(text);
  return at === undefined ? dateZh(text) : instantZh(at);
}

/** What becomes of a due on a day of rest. */
export const rollNames: Readonly<Record<Roll, string>> = {
  'next-working-day': '遇休息日顺延',
  'previous-working-day': '遇休息日提前',
  none: '遇休息日不顺延',
};
