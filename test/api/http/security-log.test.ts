// What the log says for whoever has to find out who did what: log-ins, denials, what was refused; and what it never says.
import { type AddressInfo, connect } from 'node:net';
import { symbols } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { caller, filing, startApi, type TestApi } from '../../support/api.ts';

interface Line {
  readonly time: string;
  readonly level: number;
  readonly msg: string;
  readonly reqId?: string;
  readonly req?: { readonly method: string; readonly path: string; readonly ip: string };
  readonly res?: { readonly statusCode: number };
  readonly person?: string;
  readonly session?: number | null;
  readonly problem?: string;
}
const WARN = 40;
const written: string[] = [];
let api: TestApi;
beforeAll(async () => {
  api = await startApi({ logLevel: 'info' });
  Object.assign(api.app.log, { [symbols.streamSym]: { write: (line: string) => void written.push(line) } });
  await api.app.listen({ host: '127.0.0.1', port: 0 });
});
beforeEach(() => void written.splice(0));
afterAll(() => api.close());

const lines = (): readonly Line[] => written.map((line) => JSON.parse(line) as Line);
const last = (): Line | undefined => lines().at(-1);
const bearing = (token: string | undefined) => caller(api.app, () => Promise.resolve(token));

it('what somebody did is a line with who, from where, what, when in UTC, and how it ended', async () => {
  await api.as('p-review-1').get('/api/cases?q=%E5%BC%A0%E5%BB%BA%E5%9B%BD');
  expect(last()).toMatchObject({ msg: 'request completed', person: 'p-review-1', session: null, req: { method: 'GET', path: '/api/cases' }, res: { statusCode: 200 } }); // prettier-ignore
  expect(last()?.req?.ip).toBe('127.0.0.1');
  expect(last()?.reqId).toMatch(/^[0-9a-f-]{36}$/);
  expect(last()?.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(written.join('')).not.toMatch(/张建国|%E5%BC%A0/);
});

it('whoever does not get in is a warning, with why', async () => {
  await bearing(undefined).get('/api/cases');
  await bearing('x.y.z').get('/api/cases');
  await bearing(await api.token('p-review-1', { expiresIn: -60 })).get('/api/cases');
  await bearing(await api.token('p-nobody')).get('/api/cases');
  await api.as('p-applicant-1').get('/api/cases');
  await api.as('p-review-1').get('/api/access-log');
  await api.as('p-review-1').post('/api/people', { id: 'x', name: 'x', reason: 'x' });
  await api.app.inject({ url: '/api/session', headers: { cookie: '__Host-zhixing=short' } });
  await api.app.inject({ url: '/api/session', headers: { cookie: `__Host-zhixing=${'a'.repeat(43)}` } });
  await api.app.inject({ url: '/api/session/callback?code=c&state=s' });
  const said = lines().filter(({ msg }) => msg === 'request kept out');
  expect(said.map(({ problem }) => problem)).toEqual([
    ...['no-token', 'bad-token', 'bad-token', 'unknown-person', 'forbidden', 'wrong-role', 'wrong-role'],
    ...['bad-cookie', 'session-unknown', 'login-not-set'],
  ]);
  expect(said.every(({ level }) => level === WARN)).toBe(true);
  expect(said.slice(3, 7).map(({ person }) => person)).toEqual(['p-nobody', 'p-applicant-1', 'p-review-1', 'p-review-1']);
}); // prettier-ignore

it('a command that is not theirs, one whose form is wrong, and one that the case does not allow each say why', async () => {
  const { body } = await api.as('p-filing-1').post<{ id: string }>('/api/cases', filing());
  const path = `/api/cases/${body.id}/nodes`;
  await api.as('p-clerk-1').post(`${path}/payout.approved`, { subject: 'x', payload: { amountFen: 1 } });
  await api.as('p-reception-1').post(`${path}/reception.waived`, { payload: { reason: 5, more: true } });
  await api.as('p-archive-1').post(`${path}/case.archived`, { payload: {} });
  await api.as('p-review-1').get('/api/cases?limit=many');
  const problems = lines().slice(1).map(({ problem }) => problem); // prettier-ignore
  expect(problems.every((problem) => problem !== undefined), JSON.stringify(problems)).toBe(true); // prettier-ignore
  expect(last()).toMatchObject({ problem: 'bad-query', person: 'p-review-1', msg: 'request completed' });
});

it('what never became a request is a warning too, with the number that its sender was told', async () => {
  const { port } = api.app.server.address() as AddressInfo; // it listens on TCP
  const heard = await new Promise<string>((resolve) => {
    let all = '';
    const socket = connect(port, '127.0.0.1', () =>
      socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n'),
    );
    socket.on('data', (part) => (all += part.toString())).on('close', () => resolve(all));
  });
  expect(last()).toMatchObject({ level: WARN, msg: 'request kept out', problem: 'bad-request', req: { ip: '127.0.0.1' } }); // prettier-ignore
  expect(heard).toContain(`urn:uuid:${last()?.reqId}`);
});

it('nobody writes lines of their own into it, nor what moves a terminal', async () => {
  const inject = '/api/cases/x%0a%7b%22level%22:60%7d%1b[2J';
  await api.as('p-review-1').get(inject);
  await bearing(await api.token('p-1\n{"level":60}\u001b[2J\u009b')).get('/api/cases');
  await api.app.inject({ url: '/healthz/live', headers: { 'user-agent': 'a\tb', 'x-request-id': 'own-id' } });
  for (const line of written) {
    expect(line.endsWith('\n') && !line.slice(0, -1).includes('\n')).toBe(true);
    // eslint-disable-next-line no-control-regex
    expect(line.slice(0, -1)).not.toMatch(/[\u0000-\u001f]/);
    expect(line).not.toContain('own-id');
  }
  expect(lines()).toHaveLength(3);
});

it('no token, cookie, body or code of a log-in is in it', async () => {
  const token = await api.token('p-review-1');
  await bearing(token).post('/api/cases', filing({ cause: '只在内容里' }));
  await api.app.inject({ url: '/api/session', headers: { cookie: `__Host-zhixing=${'s3cret'.padEnd(43, 'a')}` } });
  await api.app.inject({ url: '/api/session/callback?code=c0de&state=st4te' });
  await api.app.inject({ url: `/api/worklist/calendars/${'k'.repeat(43)}.ics` });
  const all = written.join('');
  for (const secret of [token, token.split('.')[2] ?? token, 's3cret', 'c0de', 'st4te', 'k'.repeat(43), '只在内容里'])
    expect(all).not.toContain(secret);
});
