// What is sent to people stands in their inboxes from the moment it is written, and nowhere else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Case, filing, startApi, type TestApi } from '../../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

interface Line {
  readonly id: number;
  readonly record: string;
  readonly caseNo: string;
  readonly kind: string;
  readonly text: string;
  readonly readAt: string | null;
}
type Lines = { readonly items: readonly Line[]; readonly next: string | null };
const inboxOf = async (person: string, query = '') => (await api.as(person).get<Lines>(`/api/inbox${query}`)).body;
/** A case of half a year ago, a month later: much of it is overdue. */
async function overdue(): Promise<Case> {
  const { body } = await api.as('p-filing-1').post<Case>('/api/cases', filing());
  await api.as('p-filing-1').post(`/api/trial/cases/${body.id}/clock`, { advance: '30d' });
  return body;
}

describe('an inbox', () => {
  it('has what goes to its person by name or by office, newest first, and nobody else’s', async () => {
    const { id } = await overdue();
    const { items } = await inboxOf('p-review-1');
    expect(items.length).toBeGreaterThan(1);
    expect(items.every((line) => line.record === id && line.readAt === null)).toBe(true);
    expect(items.map((line) => line.id)).toEqual(items.map((line) => line.id).toSorted((a, b) => b - a));
    const { rows } = await api.store.pool.query<{ person: string; n: string }>(
      `select r.person as person, count(*) as n from outbox o, jsonb_to_recordset(o."to") r (role text, person text)
        where o.effect = 'notice' and r.person is not null group by 1`,
    );
    for (const { person, n } of rows)
      expect((await inboxOf(person)).items.length, person).toBeGreaterThanOrEqual(Number(n));
    expect((await inboxOf('p-finance-1')).items).toEqual([]);
    expect((await inboxOf('p-applicant-1')).items).toEqual([]);
  });

  it('names people and records as they are read', async () => {
    const { items } = await inboxOf('p-review-1');
    expect(items.map(({ text }) => text).join('\n')).not.toContain('⟨');
    expect(items[0]?.text).toContain(items[0]?.caseNo);
  });

  it('is read page by page', async () => {
    const all = (await inboxOf('p-review-1')).items.map(({ id }) => id);
    const first = await inboxOf('p-review-1', '?limit=2');
    const then = await inboxOf('p-review-1', `?limit=200&cursor=${first.next}`);
    expect([...first.items, ...then.items].map(({ id }) => id)).toEqual(all);
    expect(await api.as('p-review-1').get('/api/inbox?cursor=abc')).toMatchObject({ status: 400, body: { code: 'bad-cursor' } }); // prettier-ignore
  });

  it('knows what was read, once, and of its own alone', async () => {
    const [line] = (await inboxOf('p-review-1')).items;
    const read = () => api.as('p-review-1').post<Line>(`/api/inbox/${line?.id}/read`, undefined);
    const first = await read();
    expect(first).toMatchObject({ status: 200, body: { id: line?.id, readAt: expect.any(String) as string } });
    expect((await read()).body).toEqual(first.body);
    expect((await inboxOf('p-review-1', '?unread=true')).items.map(({ id }) => id)).not.toContain(line?.id);
    for (const id of [line?.id, 2 ** 40])
      expect(await api.as('p-finance-1').post(`/api/inbox/${id}/read`, undefined)).toMatchObject({ status: 404, body: { code: 'no-such-notice' } }); // prettier-ignore
  });

  it('shows nothing of a record that is kept from its person since', async () => {
    const { rows } = await api.store.pool.query<{ id: string }>('select case_id as id from outbox limit 1');
    await api.store.pool.query('update cases set barred = $2 where id = $1', [rows[0]?.id, ['p-review-1']]);
    expect((await inboxOf('p-review-1')).items).toEqual([]);
    await api.store.pool.query('update cases set barred = null where id = $1', [rows[0]?.id]);
    expect((await inboxOf('p-review-1')).items.length).toBeGreaterThan(0);
  });

  it('of whom a petition is against has none of it; who stands in for them has', async () => {
    const payload = {
      from: '王秀英',
      about: '反映案款到账后未发放',
      channel: 'visit',
      against: ['p-review-1', 'p-review-2'],
    };
    const { status, body } = await api.as('p-reception-1').post<Case>('/api/matters', { kind: 'petition', payload });
    expect(status).toBe(201);
    await api.as('p-reception-1').post(`/api/trial/matters/${body.id}/clock`, { advance: '20d' });
    const has = async (person: string) => (await inboxOf(person)).items.some(({ record }) => record === body.id);
    expect(await has('p-review-1')).toBe(false);
    expect(await has('p-president-1'), 'nobody else is of review').toBe(true);
    const { rows } = await api.store.pool.query('select from inbox i join outbox o on o.id = i.notice where o.case_id = $1 and i.person = $2', [body.id, 'p-review-1']); // prettier-ignore
    expect(rows, 'not even a row').toEqual([]);
  });

  it('is as full as the files of the sandbox: each notice once for each of its people', async () => {
    const { rows } = await api.store.pool.query(
      `select notice, person from inbox group by 1, 2 having count(*) > 1
       union all
       select o.id, '' from outbox o where o.effect = 'notice' and not exists (select from inbox i where i.notice = o.id)
          and o.case_id not like 'petition%' and exists (select from jsonb_to_recordset(o."to") r (role text, person text) join assignments a on a.role = r.role)`,
    );
    expect(rows).toEqual([]);
  });
});
