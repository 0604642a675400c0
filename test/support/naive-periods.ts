/**
 * The contract of periods.md a second time, written to be believed and not to be fast: it walks day by day, on text, with the
 * platform's Date, and shares no line with domain/time. Only for valid questions whose answer may still be out of range.
 */
import type { CalendarYear } from '../../domain/time/court-calendar.ts';

export interface NaiveQuestion {
  readonly start: string;
  readonly period: string;
  readonly roll?: 'next-working-day' | 'previous-working-day' | 'none';
  readonly excluded?: readonly { readonly from: string; readonly to: string }[];
}

export function naiveAnswer(question: NaiveQuestion, calendar: readonly CalendarYear[]): object | 'out-of-range' {
  const [, digits = '', unit = ''] = /^(-?\d+)([a-z]+)$/.exec(question.period) ?? [];
  const count = Number(digits);
  if (Math.abs(count) > 100_000) return 'out-of-range';
  const startDay = question.start.length === 10 ? question.start : courtText(Date.parse(question.start)).slice(0, 10);
  if (isOutside(startDay)) return 'out-of-range';
  if (unit === 'h') return naiveHours(Date.parse(question.start), count);

  const asked: string[] = [];
  const isWorking = (date: string): boolean => {
    asked.push(date);
    if (calendar.some((year) => date in year.work)) return true;
    if (calendar.some((year) => date in year.rest)) return false;
    return !isWeekend(date);
  };
  const excluded = excludedDates(startDay, question.excluded ?? []);

  let nominal = startDay;
  let excludedDays = 0;
  if (unit === 'd') nominal = plusDays(startDay, count);
  if (unit === 'm') nominal = plusMonths(startDay, count);
  if (unit === 'y') nominal = plusMonths(startDay, count * 12);
  if (unit === 'wd') {
    for (let left = Math.abs(count); left > 0 && !isOutside(nominal);) {
      nominal = plusDays(nominal, Math.sign(count));
      if (!excluded.has(nominal) && isWorking(nominal)) left--;
    }
  }
  if (isOutside(nominal)) return 'out-of-range';

  let extended = nominal;
  if (unit !== 'wd') {
    for (const run of runsOf(excluded)) {
      if (run[0] === undefined || run[0] > extended) break;
      extended = plusDays(extended, run.length);
      excludedDays += run.length;
    }
  }

  let due = extended;
  const skipped: { date: string; name: string }[] = [];
  const roll = question.roll ?? (count < 0 ? 'previous-working-day' : 'next-working-day');
  if (roll !== 'none' && !(unit === 'wd' && count !== 0)) {
    while (!isWorking(due)) {
      skipped.push({
        date: due,
        name: calendar.map((year) => year.rest[due]).find((name) => name !== undefined) ?? '周末',
      });
      due = plusDays(due, roll === 'next-working-day' ? 1 : -1);
    }
  }
  if (isOutside(extended) || isOutside(due)) return 'out-of-range';

  const years = [...new Set(asked.map((date) => Number(date.slice(0, 4))))].sort((a, b) => a - b);
  const unpublishedYears = years.filter((year) => !calendar.some((published) => published.year === year));
  return { due, nominal, extended, excludedDays, skipped, provisional: unpublishedYears.length > 0, unpublishedYears };
}

function naiveHours(start: number, count: number): object | 'out-of-range' {
  const thisHour = Date.parse(`${courtText(start).slice(0, 13)}:00:00+08:00`);
  const due = `${courtText(thisHour + (1 + count) * 3_600_000).slice(0, 19)}+08:00`;
  if (isOutside(due.slice(0, 10))) return 'out-of-range';
  return { due, nominal: due, extended: due, excludedDays: 0, skipped: [], provisional: false, unpublishedYears: [] };
}

/** The court's clock, `2026-01-20T16:20:00.000`, without a zone. */
function courtText(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 23);
}

function plusDays(date: string, days: number): string {
  return textOf(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000);
}

/** Steps back from the 31st until the month has such a day. */
function plusMonths(date: string, months: number): string {
  const from = new Date(`${date}T00:00:00Z`);
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  for (let day = from.getUTCDate(); ; day--) {
    const to = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), day));
    if (to.getUTCMonth() === first.getUTCMonth() || Number.isNaN(to.getTime())) return textOf(to.getTime());
  }
}

/** Beyond what four digits can say, any text outside the range will do. */
function textOf(time: number): string {
  const date = new Date(time);
  const year = date.getUTCFullYear();
  if (!(year >= 1000)) return '0000-00-00';
  return year > 9999 ? '9999-99-99' : date.toISOString().slice(0, 10);
}

function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
}

function isOutside(date: string): boolean {
  return date < '1990-01-01' || date > '2100-12-31';
}

function excludedDates(
  start: string,
  intervals: readonly { readonly from: string; readonly to: string }[],
): Set<string> {
  const dates = new Set<string>();
  for (const { from, to } of intervals) {
    for (let date = from; date <= to; date = plusDays(date, 1)) if (date > start) dates.add(date);
  }
  return dates;
}

/** The dates in order, consecutive ones together. */
function runsOf(dates: ReadonlySet<string>): string[][] {
  const runs: string[][] = [];
  for (const date of [...dates].sort()) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && plusDays(last, 1) === date) run.push(date);
    else runs.push([date]);
  }
  return runs;
}
