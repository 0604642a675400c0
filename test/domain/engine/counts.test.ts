import { expect, test } from 'vitest';
import { countWritten } from '../../../domain/engine/counts.ts';
import type { Law } from '../../../domain/plan/law.ts';
import type { RuleId } from '../../../domain/plan/deadlines.ts';
import { HOUR, startOfDay } from '../../../domain/time/instant.ts';
import { calendarBefore, law1 } from '../../support/given-law.ts';

const morning = startOfDay('2026-03-02') + 9 * HOUR;
const noon = morning + 3 * HOUR;

/** What a rule counts from a start. */
function count(rule: RuleId, start: number | string, law: Law = law1) {
  const version = law1.book.get(rule)?.[0];
  if (version === undefined) throw new Error(`no rule ${rule}`);
  return countWritten(version, start, law, undefined);
}

test('days from any instant of one day are counted once, whatever case they are of', () => {
  const first = count('seal-vehicle', morning);
  expect(first.due).toBe('2026-03-04');
  expect(count('seal-vehicle', noon)).toBe(first);
  expect(count('seal-vehicle', '2026-03-02')).toBe(first);
});

test('days that were taken out of a case’s count are in no other’s', () => {
  const version = law1.book.get('case-limit-ordinary')?.[0];
  if (version === undefined) throw new Error('no such rule');
  const free = count('case-limit-ordinary', '2026-03-02');
  const stop = { from: '2026-03-10', to: '2026-03-19', ground: '公告期间', fact: 9 };
  const stopped = countWritten(version, '2026-03-02', law1, { closed: [stop], open: undefined });
  expect(stopped.passesAt).toBe(free.passesAt + 10 * 24 * HOUR);
  expect(count('case-limit-ordinary', '2026-03-02')).toBe(free);
});

test('what was counted of more days than are kept is counted again, and the same', () => {
  const first = count('seal-vehicle', morning);
  for (let day = 1; day <= 400; day++) count('seal-vehicle', morning + day * 24 * HOUR);
  expect(count('seal-vehicle', morning)).toEqual(first);
});

test('what was counted of more periods than are kept is counted again, and the same', () => {
  const first = count('seal-vehicle', morning);
  const of = (days: number) => countWritten({ within: `${days}d`, roll: null }, morning, law1, undefined);
  const all = Array.from({ length: 400 }, (_, days) => of(days).due);
  expect(Array.from({ length: 400 }, (_, days) => of(days).due)).toEqual(all);
  expect(count('seal-vehicle', morning)).toEqual(first);
});

test('hours from another instant of the same day end at another', () => {
  const [first, then] = [morning, noon].map((at) => count('freeze-online', at).passesAt);
  expect(then).toBe((first ?? NaN) + 3 * HOUR);
});

test('another rule and another law are counted by themselves', () => {
  const limit = count('case-limit-ordinary', '2026-03-02');
  expect(count('seal-vehicle', '2026-03-02')).not.toBe(limit);
  const another = count('case-limit-ordinary', '2026-03-02', { ...law1, courtCalendar: calendarBefore(2026) });
  expect([limit.provisional, another.provisional]).toEqual([false, true]);
});
