import { describe, expect, test } from 'vitest';
import { answerQuestion } from '../../../domain/time/question.ts';
import { seedCalendar } from '../../support/seed-calendar.ts';

type Days = [from: string, to: string];

/** Ten days from 2026-03-02 end on 2026-03-12, a Thursday; March has no named day. */
function tenDays(...days: Days[]): unknown {
  return answer('10d', ...days);
}

function answer(period: string, ...days: Days[]): unknown {
  const excluded = days.map(([from, to]) => ({ from: `2026-03-${from}`, to: `2026-03-${to}` }));
  return answerQuestion({ start: '2026-03-02', period, excluded }, seedCalendar);
}

describe('excluded days (扣除) move the end of a period', () => {
  test('an empty list moves nothing', () => {
    expect(tenDays()).toMatchObject({ extended: '2026-03-12', excludedDays: 0 });
  });
  test('days inside the period add their number', () => {
    expect(tenDays(['05', '06'])).toMatchObject({
      nominal: '2026-03-12',
      extended: '2026-03-14',
      due: '2026-03-16',
      excludedDays: 2,
    });
  });
  test('days up to and including the start day do not count', () => {
    expect(tenDays(['01', '02'])).toMatchObject({ excludedDays: 0 });
    expect(tenDays(['01', '03'])).toMatchObject({ excludedDays: 1 });
  });
  test('an interval that begins on the last day counts whole, one that begins the day after does not', () => {
    expect(tenDays(['12', '18'])).toMatchObject({ excludedDays: 7, extended: '2026-03-19' });
    expect(tenDays(['13', '18'])).toMatchObject({ excludedDays: 0, extended: '2026-03-12' });
  });
  test('overlapping days count once, in whatever order they are given', () => {
    expect(tenDays(['08', '12'], ['05', '09'], ['06', '06'])).toMatchObject({
      excludedDays: 8,
      extended: '2026-03-20',
    });
  });
  test('one interval may bring the next within reach', () => {
    expect(tenDays(['13', '14'], ['12', '12'])).toMatchObject({ excludedDays: 3, extended: '2026-03-15' });
  });
  test('after the first out of reach nothing counts', () => {
    expect(tenDays(['10', '10'], ['14', '20'])).toMatchObject({ excludedDays: 1, extended: '2026-03-13' });
  });
  test('rolling takes no notice of excluded days', () => {
    expect(answer('11d', ['03', '03'], ['16', '20'])).toMatchObject({ extended: '2026-03-14', due: '2026-03-16' });
  });
});

describe('working days inside an interval are not counted', () => {
  test('the period ends later and excludedDays stays 0', () => {
    const due = '2026-03-11';
    expect(answer('5wd', ['05', '06'])).toMatchObject({
      due,
      nominal: due,
      extended: due,
      excludedDays: 0,
      skipped: [],
    });
  });
  test('an excluded weekend changes nothing', () => {
    expect(answer('5wd', ['07', '08'])).toMatchObject({ due: '2026-03-09' });
  });
  test('a year wholly excluded is not asked', () => {
    const excluded = [{ from: '2027-01-01', to: '2027-12-31' }];
    const answered = answerQuestion({ start: '2026-12-31', period: '1wd', excluded }, seedCalendar);
    expect(answered).toMatchObject({ due: '2028-01-03', unpublishedYears: [2028] });
  });
});
