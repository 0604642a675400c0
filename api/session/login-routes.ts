import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import Value from 'typebox/value';
import type { ApiDeps, App } from '../app-types.ts';
import { answers } from '../http/common.ts';
import { ApiProblem, HTTP, type ProblemCode } from '../http/errors.ts';
import { isPersonId } from '../http/plugins/auth.ts';
import { cookiesOf } from './cookies.ts';
import { logIn } from './log-in.ts';
import type { LoginAttempt, LoginService } from './login-service.ts';
import { askToLogIn, hopTo, PAGE_HEADERS, PageAnswer } from './pages.ts';
import { returnPath } from './return-path.ts';

const tags = ['登录'];
const config = { access: 'public' } as const;

/** Where somebody wants to be after logging in. */
export const Return = Type.Object(
  { return: Type.Optional(Type.String({ maxLength: 500, description: '登录后转到的路径，以一个 / 开头', examples: ['/docs'] })) },
  { additionalProperties: false },
); // prettier-ignore

const Attempt = Type.Object({
  state: Type.String(),
  nonce: Type.String(),
  verifier: Type.String(),
  back: Type.String(),
});

/** How a log-in may end that is none. */
const keepingOut: readonly ProblemCode[] = [
  'login-not-set', 'login-not-begun', 'login-state-wrong', 'login-refused', 'login-too-weak', 'login-code-used', 'login-answer-bad', 'login-unavailable',
  'unknown-person', 'forbidden', 'bad-return',
]; // prettier-ignore

const Sent = Type.String({ maxLength: 8_000 });
/** What a login service sends a browser back with; it may say more. */
const SentBack = Type.Object({
  state: Type.Optional(Type.String({ maxLength: 8_000, description: '登录时所给的 state' })),
  code: Type.Optional(Type.String({ maxLength: 8_000, description: '登录服务的答复' })),
  error: Type.Optional(Type.String({ maxLength: 8_000, description: '登录服务拒绝的原因' })),
  iss: Type.Optional(Sent),
});

/** `GET /api/session/login`, `…/callback`: to the court's login service and back (docs/decisions/143). */
export function loginRoutes(app: App, deps: Pick<ApiDeps, 'store' | 'sessions' | 'login' | 'trial'>): void {
  const cookie = cookiesOf(deps.sessions).login;
  app.get(
    '/api/session/login',
    {
      config,
      exposeHeadRoute: false, // whoever only looks ahead begins nothing, and uses nothing up
      schema: {
        tags,
        summary: '登录',
        description: '供浏览器打开：转到登录服务，登录后转到 return。试用环境没有登录服务的，转到选择人员的页面。',
        querystring: Return,
        response: answers({ [HTTP.ok]: PageAnswer('从别的网站转来的：先问是否登录'), [HTTP.found]: Type.Null({ description: '转到登录服务' }) }, ['bad-return', 'login-not-set', 'login-unavailable']), // prettier-ignore
      },
    },
    async ({ query, headers }, reply) => {
      const back = returnPath(query.return);
      if (isLedHere(headers)) return reply.headers(PAGE_HEADERS).send(askToLogIn(`/api/session/login?return=${encodeURIComponent(back)}`)); // prettier-ignore
      if (deps.login === undefined && deps.trial !== undefined) {
        return reply.redirect(`/api/trial/session?return=${encodeURIComponent(back)}`, HTTP.found);
      }
      const { url, attempt } = await serviceOf(deps).begin(back);
      const kept = Buffer.from(JSON.stringify(attempt)).toString('base64url');
      return reply.header('set-cookie', cookie.set(kept)).redirect(url, HTTP.found);
    },
  );
  app.get(
    '/api/session/callback',
    {
      config,
      exposeHeadRoute: false, // whoever only looks ahead begins nothing, and uses nothing up
      schema: {
        tags,
        summary: '登录服务转回之处',
        description: '由登录服务转来，不必自行调用：核对其答复，开始会话，再转到登录时所说的路径。一次登录只能用一次。',
        querystring: SentBack,
        response: answers({ [HTTP.ok]: PageAnswer('转到 return 的页面') }, keepingOut),
      },
    },
    async (request, reply) => {
      const service = serviceOf(deps);
      void reply.header('set-cookie', cookie.clear); // whatever comes of it: it was for once
      try {
        const attempt = attemptIn(cookie.in(request.headers.cookie));
        const person = await vouchedFor(service, attempt, request);
        const path = returnPath(attempt.back); // the cookie lay with the browser
        void reply.header('set-cookie', await logIn(deps, request, { person, via: 'oidc' }));
        return await reply.headers(PAGE_HEADERS).send(hopTo(path));
      } catch (error) {
        if (error instanceof ApiProblem)
          request.log.warn({ problem: error.code, address: request.ip }, 'log-in failed');
        throw error;
      }
    },
  );
}

/** Whether another site brought the browser here, as browsers themselves say. */
const isLedHere = ({ 'sec-fetch-site': site }: FastifyRequest['headers']): boolean =>
  site === 'cross-site' || site === 'same-site';

function serviceOf({ login }: Pick<ApiDeps, 'login'>): LoginService {
  if (login === undefined) throw new ApiProblem('login-not-set');
  return login;
}

/** What this browser was sent to the login service with. */
function attemptIn([kept, another]: readonly string[]): LoginAttempt {
  try {
    const read: unknown = JSON.parse(Buffer.from(kept ?? '', 'base64url').toString());
    if (another === undefined && Value.Check(Attempt, read)) return read;
  } catch {
    // as good as none
  }
  throw new ApiProblem('login-not-begun');
}

/** Whose id the login service vouches for. */
async function vouchedFor(
  service: LoginService,
  attempt: LoginAttempt,
  { query, url }: FastifyRequest<{ Querystring: { readonly state?: string } }>,
): Promise<string> {
  // an answer to another log-in is not even shown to the service: its code stays good for whom it was meant
  if (query.state !== attempt.state) throw new ApiProblem('login-state-wrong');
  const person = await service.finish(attempt, url.slice(url.indexOf('?') + 1));
  if (isPersonId(person)) return person;
  throw new ApiProblem('unknown-person', '登录服务没有说明人员编号，请系统管理员核对 OIDC_PERSON_CLAIM');
}
