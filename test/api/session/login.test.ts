// People log in at a real login service, in a browser that keeps its cookies as browsers do (docs/decisions/143).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../support/browser.ts';
import { asPage, type LoginCourt, loggedIn, startLoginCourt, untilSentBack } from '../../support/logging-in.ts';
import { startProvider, type TestProvider } from '../../support/provider.ts';
import { run } from '../../support/template.ts';

let provider: TestProvider;
let court: LoginCourt;
beforeAll(async () => {
  court = await startLoginCourt(async (redirect) => (provider = await startProvider(redirect)).issuer);
});
afterAll(async () => {
  await court.close();
  await provider.goAway();
});

interface Problem {
  readonly code: string;
  readonly detail: string;
}
const sentBack = (query: string, browser = openBrowser()) =>
  browser.go(`${court.address}/api/session/callback${query}`, { from: 'http://localhost/' });
const codeOf = ({ status, json }: Awaited<ReturnType<typeof sentBack>>) => ({ status, code: json<Problem>().code });
const events = async () =>
  (await court.api.as('p-auditor-1').get<{ items: Record<string, unknown>[] }>('/api/sessions/log')).body.items;

describe('logging in', () => {
  it('leads to the login service and back to where one was, with a session for the pages of this system alone', async () => {
    const { browser, shown, get } = await loggedIn(court.address, 'p-reception-1', '/api/me?');
    expect(shown.json()).toMatchObject({ id: 'p-reception-1' }); // the first page after it has the Strict cookie already
    expect([...browser.cookies('127.0.0.1').keys()]).toEqual(['zhixing']);
    const here = (await get('/api/session')).json<{
      person: string;
      since: string;
      until: string;
      idleUntil: string;
    }>();
    expect(here).toMatchObject({ person: 'p-reception-1' });
    expect(Date.parse(here.until) - Date.parse(here.since)).toBe(3_600_000);
    expect(Date.parse(here.idleUntil) - Date.parse(here.since)).toBe(600_000);
    expect((await events())[0]).toMatchObject({ kind: 'logged-in', person: 'p-reception-1', address: '127.0.0.1' });
  });

  it('asks with PKCE, state and nonce, and keeps them out of every log', async () => {
    const { next = '', headers } = await openBrowser().go(`${court.address}/api/session/login`);
    const asked = new URL(next).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({ response_type: 'code', scope: 'openid', code_challenge_method: 'S256' }); // prettier-ignore
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length).toBeGreaterThan(40);
    const [cookie = ''] = headers.getSetCookie();
    expect(cookie).toMatch(/^zhixing-login=[\w-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/);
  });

  it.each(['cross-site', 'same-site'])('is not begun by a site that leads there (%s): whoever is there is asked', async (site) => {
    const url = `${court.address}/api/session/login?return=${encodeURIComponent('/api/me?a=1')}`;
    const asked = await fetch(url, { headers: { 'sec-fetch-site': site }, redirect: 'manual' });
    expect([asked.status, asked.headers.getSetCookie()]).toEqual([200, []]);
    expect(await asked.text()).toContain('<a href="/api/session/login?return=%2Fapi%2Fme%3Fa%3D1">');
    for (const own of ['same-origin', 'none'])
      expect((await fetch(url, { headers: { 'sec-fetch-site': own }, redirect: 'manual' })).status, own).toBe(302);
  }); // prettier-ignore

  it('keeps no more of the session than a hash', async () => {
    const { browser } = await loggedIn(court.address, 'p-reception-1');
    const id = browser.cookies('127.0.0.1').get('zhixing') ?? '';
    const { rows } = await court.store.pool.query<{ all: string }>('select string_agg(s::text, $1) as all from sessions s', [' ']); // prettier-ignore
    expect(id).toMatch(/^[\w-]{43}$/);
    expect(rows[0]?.all).not.toContain(id);
  });

  it('gives a new session each time, whatever cookie was there', async () => {
    const browser = openBrowser();
    const fixed = 'f'.repeat(43);
    browser.put('127.0.0.1', 'zhixing', fixed);
    const hop = await browser.go(await untilSentBack(browser, court.address, 'p-reception-1'), { from: 'http://localhost/' }); // prettier-ignore
    expect(hop.status).toBe(200);
    const first = browser.cookies('127.0.0.1').get('zhixing');
    expect(first).not.toBe(fixed);
    await browser.go(await untilSentBack(browser, court.address, 'p-reception-1'), { from: 'http://localhost/' });
    expect(browser.cookies('127.0.0.1').get('zhixing')).not.toBe(first);
    browser.put('127.0.0.1', 'zhixing', fixed);
    expect(codeOf(await asPage(browser, court.address).get('/api/me'))).toEqual({
      status: 401,
      code: 'session-unknown',
    });
    expect(browser.cookies('127.0.0.1').has('zhixing'), 'it is taken back').toBe(false);
  });
});

