import * as oidc from 'openid-client';
import { legible } from '../../domain/gate/text.ts';
import type { OidcConfig } from '../../process/session-settings.ts';
import { ApiProblem } from '../http/errors.ts';
import { remembered } from '../http/plugins/remembered.ts';

/** What a browser keeps while its person is at the login service. */
export interface LoginAttempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Where they want to be afterwards. */
  readonly back: string;
}

/** The court's login service. All its promises throw ApiProblems. */
export interface LoginService {
  /** Where somebody goes to log in. */
  readonly begin: (back: string) => Promise<{ readonly url: string; readonly attempt: LoginAttempt }>;
  /** The claim that names the person, as the service vouches for it; `query` as it sent the browser back with. */
  readonly finish: (attempt: LoginAttempt, query: string) => Promise<unknown>;
  /** Where the browser ends its session with the service too; undefined where that is not offered, or the service says nothing. */
  readonly endUrl: () => Promise<string | undefined>;
}

/** How long an answer of it may be on its way (s), and how long what it says of itself is used (ms). */
const TIMES = { answer: 5, metadata: 60_000 } as const;
const SKEW = 30; // seconds by which its clock may differ from ours

/**
 * Speaks OpenID Connect with it: authorization code with PKCE, state and nonce. Its keys are fetched anew for each log-in that comes so far:
 * log-ins are few, and a key that was changed a moment ago is known at once, one that was withdrawn no more.
 */
export function createLoginService(config: OidcConfig): LoginService {
  const { issuer, clientId, clientSecret, redirect, scope, personClaim, acr } = config;
  const execute = [
    oidc.enableNonRepudiationChecks, // an ID token's signature counts also where TLS has said whose it is
    ...(issuer.startsWith('http:') ? [allowHttp] : []),
  ];
  const metadata = { [oidc.clockTolerance]: SKEW };
  const auth = clientSecret === undefined ? oidc.None() : secretAuth(clientSecret);
  const described = remembered(1, async () => {
    const options = { execute, timeout: TIMES.answer };
    const found = await oidc.discovery(new URL(issuer), clientId, metadata, auth, options);
    return { value: found.serverMetadata(), until: Date.now() + TIMES.metadata };
  });
  const service = async (): Promise<oidc.Configuration> => {
    const found = new oidc.Configuration(await described(issuer), clientId, metadata, auth);
    found.timeout = TIMES.answer;
    for (const each of execute) each(found);
    return found;
  };
  return {
    async begin(back) {
      const attempt = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier(), back }; // prettier-ignore
      const asked = {
        redirect_uri: redirect,
        scope,
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
        ...(acr.length > 0 && { acr_values: acr.join(' ') }),
      };
      const url = await service()
        .then((found) => oidc.buildAuthorizationUrl(found, asked))
        .catch(away);
      return { url: url.href, attempt };
    },
    async finish({ state, nonce, verifier }, query) {
      const sent = new URL(`?${query}`, redirect);
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      const found = await service().catch(away);
      const tokens = await oidc.authorizationCodeGrant(found, sent, checks).catch((error: unknown) => {
        throw loginProblem(error);
      });
      const claims = tokens.claims();
      // asking is not enough: a service may let somebody through by a lesser way, and says so
      if (acr.length > 0 && !acr.some((way) => way === claims?.['acr'])) throw new ApiProblem('login-too-weak');
      return claims?.[personClaim];
    },
    async endUrl() {
      const found = await service().catch(() => undefined); // whoever leaves is not kept by a service that is away
      if (found?.serverMetadata().end_session_endpoint === undefined) return undefined;
      return oidc.buildEndSessionUrl(found, { post_logout_redirect_uri: new URL('/', redirect).href }).href;
    },
  };
}

// on loopback alone: process/session-settings.ts
const allowHttp = oidc.allowInsecureRequests;

/** In the header, unless the service takes the secret in the body alone: what it says nothing of is the header (OpenID Connect Discovery 3). */
const secretAuth = (secret: string): oidc.ClientAuth => {
  const [basic, post] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)];
  return (as, client, body, headers) => {
    const taken = as.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    (taken.includes('client_secret_basic') ? basic : post)(as, client, body, headers);
  };
};

function away(cause: unknown): never {
  throw new ApiProblem('login-unavailable', undefined, { cause });
}

/** Of the service's own trouble, or of how it knows us; others are about the log-in. */
const itsTrouble: ReadonlySet<string> = new Set([
  'OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_PARSE_ERROR',
  'OAUTH_WWW_AUTHENTICATE_CHALLENGE', 'server_error', 'temporarily_unavailable', 'invalid_client', 'unauthorized_client',
]); // prettier-ignore

function loginProblem(cause: unknown): ApiProblem {
  const { error, code = '' } = cause as { readonly error?: string; readonly code?: string }; // read only, absent fields are undefined
  const told = error ?? code;
  if (itsTrouble.has(told) || cause instanceof TypeError)
    return new ApiProblem('login-unavailable', undefined, { cause });
  if (cause instanceof oidc.AuthorizationResponseError) {
    return new ApiProblem('login-refused', `登录服务没有准许登录（${legible(told)}）；请重新登录，或者联系系统管理员`);
  }
  return new ApiProblem(told === 'invalid_grant' ? 'login-code-used' : 'login-answer-bad', undefined, { cause });
}
