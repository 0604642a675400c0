// When the court's own people are told by mail and telephone: at once by day, in the morning what comes at night, once a day whoever wants that.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Arrived,
  goesAt,
  isQuiet,
  morningFrom,
  type Pace,
  partyMorning,
  triedSince,
} from '../../../domain/engine/staff-hours.ts';
import { isWorkingDay } from '../../../domain/time/court-calendar.ts';
import { DAY, dayOf, formatInstant, HOUR, type Instant, MINUTE, parseInstant } from '../../../domain/time/instant.ts';
import { seedCalendar } from '../../support/seed-calendar.ts';

const on = (text: string): Instant => parseInstant(`${text}:00+08:00`) ?? Number.NaN;
const hours = { quiet: { from: 20 * 60, to: 7 * 60 + 30 }, calendar: seedCalendar };
const goes = (at: string, more: Partial<Arrived> = {}, pace: Pace = 'at-once') =>
  formatInstant(goesAt({ at: on(at), rung: 'remind', dueAt: null, ...more }, pace, hours)).slice(0, 16);

describe('at once', () => {
  test.each([
    ['2026-01-20T10:00', '2026-01-20T10:00', 'on a Tuesday morning'],
    ['2026-01-20T19:59', '2026-01-20T19:59', 'in the last minute of the day'],
    ['2026-01-20T20:00', '2026-01-21T07:30', 'from eight on it waits for the morning'],
    ['2026-01-21T00:00', '2026-01-21T07:30', 'what falls due at midnight too'],
    ['2026-01-21T07:29', '2026-01-21T07:30', ''],
    ['2026-01-21T07:30', '2026-01-21T07:30', ''],
    ['2026-01-24T10:00', '2026-01-26T07:30', 'a Saturday waits for Monday'],
    ['2026-02-13T21:00', '2026-02-14T07:30', 'a Saturday that is worked'],
    ['2026-02-14T21:00', '2026-02-24T07:30', 'the Spring Festival'],
  ])('%s goes out at %s: %s', (at, then) => expect(goes(at)).toBe(then));

  test.each(['supervise', 'criticise'] as const)('%s waits for no morning', (rung) => {
    expect(goes('2026-01-24T23:00', { rung })).toBe('2026-01-24T23:00');
  });
  test('nor does what falls due before it comes', () => {
    expect(goes('2026-01-20T22:00', { dueAt: on('2026-01-21T00:00') })).toBe('2026-01-20T22:00');
    expect(goes('2026-01-20T22:00', { dueAt: on('2026-01-21T07:30') })).toBe('2026-01-20T22:00');
    expect(goes('2026-01-20T22:00', { dueAt: on('2026-01-21T07:31') })).toBe('2026-01-21T07:30');
    expect(goes('2026-01-21T00:00', { dueAt: on('2026-01-21T00:00'), rung: 'urge' }), 'its time is over already').toBe('2026-01-21T07:30'); // prettier-ignore
  });
});

test('a digest goes with the next morning of work, whatever is in it', () => {
  expect(goes('2026-01-20T10:00', {}, 'digest')).toBe('2026-01-21T07:30');
  expect(goes('2026-01-20T07:30', {}, 'digest')).toBe('2026-01-20T07:30');
  expect(goes('2026-01-23T10:00', { rung: 'supervise' }, 'digest')).toBe('2026-01-26T07:30');
});

test('an hour of the day that is quiet, and none at all', () => {
  const noon = { quiet: { from: 12 * 60, to: 14 * 60 }, calendar: seedCalendar };
  const remind = (at: string) => ({ at: on(at), rung: 'remind', dueAt: null }) as const;
  expect(goesAt(remind('2026-01-20T12:30'), 'at-once', noon)).toBe(on('2026-01-20T14:00'));
  expect(goesAt(remind('2026-01-20T23:00'), 'at-once', noon)).toBe(on('2026-01-20T23:00'));
  expect(goesAt(remind('2026-01-24T23:00'), 'at-once', noon)).toBe(on('2026-01-26T00:00'));
  const never = { quiet: { from: 0, to: 0 }, calendar: seedCalendar };
  expect(goesAt(remind('2026-01-20T03:00'), 'at-once', never)).toBe(on('2026-01-20T03:00'));
});

