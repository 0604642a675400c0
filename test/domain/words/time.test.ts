import { describe, expect, it, test } from 'vitest';
import { dateZh, instantZh, momentZh, periodZh } from '../../../domain/words/time.ts';

describe('a period in Chinese', () => {
  it.each([
    ['24h', '24小时'],
    ['0d', '当日'],
    ['10d', '10日'],
    ['5wd', '5个工作日'],
    ['6m', '6个月'],
    ['2y', '2年'],
    ['-1m', '提前1个月'],
    ['soon', 'soon'],
  ])('%s → %s', (within, zh) => expect(periodZh(within)).toBe(zh));
});

test('days and instants are told in the court’s zone; what is no day stays as it is', () => {
  expect(dateZh('2026-01-20')).toBe('2026年1月20日');
  expect(dateZh('soon')).toBe('soon');
  expect(instantZh(Date.parse('2026-01-20T08:20:00Z'))).toBe('2026年1月20日16:20');
  expect(momentZh('2026-01-20')).toBe('2026年1月20日');
  expect(momentZh('2026-01-20T17:00:00+08:00')).toBe('2026年1月20日17:00');
});
