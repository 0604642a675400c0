import type { FastifyReply, FastifyRequest } from 'fastify';
import { errors, type JWTPayload, jwtVerify, type JWTVerifyResult } from 'jose';
import { readPeople } from '../../../db/people/read.ts';
import { endSessionsOf } from '../../../db/sessions/write.ts';
import { type Person, withoutOffice } from '../../../domain/record/actor.ts';
import { isStaff } from '../../../domain/plan/matters/readers.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { App, ApiDeps, CallerIdentity } from '../../app-types.ts';
import { cookiesOf } from '../../session/cookies.ts';
import { ApiProblem } from '../errors.ts';
import { KEY_TIMES, KeysUnavailable } from '../keys.ts';
import type { Throttle } from './limits.ts';
import { remembered } from './remembered.ts';
import { sessionFinder } from './session-auth.ts';

/** Keys that a verifier may see: never a shared secret, and never none (the algorithm is not the token's to choose). */
const ALGORITHMS = ['ES256', 'ES384', 'ES512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'EdDSA'];

const MOST_TOKENS = 2_000;
const LONGEST_ID = 64;

/** Every route wants a token or a session of a person that the court knows, unless its config says otherwise. */
export function installAuth(app: App, deps: Pick<ApiDeps, 'jwt' | 'store' | 'sessions'>, throttle: Throttle): void {
  const { db } = deps.store;
  const cookie = cookiesOf(deps.sessions).session;
  const [bearing, sessionOf] = [bearers(deps.jwt), sessionFinder(deps)];
  const identified = async (request: FastifyRequest, reply: FastifyReply): Promise<CallerIdentity> => {
    const session = await sessionOf(request, reply);
    if (session === undefined) return { session: null, ...(await bearing(tokenOf(request))) };
    return { session, caller: session.person, until: session.endsAt };
  };
  app.decorateRequest('person', null);
  app.decorateRequest('caller', null);
  app.decorateRequest('identity', null);
  const identify = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const access = request.routeOptions.config.access ?? 'staff';
    if (access === 'public' || request.is404) return;
    const identity = await identified(request, reply);
    const { caller, session } = identity;
    Object.assign(request, { identity, caller });
    if (access === 'bearer') return;
    const person = (await readPeople(db, [caller])).get(caller);
    if (person === undefined) throw new ApiProblem('unknown-person', `系统中没有人员 ${caller}，请联系系统管理员`);
    if (person.isOut === true && session === null) throw new ApiProblem('forbidden', withoutOffice(person)?.zh);
    if (person.isOut === true) {
      await endSessionsOf(db, caller, { how: 'office-ended', address: request.ip });
      void reply.header('set-cookie', cookie.clear);
      throw new ApiProblem('office-ended');
    }
    if (access === 'staff' && !isStaff(person.roles)) throw new ApiProblem('forbidden');
    request.person = person;
  };
  // whoever is turned away is counted too, then by address
  app.addHook('onRequest', (request, reply) => identify(request, reply).finally(() => throttle(request, reply)));
}

/** The person that a request was found to come from. Throws on a public route: nobody was asked there. */
export function personOf({ person }: FastifyRequest): Person {
  if (person === null) throw new Error('a public route asks who is calling');
  return person;
}

/** The id that a request's token speaks for, known here or not. Throws on a public route: nobody was asked there. */
export function callerOf({ caller }: FastifyRequest): string {
  if (caller === null) throw new Error('a public route asks who is calling');
  return caller;
}

/** By what a request was identified. Throws on a public route: nobody was asked there. */
export function identityOf({ identity }: FastifyRequest): CallerIdentity {
  if (identity === null) throw new Error('a public route asks who is calling');
  return identity;
}

function tokenOf(request: FastifyRequest): string {
  const [, token] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (token === undefined) throw new ApiProblem('no-token');
  return token;
}

/**
 * Whose a token is. Its signature is checked once in a while, not at every request: that costs more than all else here. A
 * key that is withdrawn is out of use a minute later (KEY_TIMES), a token at its end; roles are read each time.
 */
const bearers = ({ keys, issuer, audience }: ApiDeps['jwt']): ((token: string) => Promise<Bearer>) =>
  remembered(MOST_TOKENS, async (token) => {
    const options = { issuer, audience, algorithms: ALGORITHMS, requiredClaims: ['sub', 'exp'], clockTolerance: 5 };
    const verified = await jwtVerify(token, keys, options).catch((error: unknown) => {
      throw tokenProblem(error);
    });
    const { exp = 0 } = verified.payload;
    const until = Math.min(exp * 1_000, LATEST);
    return { value: { caller: subjectOf(verified), until }, until: Math.min(Date.now() + KEY_TIMES.token, until) };
  });

/** Whom a token speaks for, and until when. */
interface Bearer {
  readonly caller: string;
  readonly until: Instant;
}

const LATEST: Instant = Date.UTC(9999, 0, 1);

/** Whether what a login service says can be the id of a person here: it is not checked by its type. */
export const isPersonId = (sub: unknown): sub is string =>
  typeof sub === 'string' && sub !== '' && sub.length <= LONGEST_ID && sub.isWellFormed() && !sub.includes('\0');

/** Whom a token with a good signature speaks for. Throws an ApiProblem where it is none for an API, or names nobody. */
function subjectOf({ payload, protectedHeader: { typ } }: JWTVerifyResult): string {
  if (!isAccessToken(typ, payload)) throw new ApiProblem('bad-token', '这不是访问令牌（access token），请用访问令牌');
  const sub: unknown = payload.sub;
  if (isPersonId(sub)) return sub;
  throw new ApiProblem('bad-token', `令牌的 sub 不是人员编号（1至${LONGEST_ID}个字符），请联系系统管理员`);
}

/** Claims that only tokens of another use carry: about a login (OpenID Connect Core 2, 3.3.2.11) or its end (Back-Channel Logout 2.4). */
const FOREIGN_CLAIMS = ['nonce', 'at_hash', 'c_hash', 's_hash', 'events'];
/** What Keycloak calls tokens of another use in their `typ` claim. */
const FOREIGN_KINDS: readonly unknown[] = ['ID', 'Refresh', 'Offline', 'Logout'];

/** Whether a token is one to call an API with: the login service signs others with the same key. */
const isAccessToken = (typ: string | undefined, payload: JWTPayload): boolean =>
  /^(application\/)?(jwt|at\+jwt)$/i.test(typ ?? 'JWT') &&
  !FOREIGN_CLAIMS.some((claim) => Object.hasOwn(payload, claim)) &&
  !FOREIGN_KINDS.includes(payload['typ']) &&
  (payload['token_use'] ?? 'access') === 'access'; // Amazon's word for the use

function tokenProblem(error: unknown): ApiProblem {
  if (error instanceof errors.JWTExpired) return new ApiProblem('bad-token', '令牌已过期，请重新登录');
  if (error instanceof errors.JWTClaimValidationFailed) {
    return new ApiProblem('bad-token', `令牌的 ${error.claim} 不符合本系统的要求，请重新登录`);
  }
  if (error instanceof KeysUnavailable) return new ApiProblem('keys-unavailable', undefined, { cause: error });
  return new ApiProblem(error instanceof errors.JOSEError ? 'bad-token' : 'keys-unavailable', undefined, {
    cause: error,
  });
}