describe('a log-in that is none', () => {
  it('answers that nobody asked for', async () => {
    expect(codeOf(await sentBack('?code=x&state=y'))).toEqual({ status: 400, code: 'login-not-begun' });
    const browser = openBrowser();
    browser.put('127.0.0.1', 'zhixing-login', Buffer.from('{"state":"y"}').toString('base64url'));
    expect(codeOf(await sentBack('?code=x&state=y', browser))).toEqual({ status: 400, code: 'login-not-begun' });
  });

  it('the answer to somebody else’s log-in, whose code stays good for them', async () => {
    const [mine, theirs] = [openBrowser(), openBrowser()];
    await untilSentBack(mine, court.address, 'p-reception-1');
    const address = await untilSentBack(theirs, court.address, 'p-president-1');
    expect(codeOf(await mine.go(address, { from: 'http://localhost/' }))).toEqual({ status: 400, code: 'login-state-wrong' }); // prettier-ignore
    expect(mine.cookies('127.0.0.1').size, 'the log-in was for once').toBe(0);
    expect((await theirs.go(address, { from: 'http://localhost/' })).status).toBe(200);
  });

  it('a code that was used before, or a second time, or made up', async () => {
    const browser = openBrowser();
    const address = await untilSentBack(browser, court.address, 'p-reception-1');
    const attempt = browser.cookies('127.0.0.1').get('zhixing-login') ?? '';
    expect((await browser.go(address, { from: 'http://localhost/' })).status).toBe(200);
    expect(codeOf(await browser.go(address))).toEqual({ status: 400, code: 'login-not-begun' });
    browser.put('127.0.0.1', 'zhixing-login', attempt);
    expect(codeOf(await browser.go(address))).toEqual({ status: 400, code: 'login-code-used' });
    const { searchParams } = new URL(await untilSentBack(browser, court.address, 'p-reception-1'));
    searchParams.set('code', 'made-up');
    expect(codeOf(await sentBack(`?${searchParams.toString()}`, browser))).toEqual({
      status: 400,
      code: 'login-code-used',
    });
  });

  it('an answer in the name of another service, with two codes, or with none', async () => {
    const browser = openBrowser();
    const ask = async (change: (query: URLSearchParams) => void) => {
      const { searchParams } = new URL(await untilSentBack(browser, court.address, 'p-reception-1'));
      change(searchParams);
      return codeOf(await sentBack(`?${searchParams.toString()}`, browser));
    };
    expect(await ask((q) => q.set('iss', 'https://evil.example'))).toEqual({ status: 400, code: 'login-answer-bad' });
    expect(await ask((q) => q.append('code', 'another'))).toEqual({ status: 400, code: 'bad-query' });
    expect(await ask((q) => q.delete('code'))).toEqual({ status: 400, code: 'login-answer-bad' });
  });

  it('the login service says no, or the person broke it off', async () => {
    const browser = openBrowser();
    await browser.go(`${court.address}/api/session/login`);
    const kept = JSON.parse(Buffer.from(browser.cookies('127.0.0.1').get('zhixing-login') ?? '', 'base64url').toString()) as { state: string }; // prettier-ignore
    const iss = encodeURIComponent(provider.issuer);
    const no = await sentBack(`?error=access_denied&error_description=no&state=${kept.state}&iss=${iss}`, browser);
    expect(codeOf(no)).toEqual({ status: 403, code: 'login-refused' });
    expect(no.json<Problem>().detail).toContain('access_denied');
  });

  it('somebody whom the court does not know, or who has left: turned away, and it is kept that they came', async () => {
    const browser = openBrowser();
    const came = async (person: string) => {
      const other = openBrowser();
      return codeOf(await other.go(await untilSentBack(other, court.address, person), { from: 'http://localhost/' }));
    };
    expect(await came('nobody')).toEqual({ status: 403, code: 'unknown-person' });
    await run(court.databaseUrl, `update assignments set valid_to = now() where person = 'p-dossier-1'`);
    expect(await came('p-dossier-1')).toEqual({ status: 403, code: 'forbidden' });
    expect((await events()).slice(0, 2)).toMatchObject([
      { kind: 'refused', person: 'p-dossier-1', code: 'forbidden' },
      { kind: 'refused', person: 'nobody', name: null, code: 'unknown-person' },
    ]);
    expect(browser.cookies('127.0.0.1').size).toBe(0);
  });
});

