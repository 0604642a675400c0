import { describe, expect, test } from 'vitest';
import type { CountedAnswer } from '../../../domain/time/question.ts';
import { answerQuestion } from '../../../domain/time/question.ts';
import { seedCalendar } from '../../support/seed-calendar.ts';

type Case = [start: string, period: string, due: string, skipped: string];

/** Every field in one line, as one would note it beside a calendar on the wall. */
function counted(start: string, period: string, more: object = {}): string {
  // a refusal would show as "undefined" and fail the test
  const answer = answerQuestion({ start, period, ...more }, seedCalendar) as CountedAnswer;
  const skipped = answer.skipped.map(({ date, name }) => `${date.slice(5)} ${name}`).join(' ');
  return [answer.due, skipped, answer.unpublishedYears.join(' ')].filter((part) => part !== '').join(' | ');
}

function table(name: string, cases: Case[]): void {
  describe(name, () => {
    test.each(cases)('%s %s → %s', (start, period, due, skipped) => {
      expect(counted(start, period)).toBe([due, skipped].filter((part) => part !== '').join(' | '));
    });
  });
}

table('春节 2020, prolonged to 02-02 by the second notice', [
  ['2020-01-10', '20d', '2020-02-03', '01-30 春节 01-31 春节 02-01 春节 02-02 春节'],
  ['2020-01-17', '1d', '2020-01-19', '01-18 周末'],
  ['2020-01-17', '2wd', '2020-01-20', ''],
  ['2020-01-23', '1wd', '2020-02-03', ''],
  [
    '2020-02-04',
    '-2d',
    '2020-01-23',
    '02-02 春节 02-01 春节 01-31 春节 01-30 春节 01-29 春节 01-28 春节 01-27 春节 01-26 春节 01-25 春节 01-24 春节',
  ],
]);

table('February 2026: Saturdays 02-14 and 02-28 are worked', [
  ['2026-02-13', '1d', '2026-02-14', ''],
  ['2026-02-13', '1wd', '2026-02-14', ''],
  ['2026-02-13', '2wd', '2026-02-24', ''],
  ['2026-02-27', '1d', '2026-02-28', ''],
  ['2026-02-27', '2wd', '2026-03-02', ''],
  ['2026-02-27', '2d', '2026-03-02', '03-01 周末'],
  ['2026-02-21', '0d', '2026-02-24', '02-21 春节 02-22 春节 02-23 春节'],
  ['2026-02-21', '0wd', '2026-02-24', '02-21 春节 02-22 春节 02-23 春节'],
  ['2026-02-21', '0m', '2026-02-24', '02-21 春节 02-22 春节 02-23 春节'],
  ['2026-02-25', '-1wd', '2026-02-24', ''],
  ['2026-02-25', '-3wd', '2026-02-13', ''],
  ['2026-02-18', '-1d', '2026-02-14', '02-17 春节 02-16 春节 02-15 春节'],
]);

table('year ends', [
  ['2025-12-31', '1d', '2026-01-04', '01-01 元旦 01-02 元旦 01-03 元旦'],
  ['2025-12-31', '1wd', '2026-01-04', ''],
  ['2022-12-30', '1d', '2023-01-03', '12-31 元旦 01-01 元旦 01-02 元旦'],
  ['2018-12-28', '1wd', '2018-12-29', ''],
  ['2018-12-29', '1wd', '2019-01-02', ''],
  ['2026-12-30', '1d', '2026-12-31', ''],
]);

table('years without a notice are provisional', [
  ['2026-12-31', '1d', '2027-01-01', '2027'],
  ['2026-12-31', '2d', '2027-01-04', '01-02 周末 01-03 周末 | 2027'],
  ['2026-12-30', '1wd', '2026-12-31', ''],
  ['2026-12-30', '2wd', '2027-01-01', '2027'],
  ['2026-12-31', '600wd', '2029-04-19', '2027 2028 2029'],
  ['2007-01-04', '-1wd', '2006-12-31', '2006'],
]);

describe('days that the notice of another year names', () => {
  test('Saturday 2006-12-30 is worked by the notice of 2007, and yet 2006 has no notice', () => {
    expect(counted('2006-12-28', '2d')).toBe('2006-12-30 | 2006');
  });
  test('Monday 2007-12-31 rests by the notice of 2008', () => {
    expect(counted('2007-12-29', '2d')).toBe('2008-01-02 | 12-31 元旦 01-01 元旦');
  });
});

table('months and years go to the corresponding day or the last of the month', [
  ['2024-01-31', '1m', '2024-02-29', ''],
  ['2023-01-31', '1m', '2023-02-28', ''],
  ['2024-03-31', '-1m', '2024-02-29', ''],
  ['2024-02-29', '1y', '2025-02-28', ''],
  ['2024-02-29', '-4y', '2020-02-28', '02-29 周末'],
  ['2024-02-29', '12m', '2025-02-28', ''],
  ['2025-11-30', '3m', '2026-02-28', ''],
]);

describe('hours run on through nights and holidays', () => {
  test.each([
    ['2026-02-16T17:00:00+08:00', '0h', '2026-02-16T18:00:00+08:00'],
    ['2026-02-16T16:59:59.999999+08:00', '0h', '2026-02-16T17:00:00+08:00'],
    ['2026-02-16T17:00:00.000001+08:00', '24h', '2026-02-17T18:00:00+08:00'],
    ['2026-02-16T23:30Z', '24h', '2026-02-18T08:00:00+08:00'],
    ['2026-02-16T17:10:00+05:30', '1h', '2026-02-16T21:00:00+08:00'],
    ['2025-12-31T23:00:00+08:00', '0h', '2026-01-01T00:00:00+08:00'],
  ])('%s + %s → %s', (start, period, due) => {
    expect(counted(start, period)).toBe(due);
  });
});

describe('rolling as asked', () => {
  test('none asks nothing, so nothing is provisional', () => {
    expect(counted('2027-01-01', '1d', { roll: 'none' })).toBe('2027-01-02');
    expect(counted('2026-02-21', '0wd', { roll: 'none' })).toBe('2026-02-21');
  });
  test('none does not keep working days from being asked while they are counted', () => {
    expect(counted('2026-12-31', '1wd', { roll: 'none' })).toBe('2027-01-01 | 2027');
  });
  test('a period forwards may roll backwards, and the other way round', () => {
    expect(counted('2026-02-13', '2d', { roll: 'previous-working-day' })).toBe('2026-02-14 | 02-15 春节');
    expect(counted('2026-01-05', '-2d', { roll: 'next-working-day' })).toBe('2026-01-04 | 01-03 元旦');
  });
});
