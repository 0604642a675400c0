import { isIP } from 'node:net';

/** Whether a host is this machine itself. */
export const isLoopbackHost = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

/** Whether an address leads to this machine itself. */
export const isLoopbackUrl = (url: string): boolean =>
  URL.canParse(url) && isLoopbackHost(new URL(url).hostname.replace(/^\[(.*)\]$/, '$1'));

/** Whether an address is plain http. */
export const isPlain = (url: string | undefined): url is string => url?.startsWith('http:') === true;

/** Whether what is sent to an address, or comes from it, lies open on its way: plain http, to another machine. */
export const isOpenLine = (url: string | undefined): boolean => isPlain(url) && !isLoopbackUrl(url);

/** A server that is reached by its own protocol. */
interface Reached {
  readonly database: { readonly url: string };
  readonly temporal: { readonly connection: { readonly address: string; readonly tls?: object } };
}

/**
 * What of a process's own connections lies open: a sentence for each, for its log. A court may have a network of its own for them: so this
 * is no reason not to start (docs/decisions/168).
 */
export function openLines({ database, temporal: { connection } }: Reached): readonly string[] {
  // what is no address by the web's own rules (a socket of this machine may be named so) nothing can be said of
  const { hostname, searchParams } = new URL(URL.canParse(database.url) ? database.url : 'postgres://127.0.0.1');
  const isSocket = hostname === '' || searchParams.has('host');
  const asks = /^(require|verify-ca|verify-full)$/.test(searchParams.get('sslmode') ?? '') || searchParams.get('ssl') === 'true'; // prettier-ignore
  const temporalHost = connection.address.slice(0, connection.address.lastIndexOf(':')).replaceAll(/[[\]]/g, '');
  return [
    ...(asks || isSocket || isLoopbackUrl(`http://${hostname}`) ? [] : [`what Postgres at ${hostname} is asked goes there in clear: add ?sslmode=verify-full to DATABASE_URL`]), // prettier-ignore
    ...(connection.tls !== undefined || isLoopbackHost(temporalHost) ? [] : [`what goes to Temporal at ${connection.address} bears no TLS: set TEMPORAL_TLS=true`]), // prettier-ignore
  ];
}
