import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { readPeople } from '../../db/people/read.ts';
import { noteRefusedLogin, openSession } from '../../db/sessions/write.ts';
import type { SessionVia } from '../../domain/people/session.ts';
import { withoutOffice } from '../../domain/record/actor.ts';
import type { ApiDeps } from '../app-types.ts';
import { ApiProblem } from '../http/errors.ts';
import { sessionHash } from '../http/plugins/session-auth.ts';
import { cookiesOf } from './cookies.ts';

/**
 * Logs in somebody who is known to be who they say, under an id that nobody has ever seen, whatever cookie came along; answers the header
 * that has their browser keep it. Throws where they have nothing to do here, and keeps that they came.
 */
export async function logIn(
  { store, sessions }: Pick<ApiDeps, 'store' | 'sessions'>,
  { ip: address }: Pick<FastifyRequest, 'ip'>,
  { person, via }: { readonly person: string; readonly via: SessionVia },
): Promise<string> {
  const known = (await readPeople(store.db, [person])).get(person);
  const problem =
    known === undefined
      ? new ApiProblem('unknown-person', `系统中没有人员 ${person}，请联系系统管理员`)
      : known.isOut === true && new ApiProblem('forbidden', withoutOffice(known)?.zh);
  if (problem) {
    await noteRefusedLogin(store.db, { person, code: problem.code, address });
    throw problem;
  }
  const id = randomBytes(32).toString('base64url');
  const { lifeMs, idleMs } = sessions;
  await openSession(store, { hash: sessionHash(id), person, via, lifeMs, idleMs, address });
  return cookiesOf(sessions).session.set(id);
}
