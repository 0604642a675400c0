import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findSession, type FoundSession } from '../../../db/sessions/read.ts';
import { noteSessionRunOut, touchSession } from '../../../db/sessions/write.ts';
import type { SessionEnd } from '../../../domain/people/session.ts';
import type { ApiDeps } from '../../app-types.ts';
import { cookiesOf } from '../../session/cookies.ts';
import { ApiProblem, type ProblemCode } from '../errors.ts';
import { fromOwnPage } from './own-origin.ts';

/** The form of a session's id: 32 bytes by chance. */
const SESSION_ID = /^[\w-]{43}$/;

/** What is kept of a session's id. */
export const sessionHash = (id: string): string => createHash('sha256').update(id).digest('base64url');

const endedAs: Readonly<Record<SessionEnd, ProblemCode>> = {
  'logged-out': 'session-ended',
  ended: 'session-ended',
  expired: 'session-expired',
  idle: 'session-idle',
  'office-ended': 'session-ended',
};

/** The session that a request carries, and runs; undefined: it carries none. A cookie that is worth nothing is taken back. */
export type FindsSession = (request: FastifyRequest, reply: FastifyReply) => Promise<FoundSession | undefined>;

/** Finds sessions by their cookies. */
export function sessionFinder({ store: { db }, sessions }: Pick<ApiDeps, 'store' | 'sessions'>): FindsSession {
  const cookie = cookiesOf(sessions).session;
  const running = async (id: string): Promise<FoundSession> => {
    const found = await findSession(db, sessionHash(id));
    // a calendar's address lies in other programs: it is nobody's log-in
    if (found === undefined || found.via === 'calendar') throw new ApiProblem('session-unknown');
    if (found.ended === null) return found;
    if (!found.isNoted) await noteSessionRunOut(db, found.id);
    throw new ApiProblem(endedAs[found.ended]);
  };
  return async (request, reply) => {
    const [id, another] = cookie.in(request.headers.cookie);
    if (id === undefined) return undefined;
    if (request.headers.authorization !== undefined) throw new ApiProblem('two-identities');
    const isOne = another === undefined && SESSION_ID.test(id);
    const found = await (isOne ? running(id) : Promise.reject(new ApiProblem('bad-cookie'))).catch((error: unknown) => {
      if (error instanceof ApiProblem) void reply.header('set-cookie', cookie.clear);
      throw error;
    });
    fromOwnPage(request, sessions.origin);
    if (!found.isSeen) await touchSession(db, found.id, sessions.idleMs);
    return found;
  };
}
