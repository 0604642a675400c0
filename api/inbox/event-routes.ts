import Type from 'typebox';
import type { ApiDeps, App } from '../app-types.ts';
import { ApiProblem } from '../http/errors.ts';
import { identityOf } from '../http/plugins/auth.ts';
import { createFeed } from './feed.ts';

const EventHeaders = Type.Object({ 'last-event-id': Type.Optional(Type.String({ maxLength: 100 })) });

/**
 * `GET /api/events`: what comes new to whoever listens, as server-sent events (docs/decisions/145). It is not in the OpenAPI document: an answer
 * that does not end is none of its kinds.
 */
export function eventRoutes(app: App, deps: Pick<ApiDeps, 'store'>): void {
  const feed = createFeed(deps, app.log);
  app.addHook('onListen', (done) => {
    feed.start();
    done();
  });
  app.addHook('preClose', (done) => {
    feed.stop(); // or closing would wait for who listens
    done();
  });
  app.get(
    '/api/events',
    { config: { access: 'person' }, exposeHeadRoute: false, schema: { hide: true, headers: EventHeaders } },
    async (request, reply) => {
      const id = request.headers['last-event-id'];
      if (id !== undefined && !/^\d{1,15}$/.test(id)) throw new ApiProblem('bad-event-id');
      request.raw.socket.setKeepAlive(true, 15_000); // who is gone without a word is noticed
      const stream = await feed.listen(identityOf(request), id === undefined ? undefined : Number(id));
      return reply
        .headers({ 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' })
        .send(stream);
    },
  );
}
