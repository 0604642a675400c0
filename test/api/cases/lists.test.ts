import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeRow } from '../../../domain/nodes/index.ts';
import { type Case, filing, startApi, type TestApi } from '../../support/api.ts';

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
interface Line {
  readonly id: string;
  readonly filedAt: string;
  readonly nextDeadline: { readonly dueAt: string } | null;
}
interface Item {
  readonly id: string;
  readonly dueAt: string;
  readonly owner: string;
  readonly case: { readonly id: string };
}

let api: TestApi;
const ids: string[] = [];
beforeAll(async () => {
  api = await startApi();
  for (const day of ['05', '06', '07', '08', '09']) {
    const body = filing({
      filedAt: `2026-01-${day}T09:00:00+08:00`,
      respondents: [{ name: `王${day}`, kind: 'person' }],
    });
    ids.push((await api.as('p-filing-1').post<Case>('/api/cases', body)).body.id);
  }
  const assign = { payload: { officer: 'p-officer-1' } };
  await api.as('p-command-1').post(`/api/cases/${ids[0]}/nodes/case.assigned`, assign);
});
afterAll(() => api.close());

/** All lines of a list, page after page. */
async function walk<T>(url: string, limit: number): Promise<T[]> {
  const found: T[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page: { body: Page<T> } = await api
      .as('p-review-1')
      .get<Page<T>>(`${url}limit=${limit}${next && `&cursor=${next}`}`);
    found.push(...page.body.items);
    next = page.body.next;
  }
  return found;
}

describe('the list of cases', () => {
  it.each([1, 2, 5, 50])('comes in pages of %i, the newest first', async (limit) => {
    const lines = await walk<Line>('/api/cases?', limit);
    expect(lines.map((l) => l.id)).toEqual(ids.toReversed());
  });

  it('can be ordered by filing and by the next deadline', async () => {
    const byFiling = await walk<Line>('/api/cases?sort=filedAt&', 2);
    expect(byFiling.map((l) => l.id)).toEqual(ids);
    const byDue = await walk<Line>('/api/cases?sort=nextDeadline&', 2);
    const dues = byDue.map((l) => l.nextDeadline?.dueAt ?? '');
    expect(dues).toEqual(dues.toSorted());
    expect(dues).toHaveLength(ids.length);
  });

  it.each([
    ['officer=p-officer-1', [0]],
    ['officer=p-officer-2', []],
    ['stage=intake&filedFrom=2026-01-06T09:00:00%2B08:00&filedTo=2026-01-08T09:00:00%2B08:00', [2, 1]],
    ['filedFrom=2026-01-09T00:00:00+08:00', [4]], // a plus sign that nobody encoded
    ['closed=true', []],
    ['q=王07', [2]],
    ['q=%25', []],
    [`q=${encodeURIComponent('民间借贷')}&officer=p-officer-1`, [0]],
    ['q=王07&officer=p-officer-1', []],
    [`q=${encodeURIComponent('民间借贷')}&closed=false&filedTo=2026-01-06T00:00:00Z`, [0]],
  ])('can be narrowed: %s', async (query, expected) => {
    const lines = await walk<Line>(`/api/cases?${query}&`, 50);
    expect(lines.map((l) => l.id)).toEqual(expected.map((i) => ids[i]));
  });

  it('finds a case by its number, with brackets of either width', async () => {
    const id = ids[0] ?? '';
    const number = filing().caseNo.replace(/执\d+号/, `执${id.split('-').at(-1)}号`);
    for (const text of [number, number.replace('（', '(').replace('）', ')')]) {
      const lines = await walk<Line>(`/api/cases?caseNo=${encodeURIComponent(text)}&`, 50);
      expect(lines.map((l) => l.id)).toEqual([id]);
    }
  });
});

