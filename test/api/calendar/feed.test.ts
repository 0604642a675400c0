// One's deadlines in one's own calendar: an address that is as secret as a password, and worth no more than that list.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Case, filing, startApi, type TestApi } from '../../support/api.ts';

let api: TestApi;
let id = '';
beforeAll(async () => {
  api = await startApi();
  const filed = await api.as('p-filing-1').post<Case>('/api/cases', filing({ filedAt: new Date().toISOString() }));
  id = filed.body.id;
});
afterAll(() => api.close());

interface Made {
  readonly session: number;
  readonly path: string;
}
const make = async (person: string) => (await api.as(person).post<Made>('/api/worklist/calendars', undefined)).body;
const read = async (path: string) => {
  const { statusCode, body, headers } = await api.app.inject({ url: path });
  return { status: statusCode, text: body.replaceAll('\r\n ', ''), type: headers['content-type'] };
};
const codeOf = async (path: string) => (await api.app.inject({ url: path })).json<{ code: string }>().code;
const entries = (text: string) =>
  [...text.matchAll(/BEGIN:VEVENT\r\nUID:(.*)\r\n[^]*?SEQUENCE:(\d+)\r\nDTSTART;VALUE=DATE:(\d+)/g)].map(([, uid, sequence, on]) => ({ uid, sequence: Number(sequence), on })); // prettier-ignore

describe('a calendar', () => {
  it('has the open deadlines of its person, each on its last day', async () => {
    const { path } = await make('p-reception-1');
    const { status, text, type } = await read(path);
    expect({ status, type }).toEqual({ status: 200, type: 'text/calendar; charset=utf-8' });
    const list = await api.as('p-reception-1').get<{ items: { id: string; targetDue: string; case: { id: string } }[] }>('/api/worklist?person=p-reception-1&limit=200'); // prettier-ignore
    expect(entries(text).map(({ uid, on }) => ({ uid, on }))).toEqual(
      list.body.items.map((item) => ({ uid: `${item.id}.${item.case.id}@zhixing`, on: item.targetDue.slice(0, 10).replaceAll('-', '') })), // prettier-ignore
    );
    expect(entries(text).length).toBeGreaterThan(0);
    expect(text).not.toMatch(/张建国|李卫东|13800000000/);
  });

  it('moves an entry where its deadline moves: the same UID, another day, a greater SEQUENCE', async () => {
    const { path } = await make('p-reception-1');
    const before = entries((await read(path)).text);
    const at = new Date(Date.now() - 6 * 86_400_000).toISOString();
    const payload = { fields: { at }, askedBy: 'p-filing-1', evidence: '立案登记簿' };
    expect((await api.as('p-review-1').post(`/api/cases/${id}/nodes/filing.corrected`, { payload })).status).toBe(200);
    const after = entries((await read(path)).text);
    expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
    for (const [i, entry] of after.entries()) {
      expect(entry.on).not.toBe(before[i]?.on);
      expect(entry.sequence).toBeGreaterThan(before[i]?.sequence ?? 0);
    }
  });

  it('is at an address that its person takes back, and the newest five at most', async () => {
    const first = await make('p-documents-1');
    expect((await read(first.path)).status).toBe(200);
    const caller = api.as('p-documents-1');
    expect((await caller.get('/api/sessions')).body).toMatchObject([
      { id: first.session, via: 'calendar', here: false },
    ]);
    const gone = await api.app.inject({ method: 'DELETE', url: `/api/sessions/${first.session}`, headers: { authorization: `Bearer ${await api.token('p-documents-1')}` } }); // prettier-ignore
    expect(gone.statusCode).toBe(204);
    expect(await codeOf(first.path)).toBe('no-such-calendar');
    const six = [];
    for (let i = 0; i < 6; i++) six.push((await make('p-documents-1')).path);
    expect(await codeOf(six[0] ?? '')).toBe('no-such-calendar');
    expect((await read(six[5] ?? '')).status).toBe(200);
    const kept = await api
      .as('p-auditor-1')
      .get<{ items: { kind: string }[] }>('/api/sessions/log?person=p-documents-1');
    expect(kept.body.items.map(({ kind }) => kind).toSorted()).toEqual([...Array<string>(7).fill('calendar-made'), 'ended', 'ended']); // prettier-ignore
  });

  it('is no log-in, and a log-in is no calendar', async () => {
    const token = /([\w-]{43})\.ics$/.exec((await make('p-review-1')).path)?.[1] ?? '';
    const asCookie = await api.app.inject({ url: '/api/me', headers: { cookie: `__Host-zhixing=${token}` } });
    expect(asCookie.json()).toMatchObject({ status: 401, code: 'session-unknown' });
    const asBearer = await api.app.inject({ url: '/api/me', headers: { authorization: `Bearer ${token}` } });
    expect(asBearer.json()).toMatchObject({ status: 401, code: 'bad-token' });
    const entered = await api.app.inject({ method: 'POST', url: '/api/trial/session', headers: { 'sec-fetch-site': 'same-origin' }, payload: { person: 'p-review-1' } }); // prettier-ignore
    const session = /__Host-zhixing=([\w-]{43})/.exec(String(entered.headers['set-cookie']))?.[1] ?? '';
    expect(await codeOf(`/api/worklist/calendars/${session}.ics`)).toBe('no-such-calendar');
  });

  it.each(['x.ics', `${'a'.repeat(43)}.ics`, `${'a'.repeat(43)}.ICS`, '..%2f..%2fapi%2fme', `${'a'.repeat(43)}`])(
    'is nowhere else: %s',
    async (file) => {
      const { statusCode, body } = await api.app.inject({ url: `/api/worklist/calendars/${file}` });
      expect(statusCode, body).toBe(404);
    },
  ); // prettier-ignore

  it('is for the court’s own people, and empty for nobody who has left', async () => {
    expect(await api.as('p-applicant-1').post('/api/worklist/calendars', undefined)).toMatchObject({ status: 403 });
    const { path } = await make('p-dossier-1');
    await api.store.pool.query(`update assignments set valid_to = now() where person = 'p-dossier-1'`);
    expect(await codeOf(path)).toBe('no-such-calendar');
  });
});
