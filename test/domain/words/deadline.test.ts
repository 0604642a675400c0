import { expect, test } from 'vitest';
import { deadlineName, dueText, dueTimer, rungTimer, supervisedZh } from '../../../domain/words/deadline.ts';

const payout = { rule: 'payout', subject: 'r-7', title: null, targetDue: '2026-02-24', provisional: false } as const;

test('a deadline is called by its row and its subject, or by a title of its own', () => {
  expect(deadlineName(payout)).toBe('发放案款 r-7');
  expect(deadlineName({ ...payout, rule: 'supervised-matter', title: '督办：发放案款 r-7' })).toBe(
    '督办：发放案款 r-7',
  );
});

test('its due is the last day, for periods in hours the minute; provisional or standing still, it says so', () => {
  expect(dueText(payout)).toBe('2026-02-24');
  expect(dueText({ ...payout, provisional: true })).toBe('2026-02-24（暂定）');
  expect(dueText({ ...payout, targetDue: '2026-01-21T17:00:00+08:00' })).toBe('2026-01-21 17:00');
  expect(dueText({ ...payout, targetDue: '2026-01-22T00:00:00+08:00' }), 'no day too much').toBe('2026-01-21 24:00');
  expect(dueText({ ...payout, targetDue: null })).toBe('中止计算');
});

test('a timer says what falls due, of what and when', () => {
  expect(rungTimer('urge', payout)).toBe('催办 发放案款 r-7 · 2026-02-24');
  const late = { ...payout, legalDue: '2026-03-24', legalDueAt: 99 };
  expect(rungTimer('supervise', late, 98)).toBe('督办 发放案款 r-7 · 2026-02-24');
  expect(rungTimer('supervise', late, 99)).toBe('超过法定期限 发放案款 r-7 · 2026-03-24');
  expect(rungTimer(null, payout)).toBe('起算 发放案款 r-7 · 2026-02-24');
  expect(dueTimer(payout)).toBe('届满 发放案款 r-7 · 2026-02-24');
});

test('a supervised matter says whether what it is about is late already', () => {
  const about = { ...payout, name: deadlineName(payout), dueAt: 100 };
  expect(supervisedZh(about, 100)).toBe('逾期：发放案款 r-7（2026-02-24届满）');
  expect(supervisedZh(about, 99)).toBe('将届满：发放案款 r-7（2026-02-24届满）');
});
