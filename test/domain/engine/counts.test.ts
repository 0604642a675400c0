import { expect, test } from 'vitest';
import { counterOf } from '../../../domain/engine/counts.ts';
import type { RuleId } from '../../../domain/plan/deadlines.ts';
import { HOUR, startOfDay } from '../../../domain/time/instant.ts';
import { calendarBefore, law1 } from '../../support/given-law.ts';

const morning = startOfDay('2026-03-02') + 9 * HOUR;
const noon = morning + 3 * HOUR;

const underLaw1 = (rule: RuleId) => {
  const version = law1.book.get(rule)?.[0];
  if (version === undefined) throw new Error(`no rule ${rule}`);
  return { law: law1, version };
};

test('days from any instant of one day are counted once', () => {
  const count = counterOf();
  const first = count(underLaw1('seal-vehicle'), morning, undefined);
  expect(first.due).toBe('2026-03-04');
  expect(count(underLaw1('seal-vehicle'), noon, undefined)).toBe(first);
  expect(count(underLaw1('seal-vehicle'), '2026-03-02', undefined)).toBe(first);
});

test('hours from another instant of the same day end at another', () => {
  const count = counterOf();
  const [first, then] = [morning, noon].map((at) => count(underLaw1('freeze-online'), at, undefined).passesAt);
  expect(then).toBe((first ?? NaN) + 3 * HOUR);
});

test('another rule and another law are counted by themselves', () => {
  const count = counterOf();
  const asked = underLaw1('case-limit-ordinary');
  const [limit, law] = [count(asked, '2026-03-02', undefined), { ...law1, courtCalendar: calendarBefore(2026) }];
  expect(count(underLaw1('seal-vehicle'), '2026-03-02', undefined)).not.toBe(limit);
  expect([limit.provisional, count({ ...asked, law }, '2026-03-02', undefined).provisional]).toEqual([false, true]);
});
