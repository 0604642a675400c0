// What may be done with a session, from where, how it ends, and who looks after it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apiOver } from '../../support/api.ts';
import type { Browser, Shown } from '../../support/browser.ts';
import { cameIn, type LoggedInBrowser, type LoginCourt, startLoginCourt } from '../../support/logging-in.ts';
import { run } from '../../support/template.ts';

let court: LoginCourt;
beforeAll(async () => {
  court = await startLoginCourt(() => Promise.resolve(null));
});
afterAll(() => court.close());

const came = (person: string) => cameIn(court, person);
const keptBy = (browser: Browser): string | undefined => browser.cookies('127.0.0.1').get('zhixing');
const codeOf = ({ status, json }: Shown) => ({ status, code: json<{ code: string }>().code });
const events = async () =>
  (await court.api.as('p-auditor-1').get<{ items: Record<string, unknown>[] }>('/api/sessions/log')).body.items;
/** Has an hour pass for all sessions, or what else a column is to say. */
const set = (columns: string) => run(court.databaseUrl, `update sessions set ${columns}`);

describe('what is done with a session', () => {
  let clerk: LoggedInBrowser;
  beforeEach(async () => {
    clerk = await came('p-security-1');
  });
  const body = { id: 'lai-le', name: '来乐', reason: '新到' };
  const write = (headers: Record<string, string>) =>
    fetch(`${court.address}/api/people?dryRun=true`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', cookie: `zhixing=${keptBy(clerk.browser)}`, ...headers },
    });

  it('is what its person may do, from a page of this system', async () => {
    expect((await clerk.get('/api/me')).json()).toMatchObject({ id: 'p-security-1' });
    expect((await clerk.send('POST', '/api/people?dryRun=true', body)).status).toBe(200);
  });

  it.each<[string, Record<string, string>, number]>([
    ['no word of where it comes from', {}, 403],
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    ['another site that says it is this one', { 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1' }, 403],
    ['the same site, another port', { 'sec-fetch-site': 'same-site' }, 403],
    ['no page at all', { 'sec-fetch-site': 'none' }, 403],
    ['an old browser, another origin', { origin: 'https://evil.example' }, 403],
    ['an old browser, an origin that begins alike', { origin: 'http://127.0.0.1.evil.example' }, 403],
    ['an old browser, an opaque origin', { origin: 'null' }, 403],
    ['an old browser, a Referer alone', { referer: 'http://127.0.0.1/' }, 403],
  ])('is written from elsewhere by nobody: %s', async (_, headers, status) => {
    const answer = await write(headers);
    expect({ status: answer.status, ...((await answer.json()) as object) }).toMatchObject({
      status,
      code: 'foreign-origin',
    });
    expect((await clerk.get('/api/me')).status, 'and it goes on').toBe(200);
  });

  it('may be written by an old browser from its own origin, by DELETE too', async () => {
    expect((await write({ origin: court.address })).status).toBe(200);
    const cookie = `zhixing=${keptBy(clerk.browser)}`;
    const away = (headers: object) => fetch(`${court.address}/api/sessions`, { method: 'DELETE', headers: { cookie, ...headers } }); // prettier-ignore
    expect((await away({})).status).toBe(403);
    expect((await away({ origin: court.address })).status).toBe(200);
  });

  it('is not done with a token besides; a token alone wants no origin', async () => {
    const authorization = `Bearer ${await court.api.token('p-security-1')}`;
    expect(await (await write({ authorization, origin: court.address })).json()).toMatchObject({ status: 400, code: 'two-identities' }); // prettier-ignore
    const alone = await court.api.as('p-security-1').post('/api/people?dryRun=true', body);
    expect(alone.status).toBe(200);
    const said = await court.api.as('p-review-1').get<object>('/api/session');
    expect(said.body).toMatchObject({ person: 'p-review-1', session: null, since: null, idleUntil: null });
  });
});

describe('a cookie that is none', () => {
  it.each([
    ['10,000 bytes', `zhixing=${'x'.repeat(10_000)}`, 400, 'bad-cookie'],
    ['nothing', 'zhixing=', 400, 'bad-cookie'],
    ['another beside it', `zhixing=${'a'.repeat(43)}; zhixing=${'b'.repeat(43)}`, 400, 'bad-cookie'],
    ['quotes and semicolons', `zhixing="${'a'.repeat(43)}"; ;;=;`, 400, 'bad-cookie'],
    ['a guess', `zhixing=${'a'.repeat(43)}`, 401, 'session-unknown'],
    ['20,000 bytes', `zhixing=${'x'.repeat(20_000)}`, 431, 'headers-too-large'],
    ['10,000 bytes of others', Array.from({ length: 100 }, (_, i) => `c${i}=${'x'.repeat(94)}`).join('; '), 401, 'no-token'], // prettier-ignore
    ['one that only begins alike', `zhixing-login=x; xzhixing=${'a'.repeat(43)}`, 401, 'no-token'],
  ])('(%s) has its own answer', async (_, cookie, status, code) => {
    const answer = await fetch(`${court.address}/api/me`, { headers: { cookie } });
    expect({ ...((await answer.json()) as object), status: answer.status }).toMatchObject({ status, code });
    const back = answer.headers.getSetCookie();
    if (['bad-cookie', 'session-unknown'].includes(code))
      expect(back).toEqual(['zhixing=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0']); // prettier-ignore
    else expect(back).toEqual([]);
  });

  it('of an API that browsers reach over TLS is a __Host- cookie that only TLS carries', async () => {
    const sessions = {
      lifeMs: 1_000,
      idleMs: 1_000,
      isLoopback: false,
      origin: 'https://zx.court.test',
      oidc: undefined,
    };
    const { app, close } = await apiOver(court.store, { sessions });
    const ask = (origin: string) =>
      app.inject({ method: 'POST', url: '/api/trial/session', headers: { origin }, payload: { person: 'p-review-1' } });
    expect((await ask('https://zx.court.test')).headers['set-cookie']).toMatch(
      /^__Host-zhixing=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect((await ask('http://zx.court.test')).statusCode).toBe(403);
    await close();
  });
});

describe('a session ends', () => {
  it.each([
    ['when its time is over', `ends_at = now() - interval '1 second'`, 'session-expired', 'expired'],
    ['when nothing was done in it', `idle_ends_at = now() - interval '1 second'`, 'session-idle', 'idle'],
  ])('%s', async (_, columns, code, kind) => {
    const { browser, get } = await came('p-review-1');
    const id = keptBy(browser) ?? '';
    await set(columns);
    expect(codeOf(await get('/api/me'))).toEqual({ status: 401, code });
    expect(keptBy(browser)).toBe(undefined);
    expect((await events())[0]).toMatchObject({ kind, person: 'p-review-1' });
    browser.put('127.0.0.1', 'zhixing', id);
    expect(codeOf(await get('/api/me')), 'it says so again, and is noted once').toEqual({ status: 401, code });
    expect((await events())[1]).toMatchObject({ kind: 'logged-in' });
  });

  it('later while it is used, and never later than it may', async () => {
    const { get } = await came('p-review-1');
    const until = async () => (await get('/api/session')).json<{ until: string; idleUntil: string }>();
    const before = await until();
    await set(`last_seen_at = now() - interval '2 minutes', idle_ends_at = now() + interval '1 minute'`);
    await get('/api/me');
    const used = await until();
    expect(Date.parse(used.idleUntil)).toBeGreaterThanOrEqual(Date.parse(before.idleUntil));
    expect(used.until).toBe(before.until);
    await set(`last_seen_at = now() - interval '2 minutes', ends_at = now() + interval '1 minute'`);
    await get('/api/me');
    const last = await until();
    expect(last.idleUntil).toBe(last.until);
  });

  it('from another browser of the same person, one or all', async () => {
    const [here, there] = [await came('p-analysis-1'), await came('p-analysis-1')];
    const list = (await here.get('/api/sessions')).json<{ id: number; here: boolean }[]>();
    expect(list.map((each) => each.here)).toEqual([false, true]);
    expect((await here.send('DELETE', `/api/sessions/${list[0]?.id}`)).status).toBe(204);
    expect(codeOf(await there.get('/api/me'))).toEqual({ status: 401, code: 'session-ended' });
    expect(codeOf(await here.send('DELETE', `/api/sessions/${list[0]?.id}`))).toEqual({ status: 404, code: 'no-such-session' }); // prettier-ignore
    await came('p-analysis-1');
    expect((await here.send('DELETE', '/api/sessions')).json()).toEqual({ ended: 2 });
    expect(keptBy(here.browser)).toBe(undefined);
  });

  it('by the security administrator, and by nobody else', async () => {
    const clerk = await came('p-filing-1');
    const [one] = (await clerk.get('/api/sessions')).json<{ id: number }[]>();
    const other = await came('p-president-1');
    expect(codeOf(await other.send('DELETE', `/api/sessions/${one?.id}`))).toEqual({
      status: 404,
      code: 'no-such-session',
    });
    expect(codeOf(await other.send('DELETE', '/api/sessions?person=p-filing-1'))).toEqual({
      status: 403,
      code: 'wrong-role',
    });
    expect(codeOf(await other.get('/api/sessions?person=p-filing-1'))).toEqual({ status: 403, code: 'wrong-role' });
    expect(codeOf(await other.get('/api/sessions/log'))).toEqual({ status: 403, code: 'wrong-role' });
    const guard = await came('p-security-1');
    expect((await guard.get('/api/sessions?person=p-filing-1')).json()).toMatchObject([{ id: one?.id, via: 'trial', here: false }]); // prettier-ignore
    expect(codeOf(await guard.send('DELETE', '/api/sessions?person=nobody'))).toEqual({
      status: 404,
      code: 'no-such-person',
    });
    expect((await guard.send('DELETE', '/api/sessions?person=p-filing-1')).json()).toEqual({ ended: 1 });
    expect((await events())[0]).toMatchObject({
      kind: 'ended',
      person: 'p-filing-1',
      by: 'p-security-1',
    });
    expect(codeOf(await clerk.get('/api/me'))).toEqual({ status: 401, code: 'session-ended' });
  });

  it('when there are too many of one person: the oldest', async () => {
    const first = await came('p-bailiff-1');
    for (let i = 0; i < 20; i++) await came('p-bailiff-1');
    expect(codeOf(await first.get('/api/me'))).toEqual({ status: 401, code: 'session-ended' });
    expect((await (await came('p-bailiff-1')).get('/api/sessions')).json<unknown[]>()).toHaveLength(20);
  });

  it('of somebody who has left, at their next request, everywhere', async () => {
    const [here, there] = [await came('p-command-1'), await came('p-command-1')];
    const id = keptBy(here.browser) ?? '';
    await run(court.databaseUrl, `update assignments set valid_to = now() where person = 'p-command-1'`);
    expect(codeOf(await here.get('/api/session'))).toEqual({ status: 403, code: 'office-ended' });
    expect(keptBy(here.browser)).toBe(undefined);
    await run(court.databaseUrl, `update assignments set valid_to = null where person = 'p-command-1'`);
    expect(codeOf(await there.get('/api/me')), 'who comes back logs in anew').toEqual({
      status: 401,
      code: 'session-ended',
    });
    here.browser.put('127.0.0.1', 'zhixing', id);
    expect(codeOf(await here.get('/api/me'))).toEqual({ status: 401, code: 'session-ended' });
    expect((await events())[0]).toMatchObject({ kind: 'office-ended', person: 'p-command-1' });
  });

  it('not of somebody who lost one role of several: they may do less from the next request on', async () => {
    await run(court.databaseUrl, `insert into assignments (person, role) values ('p-funds-1', 'auditor')`);
    const { get } = await came('p-funds-1');
    expect((await get('/api/people/changes')).status).toBe(200);
    await run(
      court.databaseUrl,
      `update assignments set valid_to = now() where person = 'p-funds-1' and role = 'auditor'`,
    );
    expect(codeOf(await get('/api/people/changes'))).toEqual({ status: 403, code: 'wrong-role' });
    expect((await get('/api/me')).status).toBe(200);
  });
});
