// What somebody may do next, at what light, on which version, for many cases at once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lightOf, lights } from '../../../domain/plan/light.ts';
import { type Case, filing, startApi, type TestApi } from '../../support/api.ts';

interface Action {
  readonly node: string;
  readonly subject: string | null;
  readonly allowed: boolean;
  readonly refusal: { readonly code: string } | null;
  readonly discharges: readonly string[];
}
interface Item {
  readonly rule: string;
  readonly light: string;
  readonly daysLeft: number | null;
  readonly actions: readonly { readonly node: string }[];
  readonly case: { readonly id: string };
}
interface Result {
  readonly case: string;
  readonly status: number;
  readonly answer: { readonly fact: number } | null;
  readonly problem: { readonly code: string } | null;
}

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const filed = async (more = {}): Promise<Case> =>
  (await api.as('p-filing-1').post<Case>('/api/cases', filing(more))).body;
const waived = { payload: { reason: '外地务工' } };

describe('what somebody may do in a case', () => {
  it('is listed for them, with what each would end', async () => {
    const { id } = await filed();
    const { body } = await api.as('p-reception-1').get<readonly Action[]>(`/api/cases/${id}/actions`);
    expect(body.find(({ node }) => node === 'reception.waived')).toMatchObject({ allowed: true, refusal: null, discharges: ['reception@2'] }); // prettier-ignore
    expect(body.some(({ node }) => node === 'query.started')).toBe(false);
  });

  it('says why what is not possible yet is not', async () => {
    const { id } = await filed();
    const { body } = await api.as('p-funds-1').get<readonly Action[]>(`/api/cases/${id}/actions`);
    const asked = body.find(({ node }) => node === 'payout.material-reviewed');
    expect(asked).toMatchObject({ allowed: false, refusal: { code: 'unknown-subject' } });
  });

  it('is told to nobody outside the court, and of no case that there is not', async () => {
    const { id } = await filed();
    expect((await api.as('p-applicant-1').get(`/api/cases/${id}/actions`)).status).toBe(403);
    expect((await api.as('p-review-1').get('/api/cases/2026-ha0823-zhi-0/actions')).status).toBe(404);
  });
});

describe('the worklist', () => {
  it('shows light, days left and what ends a deadline; its summary counts the same lights', async () => {
    await filed();
    const { body: page } = await api
      .as('p-review-1')
      .get<{ items: readonly Item[] }>('/api/worklist?limit=200&role=reception');
    expect(page.items.every(({ actions }) => actions.map(({ node }) => node).join() === 'reception.held,reception.waived')).toBe(true); // prettier-ignore
    expect(page.items[0]?.daysLeft).toBeLessThan(-200);
    const { body } = await api.as('p-review-1').get<{ total: number; lights: readonly { light: string; count: number }[] }>('/api/worklist/summary?role=reception'); // prettier-ignore
    const counted = Map.groupBy(page.items, ({ light }) => light);
    expect(body.total).toBe(page.items.length);
    for (const { light, count } of body.lights)
      expect([light, count]).toEqual([light, counted.get(light)?.length ?? 0]);
    expect(body.lights.map(({ light }) => light)).toEqual(Object.keys(lights));
  });
});

describe('a light', () => {
  const now = Date.UTC(2026, 0, 23, 4);
  const day = 24 * 3_600_000;
  const open = {
    rule: 'reception',
    status: 'open',
    owner: 'officer',
    dueAt: now + 5 * day,
    rung: null,
    legalDue: '2026-01-29',
  } as const;
  it.each([
    ['green before the reminder', open, 'green'],
    ['yellow after it', { ...open, rung: 'remind' }, 'yellow'],
    ['red once due, before anybody was told', { ...open, dueAt: now }, 'red'],
    ['purple once supervised', { ...open, dueAt: now - day, rung: 'supervise' }, 'purple'],
    ['black once put to the director', { ...open, dueAt: now - 3 * day, rung: 'criticise' }, 'black'],
    [
      'black once the law’s own due has passed',
      { ...open, dueAt: now - day, rung: 'urge', legalDue: '2026-01-22' },
      'black',
    ],
    ['red on the last day of the law', { ...open, dueAt: now - day, rung: 'urge', legalDue: '2026-01-23' }, 'red'],
    ['grey while it stands still', { ...open, status: 'suspended', dueAt: null }, 'grey'],
    [
      'grey once a right has passed: nobody is late',
      { ...open, owner: 'system', dueAt: now - day, rung: 'remind' },
      'grey',
    ],
    ['grey once what only informs has passed', { ...open, rule: 'dishonesty-expiry', dueAt: now - day }, 'grey'],
    ['grey once advice has passed', { ...open, rule: 'payout-guide-pay', dueAt: now - day }, 'grey'],
    ['grey once it has ended', { ...open, status: 'done-late', dueAt: now - day }, 'grey'],
  ] as const)('is %s', (_, deadline, light) => expect(lightOf(deadline, now)).toBe(light));
});

