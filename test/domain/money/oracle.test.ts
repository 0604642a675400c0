// Against an implementation that walks day by day and was written apart (test/support/naive-money.ts): every field agrees.
// MONEY_QUESTIONS=200000 asks so many of each sort.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculate } from '../../../domain/money/calculate.ts';
import { naiveAnswer } from '../../support/naive-money.ts';
import { brokenQuestions, validQuestions } from '../../support/money-questions.ts';

const numRuns = Number(process.env['MONEY_QUESTIONS'] ?? 400);
const HOURS = 4 * 3_600_000;

/** As a question comes: through JSON, with the texts of refusals left out. */
const asked = (question: unknown): unknown => JSON.parse(JSON.stringify(question));
const told = (answer: object): unknown =>
  JSON.parse(JSON.stringify(answer), (key, value: unknown) => (key === 'detail' ? undefined : value));

test.each([
  ['valid', validQuestions],
  ['broken', brokenQuestions],
] as const)(
  '%s questions are answered as by hand, day by day',
  (_name, questions) => {
    fc.assert(
      fc.property(questions, (question) => {
        expect(told(calculate(asked(question)))).toEqual(naiveAnswer(asked(question)));
      }),
      { numRuns, ...(numRuns > 400 && { interruptAfterTimeLimit: HOURS }) },
    );
  },
  HOURS,
);
