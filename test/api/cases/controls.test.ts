// All controls of the court by their last day: GET /api/assets.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Case, filing, startApi, type TestApi } from '../../support/api.ts';
import { addDays } from '../../../domain/time/civil-date.ts';
import { dateOf } from '../../../domain/time/instant.ts';

interface Line {
  readonly asset: string;
  readonly order: string;
  readonly until: string | null;
  readonly renewBy: string | null;
  readonly daysLeft: number | null;
  readonly light: string | null;
  readonly heldFen: number | null;
  readonly losers: readonly { readonly id: string; readonly name: string }[];
  readonly next: { readonly id: string } | null;
  readonly case: { readonly id: string; readonly officer: string | null };
}
interface Page {
  readonly items: readonly Line[];
  readonly next: string | null;
}

let api: TestApi;
const ids: string[] = [];
const today = dateOf(Date.now());
const until = (days: number) => addDays(today, days);

/** Files a case in which an account and a vehicle were found, the account frozen first in order, the vehicle waited for. */
async function held(days: number): Promise<string> {
  const body = filing({ applicants: [{ name: '张建国', kind: 'person' }, { name: '豫北建材有限公司', kind: 'organisation' }] }); // prettier-ignore
  const { id } = (await api.as('p-filing-1').post<Case>('/api/cases', body)).body;
  const does = async (node: string, payload: object, subject?: string) => {
    const answer = await api.as('p-control-1').post(`/api/cases/${id}/nodes/${node}`, { payload, ...(subject && { subject }) }); // prettier-ignore
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  };
  const found = (asset: string, kind: string) => ({ id: asset, kind, holder: '李卫东', description: '财产', valueFen: 10_000_000 }); // prettier-ignore
  await does('query.started', { systems: ['总对总'] });
  await does('query.returned', { complete: true, assets: [found('a-1', 'bank-account'), found('a-2', 'vehicle')] });
  await does('asset.frozen', { order: 'first', ruling: '之一', amountFen: 4_000_000, until: until(days) }, 'a-1');
  await does('asset.sealed', { order: 'waiting', ruling: '之二', until: until(days + 1) }, 'a-2');
  return id;
}

const list = async (query = '') => (await api.as('p-review-1').get<Page>(`/api/assets?${query}`)).body;
const lines = async (query = '') => (await list(query)).items.map((l) => [l.case.id, l.asset]);

beforeAll(async () => {
  api = await startApi();
  for (const days of [200, 5, 100]) ids.push(await held(days));
  await api.as('p-command-1').post(`/api/cases/${ids[1]}/nodes/case.assigned`, { payload: { officer: 'p-officer-1' } });
});
afterAll(() => api.close());

describe('GET /api/assets', () => {
  it('lists what is in force, the first to run out first', async () => {
    const [a, b, c] = ids;
    expect(await lines()).toEqual([[b, 'a-1'], [b, 'a-2'], [c, 'a-1'], [c, 'a-2'], [a, 'a-1'], [a, 'a-2']]); // prettier-ignore
    const [first, second] = (await list()).items;
    expect(first).toMatchObject({
      ...{ order: 'first', until: until(5), daysLeft: 5, heldFen: 4_000_000 },
      losers: [
        { id: 'applicant-1', name: '张×国' },
        { id: 'applicant-2', name: '豫北建材有限公司' },
      ],
      case: { id: b, officer: 'p-officer-1' },
    });
    expect(first?.renewBy).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect((first?.renewBy ?? '') < until(5)).toBe(true);
    expect(['yellow', 'purple']).toContain(first?.light);
    expect(first?.next).not.toBeNull();
    expect(second).toMatchObject({ order: 'waiting', until: until(6), renewBy: null, light: null });
  });

  it('is narrowed by day, kind, order and officer', async () => {
    const [a, b, c] = ids;
    expect(await lines(`untilFrom=${until(100)}&untilTo=${until(101)}`)).toEqual([
      [c, 'a-1'],
      [c, 'a-2'],
    ]);
    expect(await lines('kind=vehicle&order=waiting')).toEqual([
      [b, 'a-2'],
      [c, 'a-2'],
      [a, 'a-2'],
    ]);
    expect(await lines('order=first&officer=p-officer-1')).toEqual([[b, 'a-1']]);
    expect(await lines('team=fast')).toEqual([]);
  });

  it.each([1, 2, 4])('comes in pages of %i', async (limit) => {
    const found: unknown[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: Page = await list(`limit=${limit}${next && `&cursor=${next}`}`);
      found.push(...page.items.map((l) => [l.case.id, l.asset]));
      next = page.next;
    }
    expect(found).toEqual(await lines());
  });

  it('a renewal moves it, a release takes it away', async () => {
    const [, b] = ids;
    const post = (node: string, payload: object) =>
      api.as('p-control-1').post(`/api/cases/${b}/nodes/${node}`, { subject: 'a-1', payload });
    expect((await post('asset.renewed', { until: until(300), ruling: '之三' })).status).toBe(200);
    expect((await lines()).at(-1)).toEqual([b, 'a-1']);
  });

  it('is the staff’s, and says what is wrong with a question', async () => {
    expect((await api.as('p-applicant-1').get('/api/assets')).status).toBe(403);
    for (const [query, code] of [
      ['untilFrom=2026-02-30', 'bad-query'],
      ['untilFrom=2026-03-02&untilTo=2026-03-01', 'bad-query'],
      ['kind=castle', 'bad-query'],
      ['cursor=abc', 'bad-cursor'],
    ]) {
      expect(await api.as('p-review-1').get(`/api/assets?${query}`), query).toMatchObject({ status: 400, body: { code } }); // prettier-ignore
    }
  });

  it('stays quick with ten thousand more', async () => {
    await api.store.pool.query(
      `insert into cases (id, case_no, court, filing, filing_hash, version, stage, filed_at, entered_at, next_due_at, snapshot)
       select 'x-' || n, 'x-' || n, '豫0823', '{}', '', 1, 'control', now(), now(), now(), jsonb_build_object('title', 'x', 'assets',
         jsonb_build_array(jsonb_build_object('id', 'a-1', 'kind', 'house', 'description', 'x', 'valueFen', 1, 'control', 'first',
           'until', to_char(date '2030-01-01' + (n % 900)::int, 'YYYY-MM-DD'), 'heldFen', 1)))
       from generate_series(1, 10000) n`,
    );
    await list();
    const began = performance.now();
    expect((await list('limit=200')).items).toHaveLength(200);
    expect((await list('order=first&kind=house&untilFrom=2031-01-01')).items[0]?.until).toBe('2031-01-01');
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
