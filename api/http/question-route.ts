import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Type, { type TSchema } from 'typebox';
import { readExactly } from '../../domain/gate/exact-json.ts';
import { NOT_UTF8, utf8 } from '../../domain/gate/json.ts';
import { inSlices } from '../../process/in-slices.ts';
import type { App } from '../app-types.ts';
import { answers } from './common.ts';
import { ApiProblem, badJson, HTTP } from './errors.ts';

/** How many questions one request may ask. */
export const MOST_QUESTIONS = 1_000;

/** A route that answers as a command does: a question or a list of them, each with its answer. */
export interface QuestionRoute {
  readonly url: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  /** How a question and its answer are documented: what is wrong with one is said in its answer. */
  readonly question: TSchema;
  readonly answer: TSchema;
  /** What answers the questions of one request; it may look at them first and throw a problem. */
  readonly answering: (questions: readonly unknown[]) => Promise<(question: unknown) => object>;
}

/** Adds it, for anybody known. */
export function questionRoute(app: App, route: QuestionRoute): void {
  void app.register((inner, _, done) => {
    const scope = inner.withTypeProvider<TypeBoxTypeProvider>();
    scope.removeContentTypeParser('application/json');
    // the ids that come back are the ids that came: a number that JSON.parse would round keeps its digits
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, parsed) => {
      parsed(...readBody(Buffer.from(body))); // bytes were asked for
    });
    const { url, tag, summary, description } = route;
    scope.post(
      url,
      {
        config: { access: 'person' },
        schema: {
          tags: [tag],
          summary,
          description,
          body: Type.Union([route.question, Type.Array(route.question, { maxItems: MOST_QUESTIONS })]),
          // written by the handler itself, in the order of the contract
          response: answers({ [HTTP.ok]: Type.Unsafe<string>(Type.Union([route.answer, Type.Array(route.answer)])) }, [
            'bad-json',
            'too-many-questions',
            'body-too-large',
            'unsupported-media-type',
          ]),
        },
        validatorCompiler: () => () => true, // a question that is wrong in any way is answered, not refused
      },
      async (request, reply) => {
        const asked: unknown = request.body;
        const questions: readonly unknown[] = Array.isArray(asked) ? asked : [asked];
        if (questions.length > MOST_QUESTIONS) throw new ApiProblem('too-many-questions');
        const texts = await inSlices(oneByOne(questions, await route.answering(questions)));
        const text = Array.isArray(asked) ? `[${texts.join(',')}]` : texts.join('');
        return reply.type('application/json; charset=utf-8').send(text);
      },
    );
    done();
  });
}

function* oneByOne(questions: readonly unknown[], answer: (question: unknown) => object): Generator<void, string[]> {
  const texts: string[] = [];
  for (const question of questions) {
    yield;
    texts.push(JSON.stringify(answer(question)));
  }
  return texts;
}

function readBody(bytes: Buffer): [error: Error | null, body?: unknown] {
  const text = utf8(bytes);
  try {
    return text === undefined ? [badJson(NOT_UTF8)] : [null, readExactly(text)];
  } catch {
    return [new ApiProblem('bad-json')];
  }
}
