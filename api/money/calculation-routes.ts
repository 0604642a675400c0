import { calculate } from '../../domain/money/calculate.ts';
import { isObject } from '../../domain/time/check-question.ts';
import type { App } from '../app-types.ts';
import { ApiProblem } from '../http/errors.ts';
import { MOST_QUESTIONS, questionRoute } from '../http/question-route.ts';
import { CalculationAnswerSchema, CalculationQuestionSchema } from './calculation-schemas.ts';

/** How many lines the questions of one request may make at the most: they are computed in between other people's requests. */
const MOST_LINES = 20_000;

const description = `一个问题或一列问题（至多${MOST_QUESTIONS}个），答复与 \`npm run money-calc\` 逐字相同，按所问的顺序：
\`interest\` 某日所欠（一般债务利息、加倍部分、清偿顺序），\`fee\` 执行申请费，\`allocate\` 一笔款项的分配。金额为分。
不能计算的问题也是一个答复（\`error\`），状态仍为 200。项数乘以付款、利率、扣除日的条数合计不得超过${MOST_LINES}，超过的请分次询问。`;

/** `POST /api/money/calculations`: what docs/spec/money-calc.md computes, for anybody known. */
export function calculationRoutes(app: App): void {
  questionRoute(app, {
    url: '/api/money/calculations',
    tag: '案款',
    summary: '计算利息、执行费和分配',
    description,
    question: CalculationQuestionSchema,
    answer: CalculationAnswerSchema,
    answering: (questions) => {
      const lines = questions.reduce<number>((sum, question) => sum + linesOf(question), 0);
      if (lines > MOST_LINES)
        throw new ApiProblem(
          'too-many-questions',
          `项数乘以付款、利率、扣除日的条数合计${lines}，不得超过${MOST_LINES}；请分次询问`,
        );
      return Promise.resolve(calculate);
    },
  });
}

/** How many lines a question makes at the most: each item is parted by each payment, rate and exclusion. */
function linesOf(question: unknown): number {
  if (!isObject(question)) return 1;
  const { items, payments, tables, excluded }: Record<string, unknown> = question;
  const rates = isObject(tables) ? Object.values(tables).map(lengthOf) : [];
  const parts = rates.reduce((sum, each) => sum + each, lengthOf(payments) + lengthOf(excluded) + 1);
  return Math.max(lengthOf(items), 1) * parts;
}

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0);
