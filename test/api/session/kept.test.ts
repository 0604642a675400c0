// What is kept of log-ins and of how they ended (docs/decisions/144).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cameIn, type LoginCourt, startLoginCourt } from '../../support/logging-in.ts';
import { run } from '../../support/template.ts';

let court: LoginCourt;
beforeAll(async () => {
  court = await startLoginCourt(() => Promise.resolve(null));
});
afterAll(() => court.close());

const came = (person: string) => cameIn(court, person);
const events = async () =>
  (await court.api.as('p-auditor-1').get<{ items: Record<string, unknown>[] }>('/api/sessions/log')).body.items;

describe('what is kept of sessions', () => {
  it('the application adds to and changes nothing of, and it is sealed', async () => {
    await came('p-review-1');
    for (const wrong of ['update session_events set person = $1', 'delete from session_events where person = $1'])
      await expect(court.store.pool.query(wrong, ['x'])).rejects.toMatchObject({ code: '42501' });
    const { rows } = await court.store.pool.query<{ n: string }>(`select count(*) as n from audit_pending where of_table = 'session_events'`); // prettier-ignore
    expect(Number(rows[0]?.n)).toBeGreaterThan(0);
  });

  it('is read in pages, of one person too', async () => {
    for (let i = 0; i < 4; i++) await came('p-review-1');
    const auditor = court.api.as('p-auditor-1');
    type Events = { readonly items: { readonly id: number; readonly person: string }[]; readonly next: string };
    const first = await auditor.get<Events>('/api/sessions/log?limit=2&person=p-review-1');
    const then = await auditor.get<Events>(`/api/sessions/log?limit=2&person=p-review-1&cursor=${first.body.next}`);
    const ids = [...first.body.items, ...then.body.items].map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    expect(new Set(ids).size).toBe(4);
    expect(await auditor.get('/api/sessions/log?cursor=abc')).toMatchObject({
      status: 400,
      body: { code: 'bad-cursor' },
    });
  });

  it('says of sessions that nobody came back to how they ended, when the next person comes', async () => {
    const { get } = await came('p-reception-1');
    const [one] = (await get('/api/sessions')).json<{ id: number }[]>();
    await run(court.databaseUrl, `update sessions set idle_ends_at = now() - interval '1 minute'`);
    await came('p-review-1');
    expect(await events()).toContainEqual(expect.objectContaining({ kind: 'idle', session: one?.id }));
  });
});
