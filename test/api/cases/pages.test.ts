import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Case, filing, startApi, type TestApi } from '../../support/api.ts';
import { measure } from '../../support/story.ts';
import { writeCursor } from '../../../api/http/query.ts';

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
type Deadline = Case['deadlines'][number];
interface Asset {
  readonly id: string;
  readonly last: string;
  readonly fact: number;
}

const MANY = 7_000;
let api: TestApi;
let large: Case;
let owned: Case;
beforeAll(async () => {
  api = await startApi();
  large = await filed();
  await overload(large.id);
  owned = await filed();
});
afterAll(() => api.close());

const filed = async () => (await api.as('p-filing-1').post<Case>('/api/cases', filing())).body;
const read = async <T>(url: string) => {
  const { status, body } = await api.as('p-review-1').get<T>(url);
  expect(status).toBe(200);
  return body;
};
const complete = (id: string, node: string, body: object) =>
  api.as('p-control-1').post<{ fact: number }>(`/api/cases/${id}/nodes/${node}`, body);

/** Writes thousands of deadlines straight into the store: two of three open, half of those overdue, some that stand still. */
const overload = (id: string) =>
  api.store.pool.query(
    `insert into deadlines select (d).* from (
       select jsonb_populate_record(d, jsonb_build_object('id', 'payout:r-' || i || '@2', 'subject', 'r-' || i, 'rule', 'payout',
         'status', case when i % 3 = 0 then 'done' when i % 100 = 1 then 'suspended' else 'open' end,
         'due_at', case when i % 100 = 1 then null else now() + (case when i % 2 = 0 then 1 else -1 end) * (i % 700) * interval '1 hour'
           - interval '1 minute' end,
         'ended_at', case when i % 3 = 0 then now() - i * interval '1 minute' end)) d
       from deadlines d, generate_series(1, ${MANY}) i where d.case_id = $1 and d.rule = 'reception') x`,
    [id],
  );

/** All lines of a list, page after page. */
async function walk<T>(url: string, limit: number): Promise<T[]> {
  const found: T[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Page<T> = await read<Page<T>>(`${url}?limit=${limit}${cursor && `&cursor=${cursor}`}`);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    found.push(...page.items);
    cursor = page.next;
  }
  return found;
}

const isLive = (d: Deadline) => d.status === 'open' || d.status === 'suspended';

describe('the deadlines of a case', () => {
  it('come in pages: live ones first, by due, then those that have ended, by ending; each once', async () => {
    const all = await walk<Deadline>(`/api/cases/${large.id}/deadlines`, 500);
    expect(all).toHaveLength(MANY + large.deadlineCount);
    expect(new Set(all.map((d) => d.id)).size).toBe(all.length);
    const rank = (d: Deadline): [boolean, string] => [!isLive(d), (isLive(d) ? d.dueAt : d.doneAt) ?? '9999'];
    const ranks = all.map((d) => rank(d).join(' '));
    expect(ranks).toEqual(ranks.toSorted());
    expect(all.at(0)?.status).toBe('open');
    expect(all.at(-1)?.status).toBe('done');
  });

  it.each([1, 3, 7])('are the same in pages of %i', async (limit) => {
    const whole = await read<Page<Deadline>>(`/api/cases/${owned.id}/deadlines`);
    expect(whole).toEqual({ items: owned.deadlines, next: null });
    expect(await walk(`/api/cases/${owned.id}/deadlines`, limit)).toEqual(owned.deadlines);
  });

  it.each<[string, unknown]>([
    ['of another list', ['-filedAt', 1, 'x']],
    ['that is too short', [true, 1]],
    ['of a year that no clock shows', [false, Number.MAX_SAFE_INTEGER, 2, 'reception@2']],
    ['of an instant before any', [false, -1, 2, 'reception@2']],
    ['of half a millisecond', [false, 1.5, 2, 'reception@2']],
    ['of a fact beyond all', [false, 1, 2 ** 40, 'reception@2']],
    ['with a character that is none', [false, 1, 2, 'a\u0000']],
  ])('refuse a cursor %s', async (_, key) => {
    const answer = await api.as('p-review-1').get(`/api/cases/${owned.id}/deadlines?cursor=${writeCursor(key)}`);
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad-cursor' } });
  });

  it.each(['limit=0', 'limit=501', 'colour=red'])('refuse %s', async (query) => {
    for (const list of ['deadlines', 'assets', 'log']) {
      const answer = await api.as('p-review-1').get(`/api/cases/${owned.id}/${list}?${query}`);
      expect(answer).toMatchObject({ status: 400, body: { code: 'bad-query' } });
    }
  });
});

