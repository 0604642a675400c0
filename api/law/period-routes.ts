import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { lawInForce } from '../../db/cases/read.ts';
import type { LawLibrary } from '../../db/law/library.ts';
import { NOT_UTF8, utf8 } from '../../domain/gate/json.ts';
import { answerQuestion } from '../../domain/time/question.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { ApiProblem, badJson, HTTP } from '../http/errors.ts';
import { answers } from '../http/common.ts';
import { PeriodAnswerSchema, PeriodQuestionSchema } from './period-schemas.ts';
import { readExactly } from '../http/exact-json.ts';

const MOST = 1_000;

const description = `一个问题或一列问题（至多${MOST}个），答复与 \`npm run periods\` 逐字相同，按所问的顺序。
不能计算的问题也是一个答复（\`error\`），状态仍为 200。日历用最新公布的版本。`;

/** `POST /api/periods`: counts periods as the court does, for anybody known. */
export function periodRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>, laws: LawLibrary): void {
  void app.register((inner, _, done) => {
    const scope = inner.withTypeProvider<TypeBoxTypeProvider>();
    scope.removeContentTypeParser('application/json');
    // the ids that come back are the ids that came: a number that JSON.parse would round keeps its digits
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, parsed) => {
      parsed(...readBody(Buffer.from(body))); // bytes were asked for
    });
    scope.post(
      '/api/periods',
      {
        config: { access: 'person' },
        schema: {
          tags: ['期间'],
          summary: '计算期间',
          description,
          body: Type.Union([PeriodQuestionSchema, Type.Array(PeriodQuestionSchema, { maxItems: MOST })]),
          // written by the handler itself, in the order of the contract
          response: answers(
            { [HTTP.ok]: Type.Unsafe<string>(Type.Union([PeriodAnswerSchema, Type.Array(PeriodAnswerSchema)])) },
            ['bad-json', 'too-many-questions', 'body-too-large', 'unsupported-media-type'],
          ),
        },
        validatorCompiler: () => () => true, // a question that is wrong in any way is answered, not refused
      },
      async (request, reply) => {
        const asked: unknown = request.body;
        if (Array.isArray(asked) && asked.length > MOST) throw new ApiProblem('too-many-questions');
        const inForce = await lawInForce(db);
        const { courtCalendar } = (await laws.load(db, [inForce]))(inForce);
        const answer = (question: unknown) => answerQuestion(question, courtCalendar);
        return reply
          .type('application/json; charset=utf-8')
          .send(JSON.stringify(Array.isArray(asked) ? asked.map(answer) : answer(asked)));
      },
    );
    done();
  });
}

function readBody(bytes: Buffer): [error: Error | null, body?: unknown] {
  const text = utf8(bytes);
  try {
    return text === undefined ? [badJson(NOT_UTF8)] : [null, readExactly(text)];
  } catch {
    return [new ApiProblem('bad-json')];
  }
}