describe('a completion for a version', () => {
  it('is taken while the case is as it was read, and refused once somebody was quicker', async () => {
    const { id } = await filed();
    const clerk = api.as('p-reception-1');
    const read = await api.as('p-review-1').get<Case>(`/api/cases/${id}`);
    const etag = String(read.headers['etag']);
    expect(etag).toMatch(new RegExp(`^W/"${read.body.version}\\.[0-9a-f]{12}"$`));
    const again = (known: string) => api.as('p-review-1').get(`/api/cases/${id}`, { 'if-none-match': known });
    expect(await again(`"x", ${etag}`)).toMatchObject({ status: 304, headers: { etag } });
    expect((await again(`W/"${read.body.version}.000000000000"`)).status, 'something of it is overdue since').toBe(200);
    const send = (ifMatch: string, key: string) =>
      clerk.post<{ code?: string }>(`/api/cases/${id}/nodes/reception.waived`, waived, {
        'if-match': ifMatch,
        'idempotency-key': key,
      });
    expect((await send(etag, 'v-1')).status).toBe(200);
    expect((await send(etag, 'v-1')).status).toBe(200); // the same again is answered as before
    expect(await send(etag, 'v-2')).toMatchObject({ status: 409, body: { code: 'case-moved-on' } });
  });

  it.each(['abc', '"1', '-1', '99999999999'])('is refused where it names none: %s', async (ifMatch) => {
    const { id } = await filed();
    const sent = await api.as('p-reception-1').post<{ code: string }>(`/api/cases/${id}/nodes/reception.waived`, waived, { 'if-match': ifMatch }); // prettier-ignore
    expect([sent.status, sent.body.code]).toEqual([400, 'bad-version']);
  });
});

describe('one node, many cases', () => {
  it('of a node that there is none is one mistake, not one for each case', async () => {
    const items = [{ case: '2026-ha0823-zhi-1' }, { case: '2026-ha0823-zhi-2' }];
    const answer = await api.as('p-reception-1').post('/api/batch/nodes', { node: 'reception.hold', items });
    expect(answer).toMatchObject({ status: 400, body: { code: 'wrong-type', missing: [{ id: 'node' }] } });
  });

  it('each is answered for itself, and the same batch again changes nothing', async () => {
    const [one, two] = [await filed(), await filed()];
    const batch = {
      node: 'reception.waived',
      ...waived,
      items: [{ case: one.caseNo }, { case: two.id, payload: {} }, { case: '2026-ha0823-zhi-0' }, { case: one.id }],
    };
    const send = () => api.as('p-reception-1').post<{ results: readonly Result[] }>('/api/batch/nodes', batch, { 'idempotency-key': 'batch-1' }); // prettier-ignore
    const { status, body } = await send();
    expect(status).toBe(200);
    expect(body.results.map(({ status: of, problem }) => `${of} ${problem?.code ?? ''}`.trim()).slice(0, 3)).toEqual(['200', '400 missing-field', '404 unknown-case']); // prettier-ignore
    expect((await send()).body.results[0]).toEqual(body.results[0]);
    const after = await api.as('p-review-1').get<Case>(`/api/cases/${one.id}`);
    expect(after.body.version).toBe(Math.max(...body.results.map(({ answer }) => answer?.fact ?? 0)));
  });

  it('of nobody’s role or of too many is refused, each with its own code', async () => {
    const { id } = await filed();
    const send = (person: string, items: readonly object[]) =>
      api.as(person).post<{ results?: readonly Result[]; code?: string }>('/api/batch/nodes', { node: 'reception.waived', ...waived, items }); // prettier-ignore
    expect((await send('p-documents-1', [{ case: id }])).body.results?.[0]?.problem?.code).toBe('wrong-role');
    expect((await send('p-reception-1', [])).status).toBe(400);
    expect(
      (
        await send(
          'p-reception-1',
          Array.from({ length: 101 }, () => ({ case: id })),
        )
      ).status,
    ).toBe(400);
  });
});

it('whoever asks is told who they are', async () => {
  const { body } = await api.as('p-officer-1').get('/api/me');
  expect(body).toMatchObject({ id: 'p-officer-1', name: '执行员甲', roles: [{ id: 'officer' }, { id: 'panel' }] });
});
