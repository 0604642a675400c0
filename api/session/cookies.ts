import type { SessionConfig } from '../../process/session-settings.ts';

/** What browsers keep for us, by its purpose. */
const names = { session: 'zhixing', login: 'zhixing-login' } as const;

/** How long a log-in may take (s). */
const LOGIN_SECONDS = 600;

/** Reads and writes one cookie. */
export interface Cookie {
  readonly name: string;
  /** Its values in a request's header: more than one where somebody put another beside it. */
  readonly in: (header: string | undefined) => readonly string[];
  /** The header that has a browser keep it. */
  readonly set: (value: string) => string;
  /** The header that has a browser forget it. */
  readonly clear: string;
}

/**
 * The cookies of an API. The session's goes with requests of its own pages alone (Strict). The log-in's must come along when the login
 * service sends the browser back (Lax), and is worth nothing without what that service says.
 */
export const cookiesOf = ({ isLoopback }: SessionConfig): Readonly<Record<keyof typeof names, Cookie>> => ({
  session: cookie(names.session, isLoopback, 'SameSite=Strict'),
  login: cookie(names.login, isLoopback, `SameSite=Lax; Max-Age=${LOGIN_SECONDS}`),
});

/** Browsers keep a `__Host-` cookie only if it came over TLS: over plain http on the own machine it has no prefix (docs/decisions/143). */
function cookie(plain: string, isLoopback: boolean, scope: string): Cookie {
  const name = isLoopback ? plain : `__Host-${plain}`;
  const how = `Path=/; HttpOnly; ${isLoopback ? '' : 'Secure; '}${scope}`;
  return {
    name,
    in: (header = '') =>
      header
        .split(';')
        .map((pair) => pair.trim())
        .filter((pair) => pair.startsWith(`${name}=`))
        .map((pair) => pair.slice(name.length + 1)),
    set: (value) => `${name}=${value}; ${how}`,
    clear: `${name}=; ${how.replace(/; Max-Age=\d+/, '')}; Max-Age=0`,
  };
}
