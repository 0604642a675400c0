// What a login service may answer that is no log-in, and how its clock, its keys and its absence are borne.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../support/browser.ts';
import { type Lie, type LyingProvider, startLyingProvider } from '../../support/lying-provider.ts';
import { type LoginCourt, startLoginCourt } from '../../support/logging-in.ts';
import { CLIENT } from '../../support/provider.ts';

let service: LyingProvider;
let court: LoginCourt;
beforeAll(async () => {
  service = await startLyingProvider();
  court = await startLoginCourt(() => Promise.resolve(service.issuer), { personClaim: 'staff' });
});
afterAll(async () => {
  await court.close();
  service.close();
});

/** Somebody logs in while the service answers so. */
async function comes(lie: Lie) {
  const browser = openBrowser();
  service.lie({ ...lie, claims: { staff: 'p-review-1', ...lie.claims } });
  const begun = await browser.go(`${court.address}/api/session/login`);
  if (begun.next === undefined) return { status: begun.status, ...begun.json<{ code: string }>(), browser };
  const state = service.heard(begun.next).get('state') ?? '';
  const shown = await browser.go(`${court.address}/api/session/callback?code=c&state=${state}&session_state=more`);
  const isProblem = shown.headers.get('content-type')?.includes('json') === true;
  return { status: shown.status, code: isProblem ? shown.json<{ code: string }>().code : 'in', browser };
}
const now = () => Math.floor(Date.now() / 1000);

describe('an ID token', () => {
  it('names the person in the claim that the court says, and the secret went in the header', async () => {
    expect(await comes({})).toMatchObject({ status: 200, code: 'in' });
    const [, basic = ''] = service.told.authorization?.split(' ') ?? [];
    expect(Buffer.from(basic, 'base64').toString()).toBe(`${CLIENT.clientId}:${encodeURIComponent(CLIENT.clientSecret).replaceAll('%20', '+')}`); // prettier-ignore
  });

  it.each<[string, Lie]>([
    ['of another log-in', { claims: { nonce: 'other' } }],
    ['for another system', { claims: { aud: 'other' } }],
    ['of another service', { claims: { iss: 'https://evil.example' } }],
    ['that has ended', { claims: { exp: now() - 600 } }],
    ['signed with a key that the service does not have', { key: 'unknown' }],
    ['signed with another key under the name of its own', { key: 'second', published: ['first'] }],
  ])('%s is none', async (_, lie) => {
    const { browser, ...answer } = await comes(lie);
    expect(answer).toEqual({ status: 400, code: 'login-answer-bad' });
    expect(browser.cookies('127.0.0.1').size).toBe(0);
  });

  it.each<[unknown]>([
    [undefined],
    [5],
    [['p-review-1']],
    [''],
    ['p-review-1\0'],
    ['p'.repeat(65)],
    [{ id: 'p-review-1' }],
  ])('that names nobody (%j) lets nobody in', async (staff) => {
    expect(await comes({ claims: { staff } })).toMatchObject({ status: 403, code: 'unknown-person' });
  });

  it('of a clock that goes half a minute wrong is one all the same; of one that goes ten minutes wrong, not', async () => {
    expect(await comes({ claims: { iat: now() + 25, exp: now() + 85 } })).toMatchObject({ code: 'in' });
    expect(await comes({ claims: { iat: now() - 85, exp: now() - 20 } })).toMatchObject({ code: 'in' });
    expect(await comes({ claims: { exp: now() - 600 } })).toMatchObject({ code: 'login-answer-bad' });
  });

  it('is checked with the keys of this moment: a new one at once, a withdrawn one no more', async () => {
    expect(await comes({ key: 'second', published: ['second', 'first'] })).toMatchObject({ code: 'in' });
    expect(await comes({ key: 'first', published: ['second'] })).toMatchObject({ code: 'login-answer-bad' });
    expect(await comes({})).toMatchObject({ code: 'in' });
  });
});

describe('a service in trouble', () => {
  it.each<[string, Lie['at']]>([
    ['breaks down over the code', (path, answer) => path === '/token' && Boolean(answer.writeHead(500).end('oops'))],
    [
      'sends a page',
      (path, answer) => path === '/token' && Boolean(answer.setHeader('content-type', 'text/html').end('<p>')),
    ],
    ['cuts the connection', (path, answer) => path === '/token' && Boolean(answer.destroy())],
    ['does not know this system', (path, answer) => path === '/token' && Boolean(answer.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"invalid_client"}'))], // prettier-ignore
    ['has no keys to show', (path, answer) => path === '/keys' && Boolean(answer.writeHead(503).end())],
    ['never answers', (path) => path === '/token'],
  ])('(%s) is no fault of who logs in', async (_, at) => {
    expect(await comes({ ...(at !== undefined && { at }) })).toMatchObject({ status: 503, code: 'login-unavailable' });
  });

  it('is asked what it can once in a while, and for nothing by who only sends answers', async () => {
    expect(service.asked.filter((path) => path.includes('.well-known')).length).toBe(1);
    const before = service.asked.length;
    const browser = openBrowser();
    await browser.go(`${court.address}/api/session/callback?code=c&state=s`);
    expect(service.asked.length).toBe(before);
  });

  it('that is away when somebody begins: nobody is sent anywhere', async () => {
    const gone = await startLoginCourt(() => Promise.resolve('http://127.0.0.1:9'));
    const begun = await openBrowser().go(`${gone.address}/api/session/login`);
    expect({ next: begun.next, ...begun.json<object>() }).toMatchObject({ next: undefined, status: 503, code: 'login-unavailable' }); // prettier-ignore
    expect(await gone.api.as('p-review-1').get('/api/me')).toMatchObject({ status: 200 });
    await gone.close();
  });
});

// the last of its file: the service is asked anew what it can
describe('a court that wants two factors', () => {
  it('asks for them, and lets in whoever came by them alone', async () => {
    const plain = court;
    court = await startLoginCourt(() => Promise.resolve(service.issuer), { personClaim: 'staff', acr: ['gold', 'silver'] });
    try {
      for (const acr of ['gold', 'silver']) expect(await comes({ claims: { acr } })).toMatchObject({ code: 'in' });
      for (const acr of [undefined, '', '1', 'Gold', 'gold silver', ['gold'], 0])
        expect(await comes({ claims: { acr } }), String(acr)).toMatchObject({ status: 403, code: 'login-too-weak' });
      const begun = await openBrowser().go(`${court.address}/api/session/login`);
      expect(new URL(begun.next ?? '').searchParams.get('acr_values')).toBe('gold silver');
    } finally {
      await court.close();
      court = plain;
    }
  });
}); // prettier-ignore
