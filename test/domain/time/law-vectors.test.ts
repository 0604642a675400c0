import { describe, expect, test } from 'vitest';
import { answerQuestion } from '../../../domain/time/question.ts';
import { seedCalendar } from '../../support/seed-calendar.ts';

const suspended = [{ from: '2022-06-01', to: '2022-07-15' }];

describe('law.md, section 1: the test vectors', () => {
  test.each([
    ['2022-04-28', '2d', '2022-04-30', '2022-05-05'],
    ['2022-04-29', '2d', '2022-05-01', '2022-05-05'],
    ['2022-05-04', '3d', '2022-05-07', '2022-05-07'],
    ['2022-09-25', '10d', '2022-10-05', '2022-10-08'],
    ['2022-09-01', '30d', '2022-10-01', '2022-10-08'],
    ['2022-08-31', '6m', '2023-02-28', '2023-02-28'],
    ['2022-04-01', '6m', '2022-10-01', '2022-10-08'],
    ['2014-05-28', '3m', '2014-08-28', '2014-08-28'],
    ['2022-09-30', '2wd', '2022-10-09', '2022-10-09'],
    ['2022-04-29T16:20:00+08:00', '24h', '2022-04-30T17:00:00+08:00', '2022-04-30T17:00:00+08:00'],
    ['2022-09-30T17:05:00+08:00', '48h', '2022-10-02T18:00:00+08:00', '2022-10-02T18:00:00+08:00'],
    ['2026-01-20', '30d', '2026-02-19', '2026-02-24'],
    ['2026-01-05', '3m', '2026-04-05', '2026-04-07'],
    ['2026-02-10', '10wd', '2026-03-02', '2026-03-02'],
    ['2026-03-02', '5wd', '2026-03-09', '2026-03-09'],
  ])('%s + %s ends on %s and is due %s', (start, period, nominal, due) => {
    expect(answerQuestion({ id: 1, start, period }, seedCalendar)).toMatchObject({ nominal, due, provisional: false });
  });

  test('six months from 2022-03-10, suspended for 45 days, are due 2022-10-25', () => {
    const answer = answerQuestion({ start: '2022-03-10', period: '6m', excluded: suspended }, seedCalendar);
    expect(answer).toMatchObject({
      nominal: '2022-09-10',
      extended: '2022-10-25',
      due: '2022-10-25',
      excludedDays: 45,
    });
  });

  test('the answer of the contract, to the letter', () => {
    const answer = answerQuestion({ id: 1, start: '2026-01-20', period: '30d' }, seedCalendar);
    const skipped = ['19', '20', '21', '22', '23'].map((day) => `{"date":"2026-02-${day}","name":"春节"}`).join(',');
    expect(JSON.stringify(answer)).toBe(
      `{"id":1,"due":"2026-02-24","nominal":"2026-02-19","extended":"2026-02-19","excludedDays":0,"skipped":[${skipped}],"provisional":false,"unpublishedYears":[]}`,
    );
  });
});
