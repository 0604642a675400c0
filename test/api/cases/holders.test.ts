// Who answers for a deadline, over HTTP: desks named in a record, worklists, log, explanation (engine.md 20).
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { type Case, filing, type Log, startApi, type TestApi } from '../../support/api.ts';

interface Item {
  readonly id: string;
  readonly ownerPerson: string | null;
  readonly case: { readonly id: string };
}
interface Explained {
  readonly owner: object;
  readonly sentences: readonly string[];
}
interface Answer {
  readonly code?: string;
}

let api: TestApi;
let id = '';
beforeAll(async () => {
  api = await startApi();
  const filedAt = new Date(Date.now() - 60_000).toISOString();
  id = (await api.as('p-filing-1').post<Case>('/api/cases', filing({ filedAt }))).body.id;
});
afterAll(() => api.close());

const complete = (node: string, payload: object, by = 'p-command-1') =>
  api.as(by).post<Answer>(`/api/cases/${id}/nodes/${node}`, { payload });
const mine = async (person: string) => {
  const { body } = await api
    .as('p-review-1')
    .get<{ items: readonly Item[] }>(`/api/worklist?person=${person}&limit=200`);
  return body.items.filter((item) => item.case.id === id).map((item) => item.id);
};
const log = async () => (await api.as('p-review-1').get<Log>(`/api/cases/${id}/log?limit=500`)).body.items;

describe('a desk', () => {
  it('whose person nobody has named is on the worklist of everybody who holds the role', async () => {
    expect(await mine('p-control-1')).toContain('network-query@2');
    expect(await mine('p-control-2')).toContain('network-query@2');
  });

  it('is on one person’s once the record names them', async () => {
    const named = await complete('desk.assigned', { role: 'property-control', person: 'p-control-2' });
    expect(named.status).toBe(200);
    expect(await mine('p-control-2')).toContain('network-query@2');
    expect(await mine('p-control-1')).not.toContain('network-query@2');
    const { body } = await api.as('p-review-1').get<Case>(`/api/cases/${id}`);
    const query = body.deadlines.find((d) => d.id === 'network-query@2');
    expect(query).toMatchObject({ owner: 'property-control', ownerPerson: 'p-control-2', ownerName: '查控员乙' });
    expect((await log()).at(-1)).toMatchObject({ node: 'case.handed-over', by: 'system', via: 'system' });
    expect((await log()).at(-1)?.payload).toMatchObject({ from: null, to: 'p-control-2' });
  });

  it('keeps whoever held it when it ended, whoever comes after; whoever holds the role may act', async () => {
    expect((await complete('related-cases.checked', { scope: 'province', leads: [] }, 'p-control-1')).status).toBe(200);
    await complete('desk.assigned', { role: 'property-control', person: 'p-control-1' });
    const { body } = await api.as('p-review-1').get<Case>(`/api/cases/${id}`);
    const persons = ['related-cases@2', 'network-query@2'].map(
      (d) => body.deadlines.find((x) => x.id === d)?.ownerPerson,
    );
    expect(persons).toEqual(['p-control-2', 'p-control-1']);
    const done = (await log()).find((line) => line.type === 'done' && line.deadline === 'related-cases@2');
    expect(done).toMatchObject({ holder: 'p-control-2', holderName: '查控员乙' });
    const path = `/api/cases/${id}/deadlines/related-cases@2/explanation`;
    const { body: explained } = await api.as('p-review-1').get<Explained>(path);
    expect(explained.owner).toEqual({ role: 'property-control', roleZh: '财产查控组', person: 'p-control-2', name: '查控员乙' }); // prettier-ignore
    expect(explained.sentences).toContain('了结时的责任人：财产查控组查控员乙。');
  });

  it.each([
    ['somebody of another desk', { role: 'funds', person: 'p-control-1' }, 'p-command-1', 422, 'not-qualified'],
    ['somebody unknown', { role: 'funds', person: 'p-gone' }, 'p-command-1', 422, 'not-qualified'],
    ['a role that is no desk', { role: 'officer', person: 'p-officer-1' }, 'p-command-1', 400, 'wrong-type'],
    ['by somebody of the desk', { role: 'funds', person: 'p-funds-1' }, 'p-funds-1', 403, 'wrong-role'],
  ])('named as %s is refused', async (_, payload, by, status, code) => {
    expect(await complete('desk.assigned', payload, by)).toMatchObject({ status, body: { code } });
  });
});

test('nobody’s is one who speaks for a party of the case, whatever they hold now', async () => {
  const tie = { payload: { person: 'p-applicant-1', evidence: '身份证' } };
  const tied = await api
    .as('p-reception-1')
    .post(`/api/cases/${id}/nodes/party.identified`, { ...tie, subject: 'applicant-1' });
  expect(tied.status).toBe(200);
  await api.store.pool.query(`insert into assignments (person, role) values ('p-applicant-1', 'funds')`);
  for (const role of ['funds', 'property-control'])
    expect(await complete('desk.assigned', { role, person: 'p-applicant-1' })).toMatchObject({
      status: 422,
      body: { code: 'not-qualified' },
    });
  await api.store.pool.query(
    `update assignments set valid_to = now() where person = 'p-applicant-1' and role = 'funds'`,
  );
});

describe('an assignment', () => {
  it('that names nobody is refused and says what to do', async () => {
    expect(await complete('case.assigned', {})).toMatchObject({ status: 400, body: { code: 'missing-field' } });
  });

  it('puts the case in an officer’s hands, then in another’s', async () => {
    await complete('case.assigned', { officer: 'p-officer-1', clerk: 'p-clerk-1' });
    await complete('case.assigned', { officer: 'p-officer-2' });
    expect(await mine('p-officer-1')).toEqual([]);
    expect(await mine('p-officer-2')).toContain('case-limit-statutory@2');
    const handed = (await log()).flatMap((line) => (line.node === 'case.handed-over' ? [line.payload] : []));
    expect(handed.slice(-2)).toMatchObject([
      { role: 'officer', from: null, to: 'p-officer-1' },
      { role: 'officer', from: 'p-officer-1', to: 'p-officer-2' },
    ]);
  });

  it('is handed over by the engine alone', async () => {
    const payload = { role: 'officer', from: null, to: 'p-officer-1', deadlines: ['case-limit-statutory@2'] };
    expect(await complete('case.handed-over', payload)).toMatchObject({ status: 403, body: { code: 'wrong-role' } });
  });
});
