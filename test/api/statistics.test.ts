// The figures of a small court, counted by hand, and the lists behind them (三·一(五)2–3; law.md §11).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Founding } from '../../domain/engine/found.ts';
import { cases, deadlines, facts } from '../../db/schema/index.ts';
import { DAY, HOUR, parseInstant } from '../../domain/time/instant.ts';
import { type MeasureId, measureIds } from '../../domain/words/statistics.ts';
import { directGateway, filing, startApi, type TestApi } from '../support/api.ts';

interface Figure {
  readonly measure: MeasureId;
  readonly figure: number | null;
  readonly figureZh: string;
  readonly lines: number;
  readonly counted: number;
  readonly records: string;
}
interface Statistics {
  readonly groups: readonly { readonly id: string; readonly zh: string; readonly figures: readonly Figure[] }[];
}
interface Lines {
  readonly items: readonly { readonly record: { id: string }; readonly deadline: string | null; readonly counted: boolean; readonly amount: number | null }[]; // prettier-ignore
  readonly next: string | null;
}

const on = (text: string): number => parseInstant(`${text}:00+08:00`) ?? Number.NaN;

let api: TestApi;
let seq = 0;

type CaseRow = typeof cases.$inferInsert;
type DeadlineRow = typeof deadlines.$inferInsert;

/** A record as it would be stored. */
async function record(id: string, more: Partial<CaseRow> & { readonly kindOfClosing?: string } = {}): Promise<void> {
  const { kindOfClosing, ...row } = more;
  await api.store.db.insert(cases).values({
    ...{ id, caseNo: id, court: '豫0823', version: 1, filing: {} as never, filingHash: '' },
    ...{ filedAt: on('2026-02-20T09:00'), enteredAt: on('2026-02-20T09:00'), stage: 'control', nextDueAt: on('2026-03-20T00:00') }, // prettier-ignore
    snapshot: { title: `${id}之案` } as never,
    ...row,
  });
  if (kindOfClosing === undefined) return;
  const fact: typeof facts.$inferInsert = {
    ...{ caseId: id, seq: 1, node: 'case.closed', payload: { kind: kindOfClosing } },
    ...{ at: 0, recordedAt: 0, by: 'p-officer-1', as: [], via: 'api' },
  };
  await api.store.db.insert(facts).values(fact);
}

/** One of its deadlines. */
async function deadline(caseId: string, more: Partial<DeadlineRow>): Promise<void> {
  await api.store.db.insert(deadlines).values({
    ...{ caseId, id: `d-${(seq += 1)}`, rule: 'reception', seq, openedAt: on('2026-03-02T09:00'), dueAt: on('2026-03-03T00:00') },
    ...{ provisional: false, status: 'done', ownerRole: 'reception', because: [], fired: [], rulesVersion: 1, calendarVersion: 1 },
    ...more,
  }); // prettier-ignore
}

beforeAll(async () => {
  api = await startApi();
  // A: team fast, closed as performed after 20 days; B: ended as 终本 after 100; C: of the large team, open; D: 执恢; E: 执保; F: closed the month before
  await record('执A', { team: 'fast', officer: 'p-officer-1', closedAt: on('2026-03-12T09:00'), kindOfClosing: 'performed' }); // prettier-ignore
  await record('执B', { officer: 'p-officer-2', filedAt: on('2025-12-10T09:00'), closedAt: on('2026-03-20T09:00'), kindOfClosing: 'no-property' }); // prettier-ignore
  await record('执C', { team: 'large', officer: 'p-officer-1' });
  await record('执恢D', { closedAt: on('2026-03-30T09:00'), kindOfClosing: 'performed' });
  await record('执保E', { closedAt: on('2026-03-30T09:00'), kindOfClosing: 'preserved' });
  await record('执F', { closedAt: on('2026-02-27T09:00'), kindOfClosing: 'performed' });
  await record('petition-2026-1', { kind: 'petition', closedAt: on('2026-03-05T09:00') });
  await record('petition-2026-2', { kind: 'petition', barred: ['p-officer-1'] });
  await record('petition-2026-3', { kind: 'petition', filedAt: on('2026-04-02T09:00') });
  // four that came due in March: met, met late, missed until now, missed and then void
  await deadline('执A', { ownerPerson: 'p-reception-1', endedAt: on('2026-03-02T16:00') });
  await deadline('执B', { status: 'done-late', endedAt: on('2026-03-06T00:00'), ownerRole: 'property-control' });
  await deadline('执C', { status: 'open', ownerRole: 'property-control' });
  await deadline('执C', { status: 'void', lateSince: on('2026-03-03T00:00'), endedAt: on('2026-03-09T09:00') });
  // and what counts for nobody: void in time, a party's own, one that is due in April
  await deadline('执C', { status: 'void', endedAt: on('2026-03-02T10:00') });
  await deadline('执C', { status: 'open', ownerRole: 'respondent' });
  await deadline('执C', { dueAt: on('2026-04-03T00:00'), endedAt: on('2026-04-01T10:00') });
  // money: paid after 4 days in time, paid in April, waiting
  for (const [id, opened] of [['r-1', '2026-03-02T09:00'], ['r-2', '2026-03-20T09:00'], ['r-3', '2026-03-22T00:00']] as const)
    await deadline('执A', { rule: 'funds-confirm', subject: id, openedAt: on(opened), dueAt: on('2026-03-26T00:00'), endedAt: on('2026-03-25T09:00'), ownerRole: 'finance' }); // prettier-ignore
  const payout = { rule: 'payout', ownerRole: 'officer', ownerPerson: 'p-officer-1', openedAt: on('2026-03-03T09:00') } as const; // prettier-ignore
  await deadline('执A', { ...payout, subject: 'r-1', dueAt: on('2026-03-13T00:00'), endedAt: on('2026-03-06T09:00') });
  await deadline('执A', { ...payout, subject: 'r-2', dueAt: on('2026-03-31T00:00'), status: 'done-late', endedAt: on('2026-04-02T09:00') }); // prettier-ignore
  await deadline('执A', { ...payout, subject: 'r-3', dueAt: null, status: 'suspended' });
  // disclosures: at once, and after two days
  const told = { rule: 'disclose', ownerRole: 'system', openedAt: on('2026-03-10T09:00'), dueAt: on('2026-03-11T00:00') } as const; // prettier-ignore
  await deadline('执A', { ...told, endedAt: on('2026-03-10T11:00') });
  await deadline('执A', { ...told, status: 'done-late', endedAt: on('2026-03-12T09:00') });
});
afterAll(() => api.close());

