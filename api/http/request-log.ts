import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';

/**
 * One line a request, once it has been answered: what was asked from where, and how it ended. Fastify writes one on its arrival
 * too, which says nothing that this one does not.
 */
export class RequestLog extends LogController {
  override incomingRequest(): void {
    // see above
  }

  override requestCompleted(error: Error | null | undefined, request: FastifyRequest, reply: FastifyReply): void {
    const line = { req: request, res: reply, responseTime: reply.elapsedTime };
    if (error) reply.log.error({ ...line, err: error }, 'request errored');
    else reply.log.info(line, 'request completed');
  }
}

/** Query strings hold names, headers and the addresses of calendars hold tokens: none is for the log. */
export const requestForLog = ({ method, url, ip }: Pick<FastifyRequest, 'method' | 'url' | 'ip'>) => ({
  method,
  path: url.split('?')[0]?.replace(/^(\/api\/worklist\/calendars\/).+/, '$1…'),
  ip,
});
