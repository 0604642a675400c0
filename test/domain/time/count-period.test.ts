import { describe, expect, expectTypeOf, test } from 'vitest';
import { type CountedDays, type CountedHours, countPeriod, passesAt } from '../../../domain/time/count-period.ts';
import {
  days,
  formatPeriod,
  hours,
  months,
  parsePeriod,
  type Period,
  workingDays,
  years,
} from '../../../domain/time/period.ts';
import { formatInstant, parseInstant } from '../../../domain/time/instant.ts';
import { seedCalendar } from '../../support/seed-calendar.ts';

const afternoon = parseInstant('2026-01-20T16:20:00+08:00') ?? NaN;

function passes(start: number | string, period: Period): string {
  return formatInstant(passesAt(countPeriod({ start, period }, seedCalendar)));
}

describe('the engine counts without unwrapping', () => {
  test('a period of days passes at the end of its last day, one of hours on the hour', () => {
    expect(passes(afternoon, days(30))).toBe('2026-02-25T00:00:00+08:00');
    expect(passes(afternoon, workingDays(1))).toBe('2026-01-22T00:00:00+08:00');
    expect(passes(afternoon, months(3))).toBe('2026-04-21T00:00:00+08:00');
    expect(passes('2026-01-20', years(2))).toBe('2028-01-21T00:00:00+08:00');
    expect(passes(afternoon, hours(24))).toBe('2026-01-21T17:00:00+08:00');
  });
  test('hours from a mere date run from its 00:00', () => {
    expect(passes('2026-01-20', hours(24))).toBe('2026-01-21T01:00:00+08:00');
  });
  test('the kind tells instants from dates', () => {
    const counted = countPeriod({ start: afternoon, period: hours(1) }, seedCalendar);
    if (counted.kind === 'hours') expectTypeOf(counted).toEqualTypeOf<CountedHours>();
    else expectTypeOf(counted).toEqualTypeOf<CountedDays>();
    expect(counted).toMatchObject({ kind: 'hours', due: parseInstant('2026-01-20T18:00:00+08:00') });
  });
  test('excluded days add nothing to hours, zero and negative periods', () => {
    const excluded = [{ from: '2026-01-01', to: '2026-12-31' }];
    const due = (period: Period): unknown => countPeriod({ start: afternoon, period, excluded }, seedCalendar).due;
    expect([due(days(0)), due(days(-1)), due(workingDays(-1))]).toEqual(['2026-01-20', '2026-01-19', '2026-01-19']);
  });
});

test('periods are read and written', () => {
  const texts = ['24h', '30d', '10wd', '6m', '2y', '0d', '-7d', '-1wd'];
  expect(texts.map((text) => formatPeriod(parsePeriod(text) ?? days(NaN)))).toEqual(texts);
});