describe('a case with thousands of deadlines', () => {
  it('shows the first hundred, and counts all', async () => {
    const shown = await read<Case>(`/api/cases/${large.id}`);
    const all = await walk<Deadline>(`/api/cases/${large.id}/deadlines`, 500);
    expect(shown.deadlines.map((d) => d.id)).toEqual(all.slice(0, 100).map((d) => d.id));
    expect(shown).toMatchObject({
      deadlineCount: all.length,
      openDeadlineCount: all.filter(isLive).length,
      overdue: all.filter((d) => d.overdue).length,
      nextDeadline: { id: all[0]?.id },
    });
    const { items } = await read<Page<Case>>('/api/cases');
    const line = items.find((c) => c.id === large.id);
    expect(line).toMatchObject({ overdue: shown.overdue, nextDeadline: shown.nextDeadline });
  });

  it('is read as quickly as lists are', async () => {
    const took: Record<string, number> = {};
    for (const url of [
      `/api/cases/${large.id}`,
      `/api/cases/${large.id}/deadlines`,
      `/api/cases/${large.id}/log`,
      `/api/cases/${large.id}/assets`,
      '/api/cases',
      '/api/cases?sort=nextDeadline',
      '/api/worklist',
    ]) {
      await read(url);
      const times: number[] = [];
      for (let i = 0; i < 5; i += 1) {
        const since = performance.now();
        await read(url);
        times.push(performance.now() - since);
      }
      took[url.replace(large.id, '{id}')] = Math.round(times.toSorted((a, b) => a - b)[2] ?? 0);
    }
    // two busy cores: idle ones take 5 to 45 ms
    for (const [url, ms] of Object.entries(took)) expect(ms, url).toBeLessThan(1_000);
  });
});

describe('the assets of a case', () => {
  const asset = (i: number, more: object = {}) => ({ id: `a-${i}`, kind: 'bank-account', holder: '李卫东', description: `尾号${i}`, valueFen: i * 100, ...more }); // prettier-ignore
  const returned = (assets: object[]) => ({ payload: { complete: false, source: '中国银行', assets } });

  it('come in pages, each with what was last done about it', async () => {
    const { id } = owned;
    expect(await read(`/api/cases/${id}/assets`)).toEqual({ items: [], next: null });
    await complete(id, 'query.started', { payload: { systems: ['总对总'] } });
    const first = await complete(id, 'query.returned', returned([asset(1), asset(2), asset(3)]));
    expect(first).toMatchObject({ status: 200 });
    const again = asset(2, { description: '尾号二', valueFen: null });
    const second = await complete(id, 'query.returned', returned([again, asset(4, { kind: 'house' }), asset(5)]));
    const order = measure({ ruling: '（2026）豫0823执123号之一' });
    const frozen = await complete(id, 'asset.frozen', { subject: 'a-1', payload: order });
    await complete(id, 'asset.skipped', { subject: 'a-2', payload: { reason: '余额不足十元' } });
    const later = await complete(id, 'asset.frozen', { subject: 'a-2', payload: { ...order, order: 'waiting' } });
    await complete(id, 'asset.sealed', { subject: 'a-4', payload: order });
    const skipped = await complete(id, 'asset.skipped', { subject: 'a-5', payload: { reason: '查无此户' } });

    const all = await walk<Asset>(`/api/cases/${id}/assets`, 2);
    expect(all.map((a) => [a.id, a.last, a.fact])).toEqual([
      ['a-1', 'frozen', first.body.fact],
      ['a-2', 'frozen', first.body.fact],
      ['a-3', 'none', first.body.fact],
      ['a-4', 'sealed', second.body.fact],
      ['a-5', 'skipped', second.body.fact],
    ]);
    expect(all[0]).toMatchObject({ kind: 'bank-account', kindZh: '银行账户', holder: '李卫东', lastZh: '已冻结', lastFact: frozen.body.fact, order: 'first' }); // prettier-ignore
    expect(all[1]).toMatchObject({
      description: '尾号二',
      valueFen: null,
      lastFact: later.body.fact,
      order: 'waiting',
    });
    expect(all[2]).toMatchObject({ lastFact: null, lastAt: null, order: null });

    const withdrawn = await complete(id, 'fact.withdrawn', { payload: { fact: skipped.body.fact, reason: '误录' } });
    expect(withdrawn).toMatchObject({ status: 200 });
    const now = await walk<Asset>(`/api/cases/${id}/assets`, 500);
    expect(now.at(-1)).toMatchObject({ id: 'a-5', last: 'none' });
    expect((await read<Case>(`/api/cases/${id}`)).assetCount).toBe(5);
  });

  it('are a hundred in the case’s own view, and all of them in the list', async () => {
    const { id } = await filed();
    await complete(id, 'query.started', { payload: { systems: ['总对总'] } });
    for (let from = 0; from < 250; from += 125) {
      const some = Array.from({ length: 125 }, (_, i) => asset(from + i));
      expect(await complete(id, 'query.returned', returned(some))).toMatchObject({ status: 200 });
    }
    const view = await read<Case>(`/api/cases/${id}`);
    expect([view.assets.length, view.assetCount, view.deadlines.length]).toEqual([100, 250, 100]);
    expect(view.deadlineCount).toBeGreaterThan(250);
    expect(new Set((await walk<Asset>(`/api/cases/${id}/assets`, 60)).map((a) => a.id)).size).toBe(250);
  });

  it('of no case are not found', async () => {
    expect(await api.as('p-review-1').get('/api/cases/no/assets')).toMatchObject({ status: 404, body: { code: 'unknown-case' } }); // prettier-ignore
  });

  it.each<unknown>([[[1]], [['a', 1]], ['x']])('refuse the cursor %j', async (key) => {
    const answer = await api.as('p-review-1').get(`/api/cases/${owned.id}/assets?cursor=${writeCursor(key)}`);
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad-cursor' } });
  });
});
