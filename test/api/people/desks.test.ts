// Who holds a desk, who answers for it, who is told; and which team’s cases are whose.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Case, filing, startApi, type TestApi } from '../../support/api.ts';

interface Desks {
  readonly settings: number;
  readonly desks: readonly {
    readonly role: string;
    readonly lead: { id: string } | null;
    readonly leadHolds: boolean;
  }[];
  readonly teams: readonly { readonly team: string; readonly officers: readonly { id: string; cases: number }[] }[];
}

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const read = async () => (await api.as('p-clerk-1').get<Desks>('/api/desks')).body;
const desk = async (role: string) => (await read()).desks.find((d) => d.role === role);
const ana = { id: 'p-funds-1', name: '案款管理员甲' };

test('a desk has holders and a leader before the court has set anything', async () => {
  expect(await desk('funds')).toEqual({
    ...{ role: 'funds', roleZh: '案款管理员', kind: 'desk', lead: null, leadHolds: true, holders: [ana] },
    leader: { role: 'director', persons: [{ id: 'p-director-1', name: '执行局长' }] },
  });
  expect(await desk('president')).toMatchObject({ kind: 'office' });
  expect(await desk('officer')).toMatchObject({ kind: 'case', leader: { role: 'team-leader' } });
});

test('a lead that was published stands there, also once they hold the desk no more: then it says so', async () => {
  const settings = { lead: { funds: 'p-funds-1' }, leaderOf: { funds: { person: 'p-leader-1' } } };
  await api.store.pool.query('insert into court_settings (version, body) values (2, $1)', [settings]);
  expect(await desk('funds')).toMatchObject({ lead: ana, leadHolds: true, leader: { role: null, persons: [{ id: 'p-leader-1' }] } }); // prettier-ignore
  const { body } = await api.as('p-security-1').get<{ items: { id: number }[] }>('/api/assignments?person=p-funds-1');
  await api.as('p-security-1').post(`/api/assignments/${body.items[0]?.id ?? 0}/end`, { reason: '调离' });
  expect(await desk('funds')).toMatchObject({ lead: ana, leadHolds: false, holders: [] });
});

test('a team is whoever its open cases are given to', async () => {
  const { body } = await api.as('p-filing-1').post<Case>('/api/cases', filing());
  await api.store.pool.query(`update cases set team = 'ordinary', officer = 'p-officer-1' where id = $1`, [body.id]);
  const ordinary = (await read()).teams.find(({ team }) => team === 'ordinary');
  expect(ordinary?.officers).toEqual([{ id: 'p-officer-1', name: '执行员甲', cases: 1 }]);
});

test('no party sees it', async () => {
  expect((await api.as('p-applicant-1').get('/api/desks')).status).toBe(403);
});