describe('the worklist', () => {
  it('is ordered by due date, whatever the page', async () => {
    const whole = await walk<Item>('/api/worklist?', 200);
    expect(whole.length).toBeGreaterThan(30);
    const dues = whole.map((i) => Date.parse(i.dueAt));
    expect(dues).toEqual(dues.toSorted((a, b) => a - b));
    expect(await walk<Item>('/api/worklist?', 4)).toEqual(whole);
  });

  it('shows a role its own', async () => {
    const items = await walk<Item>('/api/worklist?role=documents&', 50);
    expect(new Set(items.map((i) => i.owner))).toEqual(new Set(['documents']));
    expect(items).toHaveLength(2 * ids.length);
  });

  it('shows an officer the cases assigned to them, a window what its role has everywhere', async () => {
    const officer = await walk<Item>('/api/worklist?person=p-officer-1&', 50);
    expect(new Set(officer.map((i) => i.case.id))).toEqual(new Set([ids[0]]));
    const window = await walk<Item>('/api/worklist?person=p-reception-1&', 50);
    expect(window.map((i) => i.owner)).toEqual(ids.map(() => 'reception'));
    expect(await walk<Item>('/api/worklist?person=nobody&', 50)).toEqual([]);
  });

  it('ends before an instant', async () => {
    const items = await walk<Item>('/api/worklist?role=reception&dueBefore=2026-01-07T00:00:01%2B08:00&', 50);
    expect(items.map((i) => i.dueAt)).toEqual(['2026-01-06T00:00:00+08:00', '2026-01-07T00:00:00+08:00']);
  });
});

describe('however the list of cases is narrowed and ordered', () => {
  const later = [
    { i: 1, stage: 'closed', officer: 'p-officer-1', nextDue: '2026-03-01T00:00:00+08:00' },
    { i: 2, stage: 'payout', officer: 'p-officer-2', nextDue: '2026-01-30T00:00:00+08:00' },
    { i: 3, stage: 'archived', officer: 'p-officer-1', nextDue: '9999-01-01T00:00:00Z' },
  ];
  beforeAll(async () => {
    for (const { i, stage, officer, nextDue } of later) {
      await api.store.pool.query(
        `update cases set stage = $2, officer = $3, next_due_at = $4,
           closed_at = case when $2 in ('closed', 'archived') then now() end where id = $1`,
        [ids[i], stage, officer, nextDue],
      );
    }
  });

  it.each([
    ['sort=nextDeadline', [0, 4, 2, 1, 3]],
    ['sort=nextDeadline&closed=true', [1, 3]],
    ['sort=nextDeadline&closed=false', [0, 4, 2]],
    ['closed=true', [3, 1]],
    ['sort=filedAt&closed=false', [0, 2, 4]],
    ['sort=filedAt&closed=true&stage=archived', [3]],
    ['closed=true&stage=payout', []],
    ['stage=payout', [2]],
    ['officer=p-officer-1', [3, 1, 0]],
    ['officer=p-officer-1&closed=true&sort=nextDeadline', [1, 3]],
    ['q=王0&closed=false', [4, 2, 0]],
  ])('%s: the same whatever the page', async (query, expected) => {
    for (const limit of [1, 2, 50]) {
      const lines = await walk<Line>(`/api/cases?${query}&`, limit);
      expect(lines.map((l) => ids.indexOf(l.id))).toEqual(expected);
    }
  });
});

describe('what is next in a case', () => {
  it('is what the list is ordered by, after every completion', async () => {
    const id = ids[4];
    for (const node of ['material.received', 'reception.held'] as const) {
      const body = { payload: nodeRow(node).example };
      expect((await api.as('p-reception-1').post(`/api/cases/${id}/nodes/${node}`, body)).status).toBe(200);
      const { rows } = await api.store.pool.query<{ kept: Date; stored: Date }>(
        `select next_due_at as kept, (select min(due_at) from deadlines d where case_id = c.id and status = 'open') as stored
         from cases c where id = $1`,
        [id],
      );
      expect(rows.map(({ kept }) => kept)).toEqual(rows.map(({ stored }) => stored));
    }
  });
});