describe('where one is led afterwards', () => {
  it.each([
    'https://evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example', '\\/evil.example', 'evil.example', '', ' /docs',
    '/.//evil.example', '/x/..//evil.example', '/docs\r\nset-cookie: a=b', 'javascript:alert(1)', '/卷宗', `/${'x'.repeat(500)}`, '/%0d%0a\u0000',
  ])('never elsewhere: %j', async (back) => {
    const shown = await openBrowser().go(`${court.address}/api/session/login?return=${encodeURIComponent(back)}`);
    expect(shown.status).toBe(400);
    expect(['bad-return', 'bad-query']).toContain(shown.json<Problem>().code);
  }); // prettier-ignore

  it('not even where the browser changed its mind on the way', async () => {
    const browser = openBrowser();
    const address = await untilSentBack(browser, court.address, 'p-reception-1');
    const kept = JSON.parse(Buffer.from(browser.cookies('127.0.0.1').get('zhixing-login') ?? '', 'base64url').toString()) as object; // prettier-ignore
    const changed = Buffer.from(JSON.stringify({ ...kept, back: '//evil.example' })).toString('base64url');
    browser.put('127.0.0.1', 'zhixing-login', changed);
    expect(codeOf(await browser.go(address, { from: 'http://localhost/' }))).toEqual({
      status: 400,
      code: 'bad-return',
    });
    expect(browser.cookies('127.0.0.1').has('zhixing')).toBe(false);
  });

  it('and what it writes into the page is no part of the page', async () => {
    const browser = openBrowser();
    const path = '/docs?q="><script>alert(1)</script>';
    const address = await untilSentBack(browser, court.address, 'p-reception-1', path.replaceAll(' ', '%20'));
    const hop = await browser.go(address, { from: 'http://localhost/' });
    expect(hop.text).not.toContain('<script');
    expect(hop.headers.get('content-security-policy')).toContain("script-src 'self'");
  });
});

describe('logging out', () => {
  it('ends the session here, takes the cookie back, and says where the login service ends its own', async () => {
    const { browser, send, get } = await loggedIn(court.address, 'p-finance-1');
    const id = browser.cookies('127.0.0.1').get('zhixing') ?? '';
    const out = await send('POST', '/api/session/logout');
    const { ended, provider: further } = out.json<{ ended: boolean; provider: string }>();
    expect(ended).toBe(true);
    expect(out.headers.get('clear-site-data')).toBe('"cache", "storage"');
    expect(browser.cookies('127.0.0.1').has('zhixing')).toBe(false);
    expect(further).toContain(`${provider.issuer}/session/end?`);
    expect((await browser.go(further)).status).toBe(200);
    expect(codeOf(await get('/api/session'))).toEqual({ status: 401, code: 'no-token' });
    browser.put('127.0.0.1', 'zhixing', id);
    expect(codeOf(await get('/api/session')), 'a copy of the cookie is worth nothing').toEqual({ status: 401, code: 'session-ended' }); // prettier-ignore
    expect((await events())[0]).toMatchObject({ kind: 'logged-out', person: 'p-finance-1', by: null });
    expect((await send('POST', '/api/session/logout')).json()).toMatchObject({ ended: false });
  });
});

// the last of its file: there is no login service afterwards
describe('a login service that is away', () => {
  it('lets nobody in, says so, and changes nothing for those who are in', async () => {
    const { get, send } = await loggedIn(court.address, 'p-review-1');
    const browser = openBrowser();
    const address = await untilSentBack(browser, court.address, 'p-reception-1');
    await provider.goAway();
    const back = await browser.go(address, { from: 'http://localhost/' });
    expect(codeOf(back)).toEqual({ status: 503, code: 'login-unavailable' });
    expect(back.headers.get('retry-after')).toBe('5');
    expect((await get('/api/me')).status).toBe(200);
    expect((await send('POST', '/api/session/logout')).json()).toMatchObject({ ended: true });
  });
});
