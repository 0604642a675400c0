import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarYear, CourtCalendar } from '../../../domain/time/court-calendar.ts';
import { courtCalendar } from '../../../domain/time/court-calendar.ts';
import { answerQuestion } from '../../../domain/time/question.ts';
import type { NaiveQuestion } from '../../support/naive-periods.ts';
import { naiveAnswer } from '../../support/naive-periods.ts';
import { validQuestions } from '../../support/period-questions.ts';
import { seedCalendar, seedYears } from '../../support/seed-calendar.ts';

/** The question with its answer, so that a failure shows both. */
function answered(question: NaiveQuestion, calendar: CourtCalendar): unknown {
  const answer = answerQuestion({ id: 1, ...question }, calendar);
  return { question, answer: 'error' in answer ? answer.error.code : { ...answer, id: undefined } };
}

function expected(question: NaiveQuestion, years: readonly CalendarYear[]): unknown {
  return { question, answer: naiveAnswer(question, years) };
}

function named(dates: readonly string[]): Record<string, string> {
  return Object.fromEntries(dates.map((date) => [date, '某节']));
}

function january(...days: number[]): string[] {
  return days.map((day) => `2025-01-${String(day).padStart(2, '0')}`);
}

/** Around the turn of 2024/2025 (Tuesday to Wednesday) and the leap day of 2024. */
const REST: Record<string, string[]> = {
  none: [],
  'new year': january(1),
  'over the year end': ['2024-12-30', '2024-12-31', ...january(1, 2, 3)],
  'leap day': ['2024-02-29', '2024-03-01'],
  'a week of January': january(6, 7, 8, 9, 10, 11, 12),
};

const WORK: Record<string, string[]> = {
  none: [],
  'Sunday before': ['2024-12-29', '2024-02-25'],
  'both weekends': ['2024-12-28', '2024-12-29', ...january(4, 5)],
  'Saturday after': [...january(4), '2024-03-02'],
};

const STARTS = [
  '2024-02-26',
  '2024-02-28',
  '2024-02-29',
  '2024-12-24',
  '2024-12-25',
  '2024-12-26',
  '2024-12-27',
  '2024-12-28',
  '2024-12-29',
  '2024-12-30',
  '2024-12-31',
  ...january(1, 4, 13),
];

describe('a grid of weekdays, rest days, make-up days, directions, year ends and the leap day', () => {
  const grid = Object.keys(REST).flatMap((rest) => Object.keys(WORK).map((work) => ({ rest, work })));
  test.each(grid)('rest: $rest, worked: $work', ({ rest, work }) => {
    const year = { year: 2024, notices: ['x'], rest: named(REST[rest] ?? []), work: named(WORK[work] ?? []) };
    const calendar = courtCalendar([year]);
    for (const start of STARTS) {
      for (let count = -9; count <= 9; count++) {
        for (const unit of ['d', 'wd', 'm', 'y']) {
          for (const roll of ['next-working-day', 'previous-working-day', 'none'] as const) {
            const question: NaiveQuestion = { start, period: `${count}${unit}`, roll };
            const [ours, theirs] = [answered(question, calendar), expected(question, [year])];
            if (JSON.stringify(ours) !== JSON.stringify(theirs)) expect(ours).toEqual(theirs);
          }
        }
      }
    }
  });
});

describe('any valid question', () => {
  test('is answered as the naive counting answers it, every field', () => {
    fc.assert(
      fc.property(validQuestions, (question) => {
        expect(answered(question, seedCalendar)).toEqual(expected(question, seedYears));
      }),
      { numRuns: Number(process.env['PERIOD_RUNS'] ?? 3_000), verbose: 1 },
    );
  });
});

describe('any value at all', () => {
  test('is answered, not thrown at', () => {
    const fields = fc.record(
      {
        id: fc.jsonValue(),
        start: fc.jsonValue(),
        period: fc.jsonValue(),
        roll: fc.jsonValue(),
        excluded: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fields), (question) => {
        expect(answerQuestion(question, seedCalendar)).toHaveProperty('error.code', expect.stringMatching(/^bad-/));
      }),
    );
  });
});
