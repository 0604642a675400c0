// A bank that names the day of a line and no hour: what it says comes after what the court did that day (docs/spec/money.md 11).
import { describe, expect, test } from 'vitest';
import { isCoarse, toldAt } from '../../domain/plan/money/line-instant.ts';
import { formatInstant, parseInstant } from '../../domain/time/instant.ts';
import { approved, confirmed } from '../support/histories.ts';
import { given } from '../support/given.ts';

const FORM = 'FK-2026-031';
const instant = (text: string) => parseInstant(text) ?? 0;
const dayOf = (at: number) => formatInstant(at).slice(0, 10);
const midnight = (at: number) => instant(`${dayOf(at)}T00:00:00+08:00`);
const last = (court: ReturnType<typeof approved>) => court.c.facts.at(-1)?.at ?? 0;

describe('a line with a date only', () => {
  test('pays an order of the same day after it was given', () => {
    const court = approved().complete('payout.sent', FORM);
    const sent = last(court);
    const at = toldAt({ bookedAt: midnight(sent) }, court.c, FORM);
    expect(at).toBe(formatInstant(sent));
    const { reference } = court.c.last('payout.sent')?.payload ?? {};
    expect(court.complete('payout.paid', FORM, { ...(reference !== undefined && { reference }) }, { at }).c.last('payout.paid')?.at).toBe(sent); // prettier-ignore
  });

  test('comes back the same day after it was paid', () => {
    const court = approved().complete('payout.paid', FORM);
    expect(toldAt({ bookedAt: midnight(last(court)) }, court.c, FORM)).toBe(formatInstant(last(court)));
  });

  test('takes an arrival back after what was done with it that day', () => {
    const court = confirmed();
    expect(toldAt({ bookedAt: midnight(last(court)) }, court.c, 'r-7')).toBe(formatInstant(last(court)));
  });

  test('arrives for a case that was filed that day after its filing', () => {
    const { c } = given().filed();
    const at = c.founding.at;
    expect(toldAt({ bookedAt: midnight(at) }, c, 'r-new')).toBe(formatInstant(at));
  });

  test('of the day before comes before: a person looks', () => {
    const { c } = given().filed();
    const before = midnight(c.founding.at) - 86_400_000;
    expect(toldAt({ bookedAt: before }, c, 'r-new')).toBe(formatInstant(before));
  });
});

describe('a line with an hour', () => {
  const court = approved().complete('payout.sent', FORM);
  const sent = last(court);

  test('is believed: an hour before the order it was not its payment', () => {
    expect(toldAt({ bookedAt: sent - 3_600_000 }, court.c, FORM)).toBe(formatInstant(sent - 3_600_000));
    expect(toldAt({ bookedAt: sent + 3_600_000 }, court.c, FORM)).toBe(formatInstant(sent + 3_600_000));
  });

  test('is no finer than it is written', () => {
    expect(isCoarse({ bookedAt: instant('2026-03-10T10:01:00+08:00') })).toBe(true);
    expect(isCoarse({ bookedAt: instant('2026-03-10T10:01:02+08:00') })).toBe(false);
    expect(isCoarse({ bookedAt: null })).toBe(false);
  });
});

test('a line without a date says none', () => {
  expect(toldAt({ bookedAt: null }, undefined, FORM)).toBeUndefined();
});
