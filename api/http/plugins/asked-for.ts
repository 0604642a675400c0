import type { FastifyRequest } from 'fastify';
import { askedFor } from '../../../db/reader.ts';
import { readsAs } from '../../../domain/plan/matters/readers.ts';
import type { App } from '../../app-types.ts';

/**
 * Whatever a request has Postgres asked for is asked for whoever it turns out to come from (db/record-walls.ts). Again behind its body, which comes
 * in the connection's own time and not in the request's.
 */
export function installAskedFor(app: App): void {
  const forWhom = (request: FastifyRequest, _: unknown, done: () => void): void =>
    askedFor(() => (request.person === null ? undefined : readsAs(request.person)), done);
  app.addHook('onRequest', forWhom);
  app.addHook('preValidation', forWhom);
}