const MARCH = 'from=2026-03-01&to=2026-03-31';
const ask = async (query: string, person = 'p-analysis-1') =>
  (await api.as(person).get<Statistics>(`/api/statistics?${query}`)).body;
const figures = (group: Statistics['groups'][number] | undefined) =>
  new Map(group?.figures.map((f) => [f.measure, f]) ?? []);

describe('the figures of March', () => {
  it('are those that were counted by hand', async () => {
    const court = figures((await ask(MARCH)).groups[0]);
    const of = (id: MeasureId) => {
      const { figure, lines, counted } = court.get(id) ?? { figure: null, lines: -1, counted: -1 };
      return [figure === null ? null : Math.round(figure * 1000) / 1000, counted, lines];
    };
    expect(Object.fromEntries(measureIds.map((id) => [id, of(id)]))).toEqual({
      // reception 1 of 4, three confirmations in time, one payout of two
      'nodes-in-time': [0.556, 5, 9],
      // one of reception's, and the payout that was paid in April
      overdue: [2, 2, 2],
      'overdue-days': [(29 + 1) / 2, 2, 2],
      'payouts-in-time': [0.5, 1, 2],
      'payout-days': [4, 1, 1],
      'unpaid-days': [(11.625 + 10) / 2, 2, 2].map((n) => Math.round(n * 1000) / 1000),
      'closing-rate': [0.75, 3, 4],
      'performed-rate': [0.5, 1, 2],
      'no-property-rate': [0.5, 1, 2],
      'closing-days': [(20 + 100 + 38) / 3, 3, 3].map((n) => Math.round(n * 1000) / 1000),
      'limit-rate': [null, 0, 0],
      'disclosed-in-time': [0.5, 1, 2],
      'disclosure-hours': [(2 + 48) / 2, 2, 2],
      'disclosures-read': [0, 0, 2],
      'reading-hours': [null, 0, 0],
      'petition-rate': [0.5, 1, 2],
    });
    expect(court.get('nodes-in-time')?.figureZh).toBe('55.6%');
    expect(court.get('limit-rate')?.figureZh).toBe('无');
  });

  it('are the sum of their parts, whatever they are broken down by', async () => {
    const whole = figures((await ask(MARCH)).groups[0]);
    for (const by of ['team', 'desk', 'person']) {
      const { groups } = await ask(`${MARCH}&by=${by}`);
      expect(groups.length, by).toBeGreaterThan(1);
      for (const id of measureIds) {
        const lines = groups.reduce((sum, group) => sum + (figures(group).get(id)?.lines ?? 0), 0);
        expect(lines, `${id} by ${by}`).toBe(whole.get(id)?.lines);
      }
    }
    const { groups } = await ask(`${MARCH}&by=team`);
    expect(groups.map(({ zh }) => zh)).toEqual(expect.arrayContaining(['未分流', '速执团队']));
  });

  it('open the list of what they were made of, page by page', async () => {
    const court = figures((await ask(MARCH)).groups[0]);
    for (const { measure, lines, counted, records } of court.values()) {
      const found: Lines['items'][number][] = [];
      for (let next: string | null = ''; next !== null;) {
        const page: { body: Lines } = await api
          .as('p-analysis-1')
          .get<Lines>(`${records}&limit=2${next === '' ? '' : `&cursor=${next}`}`);
        found.push(...page.body.items);
        ({ next } = page.body);
      }
      expect([found.length, found.filter((line) => line.counted).length], measure).toEqual([lines, counted]);
    }
    const { records = '' } = court.get('payouts-in-time') ?? {};
    const { body } = await api.as('p-analysis-1').get<Lines>(`${records}&counted=false`);
    expect(body.items).toMatchObject([
      { record: { id: '执A' }, counted: false, deadlineZh: expect.any(String) as string },
    ]);
  });

  it('leave out what is kept from whoever reads', async () => {
    const own = figures((await ask(MARCH, 'p-officer-1')).groups[0]);
    expect(own.get('petition-rate')).toMatchObject({ figure: 1, lines: 1 });
  });

  it('know no lateness that is still to come', async () => {
    const day = new Date(Date.now() + 8 * HOUR + 30 * DAY).toISOString().slice(0, 10);
    await deadline('执C', { status: 'open', dueAt: Date.now() + 10 * DAY });
    const court = figures((await ask(`from=2026-03-01&to=${day}`)).groups[0]);
    expect(court.get('overdue')?.lines).toBe(1); // reception's: the payout has been paid since
  });
});

