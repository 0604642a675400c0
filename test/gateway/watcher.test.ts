// A stranger may stand in a record's place: who waits too long looks. Under load everybody waits long, and nobody looks.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watcher } from '../../gateway/place.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A call that is answered after so long (ms), and how often it was looked after meanwhile. */
async function looksOf(watched: ReturnType<typeof watcher>, ms: number): Promise<number> {
  const look = vi.fn(() => Promise.resolve());
  const answer = watched(() => new Promise((resolve) => void setTimeout(resolve, ms)), look);
  await vi.advanceTimersByTimeAsync(ms);
  await answer;
  return look.mock.calls.length;
}

/** A court whose calls have taken so long of late. */
async function accustomed(ms: number) {
  const watched = watcher();
  for (let n = 0; n < 60; n++) await looksOf(watched, ms);
  return watched;
}

test('a call that is not answered soon is looked after, once', async () => {
  expect(await looksOf(watcher(), 100)).toBe(0);
  expect(await looksOf(watcher(), 2_000)).toBe(1);
});

test('where every call takes a second and more, none is looked after that takes no longer than others', async () => {
  const busy = await accustomed(1_300);
  expect(await looksOf(busy, 2_500)).toBe(0);
  expect(await looksOf(busy, 6_000)).toBe(1);
});

test('however slow the court is, five seconds are long enough; and calm again, it looks as soon as ever', async () => {
  const busy = await accustomed(20_000);
  expect(await looksOf(busy, 5_500)).toBe(1);
  for (let n = 0; n < 120; n++) await looksOf(busy, 40);
  expect(await looksOf(busy, 700)).toBe(1);
});

test('a call that fails tells nothing of how long calls take', async () => {
  const watched = watcher();
  for (let n = 0; n < 60; n++) {
    const failing = watched(() => new Promise((_, reject) => void setTimeout(() => reject(new Error('away')), 9_000)), () => Promise.resolve()); // prettier-ignore
    const seen = expect(failing).rejects.toThrow('away');
    await vi.advanceTimersByTimeAsync(9_000);
    await seen;
  }
  expect(await looksOf(watched, 700)).toBe(1);
});
