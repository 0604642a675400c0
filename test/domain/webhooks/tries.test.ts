// How long a webhook is tried: the table of Standard Webhooks.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR } from '../../../domain/time/instant.ts';
import { afterTry, pauses } from '../../../domain/webhooks/tries.ts';

const now = Date.UTC(2026, 1, 3);
const down = { status: 503, retryAfter: null };
const again = (answered: { status: number | null; retryAfter: string | null }, tries = 1) => {
  const after = afterTry(answered, { tries, now, chance: 0.5 });
  if (after.then !== 'again') throw new Error(after.then);
  return after;
};

test('ten tries in three days and three and a half hours, and then patience is over', () => {
  expect(pauses.reduce((a, b) => a + b, 0)).toBe((75 * 3_600 + 35 * 60 + 5) * 1_000);
  expect(pauses.map((pause, i) => again(down, i + 1).at - now - pause)).toEqual(pauses.map(() => 0));
  expect(afterTry(down, { tries: 10, now, chance: 0 })).toEqual({ then: 'given-up' });
});

test('2xx alone is success; a redirect, no answer and whatever else are tried again; 410 ends it', () => {
  const then = (status: number | null) => afterTry({ status, retryAfter: null }, { tries: 1, now, chance: 0 }).then;
  expect([200, 201, 202, 204, 299].map(then)).toEqual(Array(5).fill('delivered'));
  expect([null, 100, 199, 300, 301, 302, 304, 307, 400, 401, 404, 409, 429, 500, 502, 504].map(then)).toEqual(Array(16).fill('again')); // prettier-ignore
  expect(then(410)).toBe('gone');
});

test('what failed together does not come again together: a tenth more or less', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.double({ min: 0, max: 1, noNaN: true }), (tries, chance) => {
      const after = afterTry(down, { tries, now, chance });
      const pause = pauses[tries - 1] ?? 0;
      return after.then === 'again' && Math.abs(after.at - now - pause) <= pause / 10 + 1;
    }),
  );
});

describe('Retry-After', () => {
  test.each([
    ['120', 120_000],
    [new Date(now + 3 * HOUR).toUTCString(), 3 * HOUR],
    ['999999999', 24 * HOUR],
  ])('%s is heeded, for a day at most', (retryAfter, ms) => {
    expect(again({ status: 429, retryAfter })).toEqual({ then: 'again', at: now + ms, restUntil: now + ms });
  });
  test('is no reason to come earlier, and nonsense is none at all', () => {
    expect(again({ status: 503, retryAfter: '1' }).at).toBe(now + 5_000);
    for (const retryAfter of ['', 'soon', '-5', '0', '1e9', 'Thu, 01 Jan 1970 00:00:00 GMT'])
      expect(again({ status: 503, retryAfter })).toEqual({ then: 'again', at: now + 5_000, restUntil: null });
  });
});
