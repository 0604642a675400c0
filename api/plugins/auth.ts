import type { FastifyRequest } from 'fastify';
import { errors, jwtVerify } from 'jose';
import { readPeople } from '../../db/people.ts';
import type { Person } from '../../domain/case/actor.ts';
import { partyRoles } from '../../domain/plan/roles.ts';
import type { App, Deps } from '../app-types.ts';
import { ApiProblem } from '../errors.ts';
import type { Throttle } from './limits.ts';
import { remembered } from './remembered.ts';

/** Keys that a verifier may see: never a shared secret, and never none (the algorithm is not the token's to choose). */
const ALGORITHMS = ['ES256', 'ES384', 'ES512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'EdDSA'];

const TRUSTED_MS = 60_000;
const MOST_TOKENS = 2_000;

const unreachableKeys: readonly unknown[] = [errors.JWKSTimeout, errors.JWKSInvalid];

/** Every route wants a token of a person that the court knows, unless its config says otherwise. */
export function installAuth(app: App, { jwt, store }: Pick<Deps, 'jwt' | 'store'>, throttle: Throttle): void {
  const subjectOf = subjects(jwt);
  app.decorateRequest('person', null);
  const identify = async (request: FastifyRequest): Promise<void> => {
    const access = request.routeOptions.config.access ?? 'staff';
    if (access === 'public' || request.is404) return;
    const id = await subjectOf(tokenOf(request));
    const person = (await readPeople(store.db, [id])).get(id);
    if (person === undefined) throw new ApiProblem('unknown-person', `系统中没有人员 ${id}，请联系系统管理员`);
    if (access === 'staff' && !isStaff(person)) throw new ApiProblem('forbidden');
    request.person = person;
  };
  // whoever is turned away is counted too, then by address
  app.addHook('onRequest', (request, reply) => identify(request).finally(() => throttle(request, reply)));
}

/** Somebody with a running role of the court's own. */
const isStaff = ({ roles }: Person): boolean => roles.some((role) => !partyRoles.has(role));

/** The person that a request was found to come from. Throws on a public route: nobody was asked there. */
export function personOf({ person }: FastifyRequest): Person {
  if (person === null) throw new Error('a public route asks who is calling');
  return person;
}

function tokenOf(request: FastifyRequest): string {
  const [, token] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (token === undefined) throw new ApiProblem('no-token');
  return token;
}

/**
 * Whose a token is. Its signature is checked once a minute, not at every request: that costs more than all else here. A
 * key that is withdrawn is out of use a minute later, a token at its end; roles are read each time.
 */
const subjects = ({ keys, issuer, audience }: Deps['jwt']): ((token: string) => Promise<string>) =>
  remembered(MOST_TOKENS, async (token) => {
    try {
      const options = { issuer, audience, algorithms: ALGORITHMS, requiredClaims: ['sub', 'exp'], clockTolerance: 5 };
      const { payload } = await jwtVerify(token, keys, options);
      return { value: payload.sub ?? '', until: Math.min(Date.now() + TRUSTED_MS, (payload.exp ?? 0) * 1_000) };
    } catch (error) {
      throw tokenProblem(error);
    }
  });

function tokenProblem(error: unknown): ApiProblem {
  if (error instanceof errors.JWTExpired) return new ApiProblem('bad-token', '令牌已过期，请重新登录');
  if (error instanceof errors.JWTClaimValidationFailed) {
    return new ApiProblem('bad-token', `令牌的 ${error.claim} 不符合本系统的要求，请重新登录`);
  }
  const isOutage = !(error instanceof errors.JOSEError) || unreachableKeys.includes(error.constructor);
  return new ApiProblem(isOutage ? 'keys-unavailable' : 'bad-token');
}
