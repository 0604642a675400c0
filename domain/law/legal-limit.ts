import { type Case, indexed } from '../record/case.ts';
import type { FactOf } from '../record/fact.ts';
import type { Basis } from '../nodes/basis.ts';
import type { DeadlineRow } from '../plan/deadline.ts';
import { nodes } from '../nodes/index.ts';
import { addMonths, dayNumber, addDays } from '../time/civil-date.ts';
import { parsePeriod, type Period } from '../time/period.ts';

/** A case of which nothing is known but its kind: what the law allows may depend on that. */
function sampleCase(nonLitigation: boolean): Case {
  const filed: FactOf<'case.filed'> = {
    node: 'case.filed',
    seq: 1,
    subject: null,
    payload: { ...nodes['case.filed'].example, nonLitigation },
    at: 0,
    recordedAt: 0,
    by: 'system',
    as: [],
    via: 'system',
  };
  return indexed([filed], [filed]);
}

/** What the law allows for a row of the table, if it says anything: of an ordinary case, which the plan's rows are for. */
export function legalLimit(row: DeadlineRow): { readonly within: string; readonly basis: Basis } | undefined {
  return row.legal && { within: row.legal.within(sampleCase(false)), basis: row.legal.basis };
}

/** What the law allows for a row: of an ordinary case, and of non-litigation enforcement. */
export const legalLimits = ({ legal }: DeadlineRow): readonly string[] =>
  legal === undefined ? [] : [false, true].map((kind) => legal.within(sampleCase(kind)));

/** Whether a period can ever end after the law's: in one unit by its count, across units by the days at worst. */
export function canExceed(within: string, legal: string): boolean {
  const [asked, allowed] = [readPeriod(within), readPeriod(legal)];
  if (asked === undefined || allowed === undefined) return true;
  if (asked.unit === allowed.unit) return asked.count > allowed.count;
  return longestDays(asked) > shortestDays(allowed);
}

/** A year is twelve months, whichever (民法典202). */
function readPeriod(text: string): Period | undefined {
  const period = parsePeriod(text);
  return period?.unit === 'y' ? { count: 12 * period.count, unit: 'm' } : period;
}

/** Days in a row without work, at most: the holidays of 2007–2026 with the weekends around them have 10. */
const LONGEST_REST = 12;

/** The most calendar days that a period not counted backwards can take. */
export function longestDays({ count, unit }: Period): number {
  switch (unit) {
    case 'h':
      return Math.ceil(count / 24);
    case 'd':
      return count;
    case 'wd':
      // a weekend a week, one long rest, and what other holidays take away each month
      return count + 2 * Math.ceil(count / 5) + 8 + 2 * Math.ceil(count / 20);
    case 'm':
      return Math.max(...monthSpans(count));
    case 'y':
      return Math.max(...monthSpans(12 * count));
  }
}

/** The fewest calendar days that a period not counted backwards can take. Hours do not roll, days may. */
function shortestDays({ count, unit }: Period): number {
  switch (unit) {
    case 'h':
      return Math.floor(count / 24) - LONGEST_REST;
    case 'd':
    case 'wd':
      return count;
    case 'm':
      return Math.min(...monthSpans(count));
    case 'y':
      return Math.min(...monthSpans(12 * count));
  }
}

/** The length of so many months from each day of four years: every kind of month and of year is among them. */
const monthSpans = (months: number): readonly number[] =>
  Array.from({ length: 1461 }, (_, i) => {
    const start = addDays('2024-01-01', i);
    return dayNumber(addMonths(start, months)) - dayNumber(start);
  });
