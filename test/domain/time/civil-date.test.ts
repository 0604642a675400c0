import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, civilDate, dayNumber, isCivilDate, partsOf } from '../../../domain/time/civil-date.ts';

describe('civil dates', () => {
  test('every day from 1600 to 2400 is what the platform says it is', () => {
    for (let day = dayNumber('1600-01-01'); day <= dayNumber('2400-12-31'); day++) {
      const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
      if (civilDate(day) !== date || dayNumber(date) !== day) expect(civilDate(day)).toBe(date);
    }
  });
  test('leap years', () => {
    const years = [1900, 2000, 2023, 2024, 2100].filter((year) => isCivilDate(`${year}-02-29`));
    expect(years).toEqual([2000, 2024]);
  });
  test('years beyond four digits are counted all the same', () => {
    expect(addDays('9999-12-31', 1)).toBe('10000-01-01');
    expect(addDays('0000-03-01', -1)).toBe('0000-02-29');
    expect(partsOf(dayNumber('0000-01-01') - 1)).toEqual({ year: -1, month: 12, day: 31 });
  });
  test('what is no date is no number', () => {
    expect(dayNumber('2026-02-29')).toBeNaN();
  });
});

describe('months', () => {
  test('there and back never goes later, and the 28th is safe', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: -500, max: 500 }), (day, n) => {
        const date = civilDate(day);
        const back = addMonths(addMonths(date, n), -n);
        expect(back <= date).toBe(true);
        if (partsOf(day).day <= 28) expect(back).toBe(date);
      }),
    );
  });
});
