import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOf, endOfDay, formatInstant, parseInstant, startOfDay } from '../../../domain/time/instant.ts';

describe('instants', () => {
  test.each([
    ['2026-01-20T16:20:00+08:00', '2026-01-20T16:20:00+08:00'],
    ['2026-01-20T16:20Z', '2026-01-21T00:20:00+08:00'],
    ['2026-01-20T16:20:00.5-05:30', '2026-01-21T05:50:00.500+08:00'],
    ['2026-01-20T16:20:00.0009Z', '2026-01-21T00:20:00+08:00'],
    ['1969-12-31T23:59:59.999999Z', '1970-01-01T07:59:59.999+08:00'],
    ['1988-07-01T00:00:00+08:00', '1988-07-01T00:00:00+08:00'],
  ])('%s is %s in court', (text, court) => {
    expect(formatInstant(parseInstant(text) ?? NaN)).toBe(court);
  });
  test('are read as the platform reads them, and written so that they can be read again', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true }), (date) => {
        const instant = date.getTime();
        expect(parseInstant(date.toISOString())).toBe(instant);
        expect(Date.parse(formatInstant(instant))).toBe(instant);
        expect(parseInstant(formatInstant(instant))).toBe(instant);
        expect(startOfDay(dateOf(instant)) <= instant && instant < endOfDay(dateOf(instant))).toBe(true);
      }),
    );
  });
  test('a day ends where the next begins', () => {
    expect(formatInstant(endOfDay('2026-02-28'))).toBe('2026-03-01T00:00:00+08:00');
    expect(endOfDay('2026-02-28')).toBe(startOfDay('2026-03-01'));
  });
});
