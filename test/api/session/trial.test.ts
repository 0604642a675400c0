// The trial court has no login service: a person is chosen from a page. And a court that has neither says what to set.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiOver } from '../../support/api.ts';
import { openBrowser, type Shown } from '../../support/browser.ts';
import { asPage, type LoginCourt, startLoginCourt } from '../../support/logging-in.ts';

let court: LoginCourt;
beforeAll(async () => {
  court = await startLoginCourt(() => Promise.resolve(null));
});
afterAll(() => court.close());
const codeOf = ({ status, json }: Shown) => ({ status, code: json<{ code: string }>().code });

describe('the page of people', () => {
  it('is where logging in leads in the trial court; a button logs in as somebody, and leads back', async () => {
    const browser = openBrowser();
    const { next = '' } = await browser.go(`${court.address}/api/session/login?return=/api/me`);
    const page = await browser.go(next);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('referrer-policy'), 'or the form would say that it comes from nowhere').toBe('same-origin');
    expect(page.text).toMatch(/<button name="person" value="p-reception-1">[^<]+<\/button>执行初次接待窗口/);
    expect(page.text).not.toContain('<script');
    const back = /name="return" value="([^"]*)"/.exec(page.text)?.[1] ?? '';
    const chosen = await browser.go(`${court.address}/api/trial/session`, {
      method: 'POST',
      body: new URLSearchParams({ person: 'p-reception-1', return: back }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      from: next,
    });
    expect(chosen).toMatchObject({ status: 303, next: `${court.address}/api/me` });
    expect((await browser.go(chosen.next ?? '', { from: next })).json()).toMatchObject({ id: 'p-reception-1' });
    expect((await asPage(browser, court.address).get('/api/session')).json()).toMatchObject({ name: expect.any(String) as string }); // prettier-ignore
  });

  it('logs nobody in for another site, as nobody known, or to elsewhere', async () => {
    const browser = openBrowser();
    const { send } = asPage(browser, court.address);
    const pick = (body: unknown, from?: string) => send('POST', '/api/trial/session', body, from === undefined ? {} : { from }); // prettier-ignore
    const body = { person: 'p-review-1' };
    expect(codeOf(await pick(body, 'https://evil.example/'))).toEqual({ status: 403, code: 'foreign-origin' });
    expect(codeOf(await pick({ person: 'nobody' }))).toEqual({ status: 403, code: 'unknown-person' });
    expect(codeOf(await pick({ ...body, return: '//evil.example' }))).toEqual({ status: 400, code: 'bad-return' });
    expect(codeOf(await pick({}))).toEqual({ status: 400, code: 'missing-field' });
    expect(codeOf(await pick({ ...body, extra: 1 }))).toEqual({ status: 400, code: 'unknown-field' });
    expect(browser.cookies('127.0.0.1').size).toBe(0);
  });
});

describe('a court without a login service', () => {
  it('says what to set, has no page of people, and takes tokens', async () => {
    const api = await apiOver(court.store, { trial: undefined });
    const anybody = (url: string) => api.app.inject({ url });
    expect((await anybody('/api/session/login')).json()).toMatchObject({
      ...{ status: 404, code: 'login-not-set' },
      detail: expect.stringContaining('OIDC_ISSUER') as string,
    });
    expect((await anybody('/api/session/callback?code=x&state=y')).json()).toMatchObject({ status: 404, code: 'login-not-set' }); // prettier-ignore
    expect((await anybody('/api/trial/session')).json()).toMatchObject({ status: 404, code: 'not-found' });
    expect((await api.as('p-review-1').get('/api/me')).status).toBe(200);
    await api.close();
  });
});
