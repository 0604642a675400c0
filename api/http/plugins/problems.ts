import type { FastifyReply, FastifyRequest } from 'fastify';
import { forLog } from '../../../process/error-for-log.ts';
import type { App } from '../../app-types.ts';
import { ApiProblem, asProblem, type ProblemCode, problemOf, problems } from '../errors.ts';
import { knownMethods } from './methods.ts';

/** What a problem document is sent as. */
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** What an answer says of itself that goes out before any hook has come by; the others say as much, and more (headers.ts). */
export const BARE_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
} as const;

declare module 'fastify' {
  interface FastifyRequest {
    /** With what problem it was answered; null: with none. */
    problem: ProblemCode | null;
  }
}

/** Answers with a problem document. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: ApiProblem): FastifyReply {
  const { status, headers = {} } = problems[problem.code];
  request.problem = problem.code;
  // as text: the routes' serialisers know nothing of this
  return reply
    .code(status)
    .headers(headers)
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(problemOf(problem, request.id)));
}

/** Every failure becomes a problem document; what was not foreseen is logged with its inside, scrubbed. */
export function installProblems(app: App): void {
  const methodsOf = knownMethods(app);
  app.decorateRequest('problem', null);
  app.setErrorHandler((error, request, reply) => {
    const problem = wasCutOff(request) ? new ApiProblem('request-too-slow') : withLimit(request, asProblem(error));
    if (problems[problem.code].status >= 500 && problem.code !== 'overloaded') {
      request.log.error({ problem: problem.code, failure: forLog(error) }, 'request failed');
    }
    return sendProblem(request, reply, problem);
  });
  const nowhere = (request: FastifyRequest, reply: FastifyReply): ApiProblem => {
    const allowed = methodsOf(request.url.split('?')[0] ?? '');
    if (allowed.length === 0) return new ApiProblem('not-found');
    reply.header('allow', allowed.join(', '));
    return new ApiProblem('method-not-allowed');
  };
  // before Fastify looks at a body that nobody will read
  app.addHook('preParsing', (request, reply, payload, done) => {
    if (request.is404) done(nowhere(request, reply));
    else done(null, payload);
  });
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, nowhere(request, reply)));
}

/** How much a route takes is the route's own. */
const withLimit = ({ routeOptions: { bodyLimit } }: FastifyRequest, problem: ApiProblem): ApiProblem =>
  problem.code === 'body-too-large' && bodyLimit !== undefined
    ? new ApiProblem('body-too-large', `此处一次至多 ${bodyLimit / MEGABYTE} MB，请分次发送`)
    : problem;

const MEGABYTE = 1024 * 1024;

/** Its connection ended before the body had come: the sender's doing, whatever the error is called. */
const wasCutOff = ({ raw }: FastifyRequest): boolean => raw.errored !== null && !raw.complete;
