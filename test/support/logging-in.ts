// An API on a real port with a real login service, and people who log in at it in a browser.
import { createLoginService } from '../../api/session/login-service.ts';
import { openStore, type Store } from '../../db/client.ts';
import type { OidcConfig, SessionConfig } from '../../process/session-settings.ts';
import { apiOver, type TestApi } from './api.ts';
import { type Browser, type How, openBrowser, type Shown } from './browser.ts';
import { makeDatabase } from './database.ts';
import { CLIENT, freePort } from './provider.ts';

/** Such a court. */
export interface LoginCourt {
  readonly address: string;
  readonly store: Store;
  readonly api: TestApi;
  readonly databaseUrl: string;
  readonly close: () => Promise<void>;
}

/** An API that listens, and trusts the login service that `issuerFor` starts for its address; null: none. */
export async function startLoginCourt(
  issuerFor: (redirect: string) => Promise<string | null>,
  more: Partial<SessionConfig & Pick<OidcConfig, 'personClaim' | 'acr'>> = {},
): Promise<LoginCourt> {
  const { personClaim = 'sub', acr = [], ...settings } = more;
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const redirect = `${address}/api/session/callback`;
  const issuer = await issuerFor(redirect);
  const oidc = issuer === null ? undefined : { issuer, ...CLIENT, redirect, scope: 'openid', personClaim, acr };
  const { url, drop } = await makeDatabase();
  const store = openStore(url, 5);
  const api = await apiOver(store, {
    sessions: { lifeMs: 3_600_000, idleMs: 600_000, isLoopback: true, origin: oidc && address, oidc, ...settings },
    login: oidc && createLoginService(oidc),
  });
  await api.app.listen({ host: '127.0.0.1', port });
  const close = async () => {
    api.app.server.closeAllConnections();
    await api.close();
    await store.close();
    await drop();
  };
  return { address, store, api, databaseUrl: url, close };
}

const form = (fields: Readonly<Record<string, string>>): How => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
});

/** Goes to the login service and says there who one is; answers the address with which it sends the browser back. */
export async function untilSentBack(browser: Browser, address: string, person: string, back?: string): Promise<string> {
  const query = back === undefined ? '' : `?return=${encodeURIComponent(back)}`;
  let shown = await browser.go(`${address}/api/session/login${query}`, { from: `${address}/` });
  for (let steps = 0; steps < 12; steps++) {
    const { next } = shown;
    if (next === undefined) throw new Error(`the way ends with ${shown.status}: ${shown.text}`);
    if (next.startsWith(`${address}/`)) return next;
    shown = await browser.go(next, { from: next });
    if (!next.includes('/interaction/') || shown.next !== undefined) continue;
    const prompt = /name="prompt" value="(\w+)"/.exec(shown.text)?.[1] ?? '';
    shown = await browser.go(next, { ...form({ prompt, login: person, password: 'any' }), from: next });
  }
  throw new Error('the login service goes in circles');
}

/** Somebody logged in, in a browser of their own. */
export interface LoggedInBrowser {
  readonly browser: Browser;
  /** The page that they are on in the end. */
  readonly shown: Shown;
  readonly get: (path: string, how?: How) => Promise<Shown>;
  readonly send: (method: string, path: string, body?: unknown, how?: How) => Promise<Shown>;
}

/** Has somebody log in, all the way. */
export async function loggedIn(address: string, person: string, back = '/healthz'): Promise<LoggedInBrowser> {
  const browser = openBrowser();
  const sentBack = await untilSentBack(browser, address, person, back);
  const hop = await browser.go(sentBack, { from: 'http://localhost/' });
  if (hop.next === undefined) throw new Error(`not logged in: ${hop.status} ${hop.text}`);
  const shown = await browser.go(hop.next, { from: sentBack });
  return { browser, shown, ...asPage(browser, address) };
}

/** Requests as a page of the API's own sends them. */
export function asPage(browser: Browser, address: string): Pick<LoggedInBrowser, 'get' | 'send'> {
  const from = `${address}/docs`;
  return {
    get: (path, how) => browser.go(`${address}${path}`, { from, ...how }),
    send: (method, path, body, { headers, ...how } = {}) =>
      browser.go(`${address}${path}`, {
        ...{ method, from },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...how,
      }),
  };
}

/** Somebody who is in by the trial court's page of people: the session is like any other. */
export async function cameIn({ address }: LoginCourt, person: string): Promise<LoggedInBrowser> {
  const browser = openBrowser();
  const page = asPage(browser, address);
  const shown = await page.send('POST', '/api/trial/session', { person });
  if (shown.status !== 303) throw new Error(`not logged in: ${shown.status} ${shown.text}`);
  return { browser, shown, ...page };
}
