// The worked examples of the contract (docs/spec/money-calc.md), each with its source: to the fen, in the contract's order.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { calculate } from '../../../domain/money/calculate.ts';

interface Example {
  readonly source: string;
  readonly question: { readonly id: number; readonly kind: string };
  readonly answer: { readonly error?: { readonly code: string } };
}

const file = new URL('../../data/money-examples.jsonl', import.meta.url);
const examples = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Example); // our own file

describe('the calculators', () => {
  test.each(examples.map((each) => [each.question.id, each.question.kind, each] as const))(
    'example %i, %s',
    (_id, _kind, { question, answer }) => {
      const given = calculate(question);
      if (answer.error === undefined) expect(JSON.stringify(given)).toBe(JSON.stringify(answer));
      else expect(given).toMatchObject({ id: question.id, error: { code: answer.error.code } });
    },
  );

  test('there are thirty of them', () => {
    expect(examples).toHaveLength(30);
  });
});