describe('the monthly analysis', () => {
  it('is drafted from the figures of its month, until it is submitted', async () => {
    const id = 'report-analysis-2026-03';
    const body: Founding = { kind: 'report', id, at: '2026-04-01T00:00:00+08:00', payload: { kind: 'analysis', month: '2026-03' } }; // prettier-ignore
    await directGateway(api.store).fileCase({ caseId: id, caseNo: id, title: '' }, { body, by: 'system' });
    const as = api.as('p-analysis-1');
    interface Report {
      readonly draft: {
        readonly text: string;
        readonly figures: readonly object[];
        readonly statistics: string;
      } | null;
    }
    const { draft } = (await as.get<Report>(`/api/matters/${id}`)).body;
    expect(draft?.text).toContain('节点按期率：55.6%（期间内届满的期限 9 项，其中按期办结的 5 项）');
    expect(draft?.text).toContain('期末尚有 2 项期限超期未办');
    expect((await as.get<Statistics>(draft?.statistics ?? '')).body.groups).toHaveLength(1);
    const submitted = await as.post(`/api/matters/${id}/nodes/report.submitted`, {
      payload: { text: draft?.text, figures: draft?.figures },
    });
    expect(submitted.body).toMatchObject({ accepted: true });
    expect((await as.get<Report>(`/api/matters/${id}`)).body.draft).toBeNull();
  });
});

describe('the statistics over HTTP', () => {
  it('come as a workbook too', async () => {
    const token = await api.token('p-analysis-1');
    const answer = await api.app.inject({
      method: 'GET',
      url: `/api/statistics?${MARCH}&by=desk&format=xlsx`,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain('spreadsheetml');
    expect(answer.rawPayload.subarray(0, 2).toString()).toBe('PK');
    expect(answer.rawPayload.length).toBeGreaterThan(2_000);
  });

  it('refuse a stretch that ends before it begins, one that is too long, a day that is none, and a party', async () => {
    const as = api.as('p-analysis-1');
    for (const query of [
      'from=2026-04-01&to=2026-03-01',
      'from=2020-01-01&to=2026-03-01',
      'from=2026-02-30',
      'by=moon',
      'cursor=x',
    ])
      // prettier-ignore
      expect((await as.get(`/api/statistics?${query}`)).status, query).toBe(400);
    expect((await as.get('/api/statistics/lines?measure=nothing')).status).toBe(400);
    expect((await as.get('/api/statistics/lines?measure=overdue&cursor=e30')).body).toMatchObject({
      code: 'bad-cursor',
    });
    for (const person of ['p-applicant', 'p-admin-1'])
      expect((await api.as(person).get('/api/statistics')).status, person).toBeGreaterThanOrEqual(401);
  });

  it('of a court without records say so', async () => {
    const empty = await startApi();
    try {
      await empty.as('p-filing-1').post('/api/cases', filing({ filedAt: '2026-01-20T09:00:00+08:00' }));
      const { body } = await empty.as('p-analysis-1').get<Statistics>('/api/statistics?from=2025-01-01&to=2025-01-31');
      expect(body.groups).toHaveLength(1);
      expect(body.groups[0]?.figures.every(({ lines }) => lines === 0)).toBe(true);
    } finally {
      await empty.close();
    }
  });
});
