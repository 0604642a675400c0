import { expect, test } from 'vitest';
import { addDays } from '../../domain/time/civil-date.ts';
import { moneyDays } from '../../local/tour/days.ts';
import { languageOf } from '../../local/tour/language.ts';
import { columns, dueLine, printer, printTable, inYuan } from '../../local/tour/print.ts';
import { seedCalendar } from '../support/seed-calendar.ts';

test('the tour finds its days whenever it is taken', () => {
  for (let today = '2024-01-01'; today < '2028-01-01'; today = addDays(today, 1)) {
    const { confirmed, typedIn, due, mistakenDue } = moneyDays(today, seedCalendar);
    expect(today < confirmed && confirmed < typedIn && typedIn < due && due < mistakenDue, today).toBe(true);
    expect(typedIn <= addDays(confirmed, 7), today).toBe(true);
  }
  expect(moneyDays('2026-11-26', seedCalendar)).toEqual({
    confirmed: '2026-12-02',
    typedIn: '2026-12-07',
    due: '2026-12-14',
    mistakenDue: '2026-12-17',
  });
});

test('columns stand below each other, Chinese or not', () => {
  expect(columns('期限 a-1，“当日”（2）')).toBe(23);
  expect(printTable([['期限', 'x'], ['发放案款 r-1', 'y']])).toEqual(['期限          x', '发放案款 r-1  y']); // prettier-ignore
  expect([dueLine('2026-12-14'), dueLine('2026-11-25T08:00:00+08:00'), dueLine(null)]).toEqual([
    '2026-12-14',
    '2026-11-25 08:00',
    '—',
  ]);
  expect(inYuan(25_000_005)).toBe('250,000.05 元');
});

test('reasons are drawn as a tree, without colour for a pipe', () => {
  let out = '';
  const print = printer((text) => (out += text), false, 'zh');
  print.did('立案');
  print.because(['一', '二']);
  expect(out).toBe('   ✓ 立案\n       ├ 一\n       └ 二\n');
});

test('the tour is told in one language: as asked, else as the machine is set', () => {
  expect(languageOf([], {})).toBe('zh');
  for (const LANG of ['C', 'POSIX', 'C.UTF-8']) expect(languageOf([], { LANG })).toBe('en');
  expect(languageOf([], { LANG: 'zh_CN.UTF-8', LC_MESSAGES: 'C' })).toBe('en');
  expect(languageOf([], { LANG: 'zh_CN.UTF-8', LC_ALL: '' })).toBe('zh');
  expect(languageOf([], { LANG: 'en_US.UTF-8' })).toBe('en');
  expect(languageOf([], { LANG: 'en_US.UTF-8', LC_ALL: 'zh_CN.UTF-8' })).toBe('zh');
  expect(languageOf(['--lang', 'en'], { LANG: 'zh_CN.UTF-8' })).toBe('en');
  expect(languageOf(['--lang=zh'], { LANG: 'en_GB' })).toBe('zh');
  expect([languageOf(['--lang'], {}), languageOf(['--lang', 'fr'], {})]).toEqual([undefined, undefined]);
  let out = '';
  const print = printer((text) => (out += text), false, 'en');
  print.chapter(['立案', 'Filing'], ['十个期限', 'ten clocks']);
  print.lines(print.say('一', 'one'));
  expect(out).toMatch(/1 Filing ─+\n {3}ten clocks\n {3}one\n$/);
});
