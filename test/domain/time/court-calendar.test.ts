import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarYear } from '../../../domain/time/court-calendar.ts';
import {
  courtCalendar,
  isPublished,
  isWorkingDay,
  restName,
  workingDayAt,
  workingDaysUpTo,
} from '../../../domain/time/court-calendar.ts';
import { civilDate, dayNumber } from '../../../domain/time/civil-date.ts';
import { seedCalendar, seedYears } from '../../support/seed-calendar.ts';

describe('the calendar 2007–2026', () => {
  test('has a notice and named days for each year', () => {
    expect(seedYears.map(({ year }) => year)).toEqual(Array.from({ length: 20 }, (_, i) => 2007 + i));
    expect(seedYears.every(({ notices, rest }) => notices.length > 0 && Object.keys(rest).length > 0)).toBe(true);
    expect([2006, 2007, 2026, 2027].map((year) => isPublished(seedCalendar, year))).toEqual([false, true, true, false]);
  });
  test('names no day twice', () => {
    const named = seedYears.flatMap(({ rest, work }) => [...Object.keys(rest), ...Object.keys(work)]);
    expect(new Set(named).size).toBe(named.length);
  });
  test.each([
    ['2026-02-14', true, undefined],
    ['2026-02-21', false, '春节'],
    ['2026-03-07', false, '周末'],
    ['2026-03-09', true, undefined],
    ['2020-01-31', false, '春节'],
    ['2027-01-01', true, undefined],
  ])('%s: working %s, name %s', (date, working, name) => {
    expect(isWorkingDay(seedCalendar, dayNumber(date))).toBe(working);
    expect(restName(seedCalendar, dayNumber(date))).toBe(name);
  });
});

describe('counting in bulk', () => {
  /** Any days at all, named at random: a calendar stranger than the State Council would make. */
  const strange = fc
    .array(fc.tuple(fc.integer({ min: 20_000, max: 20_120 }), fc.boolean()), { maxLength: 60 })
    .map((days) => {
      const of = (working: boolean): Record<string, string> =>
        Object.fromEntries(days.filter(([, w]) => w === working).map(([day]) => [civilDate(day), '某节']));
      return courtCalendar([{ year: 2024, notices: [], rest: of(false), work: of(true) }]);
    });

  test('agrees with walking, on any calendar', () => {
    fc.assert(
      fc.property(strange, (calendar) => {
        let count = workingDaysUpTo(calendar, 19_949);
        for (let day = 19_950; day < 20_200; day++) {
          if (isWorkingDay(calendar, day)) expect(workingDayAt(calendar, ++count)).toBe(day);
          expect(workingDaysUpTo(calendar, day)).toBe(count);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('records that contradict each other', () => {
  const year = (rest: string[], work: string[]): CalendarYear => {
    const named = (dates: string[]): Record<string, string> => Object.fromEntries(dates.map((date) => [date, '节']));
    return { year: 2030, notices: ['x'], rest: named(rest), work: named(work) };
  };
  test('a day both worked and rested is worked', () => {
    expect(isWorkingDay(courtCalendar([year(['2030-03-02'], ['2030-03-02'])]), dayNumber('2030-03-02'))).toBe(true);
  });
  test('of two records of one year the later counts', () => {
    expect(isWorkingDay(courtCalendar([year(['2030-03-01'], []), year([], [])]), dayNumber('2030-03-01'))).toBe(true);
  });
});
