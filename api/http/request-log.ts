import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { type RefusalCode, refusalCodes } from '../../domain/record/refusal.ts';
import type { ProblemCode } from './errors.ts';
import { sessionProblems } from './session-problems.ts';

const atTheDoor: ReadonlySet<ProblemCode> = new Set([
  'no-token', 'bad-token', 'forbidden', 'not-revealable', 'too-many-requests', 'bad-request', 'request-too-slow', 'headers-too-large',
]); // prettier-ignore

/** Whether by this problem somebody is kept out, and not merely told what to put right: whoever watches for attacks looks for these. */
const keepsOut = (problem: ProblemCode): boolean =>
  atTheDoor.has(problem) ||
  Object.hasOwn(sessionProblems, problem) ||
  (Object.hasOwn(refusalCodes, problem) && refusalCodes[problem as RefusalCode] === 'identity'); // just looked up

/**
 * One line a request, once it has been answered: who asked what from where, and how it ended. Fastify writes one on its arrival
 * too, which says nothing that this one does not. One that is kept out is a warning: a log that leaves out the ordinary still has it.
 */
export class RequestLog extends LogController {
  override incomingRequest(): void {
    // see above
  }

  override requestCompleted(error: Error | null | undefined, request: FastifyRequest, reply: FastifyReply): void {
    const line = { req: request, ...whoAndHow(request), res: reply, responseTime: reply.elapsedTime };
    if (error) reply.log.error({ ...line, err: error }, 'request errored');
    else if (request.problem !== null && keepsOut(request.problem)) reply.log.warn(line, 'request kept out');
    else reply.log.info(line, 'request completed');
  }
}

/** By which person and which log-in (null: a token), and with what problem it was answered; what there is none of is left out. */
const whoAndHow = ({ caller, identity, problem }: Partial<FastifyRequest>): object => ({
  ...(caller != null && { person: caller, session: identity?.session?.id ?? null }),
  ...(problem != null && { problem }),
});

/** Query strings hold names, headers and the addresses of calendars hold tokens: none is for the log. What never became a request has an address at most. */
export const requestForLog = ({ method, url, ip }: Partial<Pick<FastifyRequest, 'method' | 'url' | 'ip'>>) => ({
  ...(method !== undefined && { method }),
  ...(url !== undefined && { path: url.split('?')[0]?.replace(/^(\/api\/worklist\/calendars\/).+/, '$1…') }),
  ...(ip !== undefined && { ip }),
});
