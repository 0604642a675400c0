import { type Fields, isObject } from '../time/check-question.ts';
import { allocate, readAllocationQuestion } from './allocate.ts';
import { feeOf, readFeeQuestion } from './fee.ts';
import { MOST_FEN } from './fen.ts';
import { type CalculationRefusal, isRefused, unanswered } from './forms.ts';
import { interestOwed } from './interest.ts';
import { readInterestQuestion } from './interest-question.ts';

/** An answer of money-calc.md, ready to be written as JSON: what was asked for or why not. `id` comes back unchanged. */
export interface CalculationAnswer extends Fields {
  readonly id: unknown;
  readonly error?: CalculationRefusal;
}

/** A kind of question: its fields, and how it is answered. */
interface Calculator {
  readonly fields: readonly string[];
  readonly answer: (question: Fields) => object;
}

function calculator<Q extends object>(
  fields: readonly string[],
  read: (question: Fields) => Q | CalculationRefusal,
  answer: (question: Q) => object,
): Calculator {
  const answered = (question: Fields) => {
    const asked = read(question);
    return isRefused(asked) ? asked : answer(asked);
  };
  return { fields: ['id', 'kind', ...fields], answer: answered };
}

/** THE TABLE of calculators. */
const calculators = new Map<unknown, Calculator>([
  ['interest', calculator(['asOf', 'items', 'tables', 'payments', 'excluded', 'order'], readInterestQuestion, interestOwed)], // prettier-ignore
  ['fee', calculator(['items', 'flat', 'collected', 'taken'], readFeeQuestion, feeOf)],
  ['allocate', calculator(['amount', 'ranks', 'deduct'], readAllocationQuestion, allocate)],
]);

const kinds = [...calculators.keys()].join('、');

/** Answers a question of the contract, or says why not; never throws and never guesses. */
export function calculate(question: unknown): CalculationAnswer {
  const id = isObject(question) ? (question['id'] ?? null) : null;
  const found = isObject(question) ? answerTo(question) : unanswered('bad-question', '问题须为一个 JSON 对象');
  return isRefused(found) ? { id, error: found } : { id, ...found };
}

function answerTo(question: Fields): Fields | CalculationRefusal {
  const of = calculators.get(question['kind']);
  if (of === undefined) return unanswered('bad-question', `kind 须为${kinds}之一`);
  const unknown = Object.keys(question).find((field) => !of.fields.includes(field));
  if (unknown !== undefined)
    return unanswered('bad-question', `不认识的字段 ${unknown.slice(0, 40)}；只可用 ${of.fields.join('、')}`);
  const answer = of.answer(question);
  if (isRefused(answer)) return answer;
  return isBeyond(answer) ? unanswered('out-of-range', '算得的金额超过10的15次方分') : asNumbers(answer);
}

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Whether any amount of an answer is out of range. */
function isBeyond(answer: object): boolean {
  return Object.values(answer).some((each: unknown) =>
    typeof each === 'bigint' ? each > MOST_FEN : isNested(each) && isBeyond(each),
  );
}

/** An answer with its fen as JSON has them. Entry by entry: of a long answer, lists of pairs would be most of the work. */
function asNumbers(answer: object): Fields {
  const told: Record<string, unknown> = {};
  for (const [key, each] of Object.entries(answer) as Iterable<readonly [string, unknown]>) told[key] = asNumber(each);
  return told;
}

function asNumber(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asNumber);
  if (isNested(value)) return asNumbers(value);
  return typeof value === 'bigint' ? Number(value) : value;
}