const anyHours = fc.record({ from: fc.nat(1439), to: fc.nat(1439) }).map((quiet) => ({ quiet, calendar: seedCalendar })); // prettier-ignore
const anyAt = fc.integer({ min: on('2025-12-20T00:00') / MINUTE, max: on('2026-11-30T00:00') / MINUTE }).map((m) => m * MINUTE); // prettier-ignore

test('every notice goes out at the first instant at which it may, and at none before', () => {
  const any = fc.record({
    at: anyAt,
    rung: fc.constantFrom(null, 'remind', 'urge', 'supervise', 'criticise'),
    dueIn: fc.option(fc.integer({ min: -48, max: 96 })),
  });
  fc.assert(
    fc.property(any, anyHours, ({ at, rung, dueIn }, open) => {
      const dueAt = dueIn === null ? null : at + dueIn * HOUR;
      const then = goesAt({ at, rung, dueAt }, 'at-once', open);
      const isUrgent = rung === 'supervise' || rung === 'criticise';
      if (then === at) {
        if (isUrgent || !isQuiet(at, open)) return;
        // else it falls due before anything else would go
        expect(dueAt !== null && dueAt > at).toBe(true);
        const opens = goesAt({ at, rung, dueAt: null }, 'at-once', open);
        expect(dueAt).toBeLessThanOrEqual(opens);
        return;
      }
      expect(then).toBeGreaterThan(at);
      expect(isUrgent).toBe(false);
      expect(isQuiet(then, open)).toBe(false);
      for (let t = at; t < then; t += 7 * MINUTE) expect(isQuiet(t, open), formatInstant(t)).toBe(true);
      expect(isQuiet(then - MINUTE, open)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('a digest is a morning of work, the first there is', () => {
  fc.assert(
    fc.property(anyAt, anyHours, (at, open) => {
      const then = morningFrom(at, open);
      expect(then).toBeGreaterThanOrEqual(at);
      expect(isWorkingDay(seedCalendar, dayOf(then))).toBe(true);
      expect(((then + 8 * HOUR) % DAY) / MINUTE).toBe(open.quiet.to);
      for (let t = then - DAY; t >= at; t -= DAY) expect(isWorkingDay(seedCalendar, dayOf(t))).toBe(false);
    }),
    { numRuns: 300 },
  );
});

describe('a short message to a party', () => {
  const { quiet } = hours;
  const waits = (at: string): string | undefined => {
    const morning = partyMorning(on(at), quiet);
    return morning === undefined ? undefined : formatInstant(morning).slice(0, 16);
  };

  test.each([
    ['2026-01-21T00:01', '2026-01-21T07:30', 'what the engine records at midnight waits'],
    ['2026-01-24T07:29', '2026-01-24T07:30', 'on a Saturday for its own morning'],
    ['2026-01-21T07:30', undefined, ''],
    ['2026-01-24T15:00', undefined, 'days of rest are days'],
    ['2026-01-20T20:00', undefined, 'in the evening its day is over before the morning comes (四·二)'],
  ])('at %s waits until %s: %s', (at: string, until: string | undefined, _: string) => expect(waits(at)).toBe(until));

  test('waits for an instant of the same day that is no quiet one, if at all', () => {
    const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });
    fc.assert(
      fc.property(minute, minute, fc.integer({ min: 0, max: 400 * 24 * 60 }), (from, to, later) => {
        const at = on('2026-01-01T00:00') + later * MINUTE;
        const morning = partyMorning(at, { from, to });
        if (morning === undefined) return;
        expect(from).not.toBe(to);
        expect([morning > at, dayOf(morning)]).toEqual([true, dayOf(at)]);
        expect(partyMorning(morning, { from, to })).toBeUndefined();
      }),
    );
  });

  test('has been tried in vain since the morning, not since the night', () => {
    expect(triedSince(on('2026-01-21T00:01'), on('2026-01-21T08:00'), quiet)).toBe(on('2026-01-21T07:30'));
    expect(triedSince(on('2026-01-21T09:00'), on('2026-01-21T16:00'), quiet)).toBe(on('2026-01-21T09:00'));
    expect(triedSince(on('2026-01-20T23:00'), on('2026-01-21T06:00'), { from: 0, to: 0 })).toBe(on('2026-01-20T23:00'));
  });
});
