import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../app-types.ts';
import { ApiProblem, asProblem, forLog, problemOf, problems } from '../errors.ts';

const TYPE = 'application/problem+json; charset=utf-8';

/** Answers with a problem document. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: ApiProblem): FastifyReply {
  const { status, headers = {} } = problems[problem.code];
  // as text: the routes' serialisers know nothing of this
  return reply
    .code(status)
    .headers(headers)
    .type(TYPE)
    .send(JSON.stringify(problemOf(problem, request.id)));
}

/** Every failure becomes a problem document; what was not foreseen is logged with its inside, scrubbed. */
export function installProblems(app: App): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = asProblem(error);
    if (problems[problem.code].status >= 500) {
      request.log.error({ problem: problem.code, failure: forLog(error) }, 'request failed');
    }
    return sendProblem(request, reply, problem);
  });
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, new ApiProblem('not-found')));
}
