import Type, { type Static } from 'typebox';
import { isLoopbackHost, isLoopbackUrl, isOpenLine, isPlain } from './open-line.ts';
import { contentOf, count, file, text } from './read-settings.ts';

/** The API's settings of log-ins and sessions. */
export const SESSION_SETTINGS = Type.Object({
  SESSION_HOURS: count(12, 24 * 7),
  SESSION_IDLE_MINUTES: count(30, 24 * 60),
  OIDC_ISSUER: Type.Optional(
    Type.String({ pattern: '^https?://[^\\s?#]+$', description: 'the address of a login service (OpenID Connect)' }),
  ),
  OIDC_CLIENT_ID: Type.Optional(Type.String({ description: 'what the login service calls this system' })),
  OIDC_CLIENT_SECRET: Type.Optional(Type.String({ description: 'a secret', writeOnly: true })),
  OIDC_CLIENT_SECRET_FILE: file('a readable file with a secret'),
  OIDC_REDIRECT: Type.Optional(
    Type.String({
      pattern: '^https?://[^/\\s?#]+/api/session/callback$',
      description: 'the address under which browsers reach this API, with /api/session/callback at its end',
    }),
  ),
  OIDC_SCOPE: text('openid'),
  OIDC_PERSON_CLAIM: text('sub'),
  OIDC_ACR: Type.Optional(
    Type.String({ pattern: '^[!-~]+( [!-~]+)*$', description: 'ways of logging in as the login service calls them (acr), with spaces between' }), // prettier-ignore
  ),
});

/** The login service at which people log in. */
export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined: a public client, which PKCE alone protects. */
  readonly clientSecret: string | undefined;
  /** Where it sends browsers back to. */
  readonly redirect: string;
  readonly scope: string;
  /** The claim that names the person. */
  readonly personClaim: string;
  /** Ways of logging in that are good enough (acr); none: whichever it lets through. */
  readonly acr: readonly string[];
}

/** How sessions are kept. */
export interface SessionConfig {
  /** How long one may last, and how long without being used (ms). */
  readonly lifeMs: number;
  readonly idleMs: number;
  /** Browsers reach the API over plain http on their own machine: they would keep no `__Host-` cookie then. */
  readonly isLoopback: boolean;
  /** Where browsers reach it; undefined: wherever the request says. */
  readonly origin: string | undefined;
  /** Undefined: nobody logs in by a login service. */
  readonly oidc: OidcConfig | undefined;
}

const MINUTE_MS = 60_000;
const together = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_REDIRECT'] as const;

/** Puts them together; what is wrong is added to `problems`. `host`: where the API listens. */
export function sessionConfig(s: Static<typeof SESSION_SETTINGS>, host: string, problems: string[]): SessionConfig {
  const given = together.filter((name) => s[name] !== undefined);
  if (given.length > 0 && given.length < together.length)
    problems.push(`  ${together.join(', ')} go together: give all or none`);
  if (s.OIDC_CLIENT_SECRET !== undefined && s.OIDC_CLIENT_SECRET_FILE !== undefined)
    problems.push('  OIDC_CLIENT_SECRET or OIDC_CLIENT_SECRET_FILE: not both');
  for (const name of ['OIDC_ISSUER', 'OIDC_REDIRECT'] as const)
    if (s[name] !== undefined && !URL.canParse(s[name])) problems.push(`  ${name} must be an address`);
  if (isOpenLine(s.OIDC_ISSUER))
    problems.push('  OIDC_ISSUER must be https: over http anybody on the way could log in as anybody');
  if (isPlain(s.OIDC_REDIRECT) && !(isLoopbackUrl(s.OIDC_REDIRECT) && isLoopbackHost(host)))
    problems.push('  OIDC_REDIRECT must be https, or http on this machine alone, with HOST there too: cookies would lie open'); // prettier-ignore
  const oidc = problems.length === 0 ? oidcOf(s) : undefined;
  return {
    lifeMs: s.SESSION_HOURS * 60 * MINUTE_MS,
    idleMs: s.SESSION_IDLE_MINUTES * MINUTE_MS,
    isLoopback: oidc === undefined ? isLoopbackHost(host) : isPlain(oidc.redirect),
    origin: oidc && new URL(oidc.redirect).origin,
    oidc,
  };
}

function oidcOf(s: Static<typeof SESSION_SETTINGS>): OidcConfig | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_REDIRECT: redirect } = s;
  if (issuer === undefined || clientId === undefined || redirect === undefined) return undefined;
  const clientSecret = s.OIDC_CLIENT_SECRET ?? contentOf(s.OIDC_CLIENT_SECRET_FILE)?.toString().trim();
  return { issuer, clientId, clientSecret, redirect, scope: s.OIDC_SCOPE, personClaim: s.OIDC_PERSON_CLAIM, acr: s.OIDC_ACR?.split(' ') ?? [] }; // prettier-ignore
}
