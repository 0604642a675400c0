import { lawInForce } from '../../db/cases/read.ts';
import type { LawLibrary } from '../../db/law/library.ts';
import { answerQuestion } from '../../domain/time/question.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { MOST_QUESTIONS, questionRoute } from '../http/question-route.ts';
import { PeriodAnswerSchema, PeriodQuestionSchema } from './period-schemas.ts';

const description = `一个问题或一列问题（至多${MOST_QUESTIONS}个），答复与 \`npm run periods\` 逐字相同，按所问的顺序。
不能计算的问题也是一个答复（\`error\`），状态仍为 200。日历用最新公布的版本。`;

/** `POST /api/periods`: counts periods as the court does, for anybody known. */
export function periodRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>, laws: LawLibrary): void {
  questionRoute(app, {
    url: '/api/periods',
    tag: '期间',
    summary: '计算期间',
    description,
    question: PeriodQuestionSchema,
    answer: PeriodAnswerSchema,
    answering: async () => {
      const inForce = await lawInForce(db);
      const { courtCalendar } = (await laws.load(db, [inForce]))(inForce);
      return (question) => answerQuestion(question, courtCalendar);
    },
  });
}
