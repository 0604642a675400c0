import type { FastifyRequest } from 'fastify';
import { asProblem, problemOf } from '../http/errors.ts';
import type { Denied } from './noted.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Items of a batch that were refused: each is noted as a request of its own would be. */
    refusedItems: Denied[] | null;
  }
}

/** The problem of an item of a batch, as if it had been asked for by itself; what nobody foresaw goes to the log too. */
export function refusedItem(request: FastifyRequest, error: unknown, item: { readonly case: string; readonly node: string }) {
  const problem = problemOf(asProblem(error), request.id);
  if (problem.status >= 500) request.log.error({ err: error, ...item }, 'an item of a batch');
  (request.refusedItems ??= []).push({ id: item.case, problem: problem.code });
  return problem;
} // prettier-ignore
