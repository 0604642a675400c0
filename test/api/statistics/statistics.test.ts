// The figures of a small court, counted by hand (三·一(五)2–3): two cases of January, one handed over in time and received a day late.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reportDraft } from '../../../api/matters/report-draft.ts';
import { checkForm } from '../../../domain/record/form.ts';
import { given } from '../../support/given.ts';
import { called } from '../../support/given-people.ts';
import { type Case, filing, startApi, type TestApi } from '../../support/api.ts';

interface Figure {
  readonly id: string;
  readonly value: number | null;
  readonly of: number | null;
  readonly records: string;
}
interface Shown {
  readonly groups: readonly { readonly key: string; readonly zh: string; readonly figures: readonly Figure[] }[];
}
interface Records {
  readonly items: readonly { readonly caseId: string; readonly deadline: string | null }[];
  readonly next: string | null;
}

let api: TestApi;
let ids: readonly string[] = [];
const january = 'from=2026-01-01&to=2026-01-31';
const get = async <T>(path: string) => (await api.as('p-analysis-1').get<T>(path)).body;
const figure = ({ figures }: Shown['groups'][number], id: string) => figures.find((each) => each.id === id);

beforeAll(async () => {
  api = await startApi();
  const history = [
    { node: 'material.received', at: '2026-01-05T10:00:00+08:00', payload: { items: ['申请书'] } },
    { node: 'reception.waived', at: '2026-01-06T10:00:00+08:00', payload: { reason: '申请执行人在外地' } },
  ];
  const bodies = [
    filing({ filedAt: '2026-01-05T09:00:00+08:00', history }),
    filing({ filedAt: '2026-01-12T09:00:00+08:00', respondents: [{ name: '王某', kind: 'person' }], history: [] }),
  ];
  const filed = await Promise.all(bodies.map((body) => api.as('p-filing-1').post<Case>('/api/cases', body)));
  ids = filed.map(({ body }) => body.id);
});
afterAll(() => api.close());

it('counts what was done in time and late, what is overdue, and the share of it', async () => {
  const [court] = (await get<Shown>(`/api/statistics?${january}`)).groups;
  if (court === undefined) throw new Error('the court is a group');
  const values = Object.fromEntries(court.figures.map(({ id, value }) => [id, value]));
  expect(values).toMatchObject({ 'done-in-time': 1, 'done-late': 1, 'in-time-rate': 50, filed: 2, closed: 0 });
  expect(values['termination-rate']).toBeNull(); // of nothing
  const cases = await Promise.all(ids.map((id) => get<Case>(`/api/cases/${id}`)));
  expect(values['overdue-now']).toBe(cases.reduce((sum, { overdue }) => sum + overdue, 0));
  expect(values['overdue-now']).toBeGreaterThan(10);
});

it('opens the records behind a figure, page after page, as many as it counts', async () => {
  const [court] = (await get<Shown>(`/api/statistics?${january}`)).groups;
  const late = await get<Records>(court ? (figure(court, 'done-late')?.records ?? '') : '');
  expect(late.items.map(({ caseId, deadline }) => [caseId, deadline?.split('@')[0]])).toEqual([[ids[0], 'reception']]);
  const overdue = court ? figure(court, 'overdue-now') : undefined;
  const found: string[] = [];
  for (let next: string | null = ''; next !== null;) {
    const page: Records = await get<Records>(`${overdue?.records ?? ''}&limit=4${next && `&cursor=${next}`}`);
    found.push(...page.items.map(({ caseId, deadline }) => `${caseId} ${deadline ?? ''}`));
    ({ next } = page);
  }
  expect(new Set(found).size).toBe(overdue?.value);
});

it('tells desks and persons apart, and a desk that did nothing is not there', async () => {
  const desks = (await get<Shown>(`/api/statistics?${january}&by=desk`)).groups;
  const reception = desks.find(({ key }) => key === 'reception');
  expect(reception?.zh).toBe('执行初次接待窗口');
  expect(reception && figure(reception, 'done-late')?.value).toBe(1);
  expect(desks.some(({ key }) => key === 'bailiff')).toBe(false);
});

it('comes as a workbook too, asked for in either way', async () => {
  const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  for (const [path, headers] of [
    [`/api/statistics?${january}&format=xlsx`, {}],
    [`/api/statistics?${january}`, { accept: xlsx }],
  ] as const) {
    const { status, headers: told } = await api.as('p-analysis-1').get(path, headers);
    expect([status, told['content-type']]).toEqual([200, xlsx]);
  }
});

it('drafts the analysis report of its month, until that has been submitted', async () => {
  const report = given().founds('report', { kind: 'analysis', month: '2026-01' }, { at: '2026-02-02T09:00' });
  const reader = called('analysis');
  const draft = await reportDraft(api.store.db, report.c, reader);
  expect(draft?.statistics).toBe(`/api/statistics?${january}`);
  expect(draft?.figures).toContainEqual({ what: '期限内逾期办结', value: '1项' });
  expect(checkForm('report.submitted', { text: '一', figures: draft?.figures })).toBeUndefined();
  expect(
    await reportDraft(api.store.db, report.complete('report.submitted', {}, { by: 'analysis' }).c, reader),
  ).toBeNull();
});

it.each([
  ['days that are none', 'from=2026-02-30'],
  ['days out of order', 'from=2026-02-01&to=2026-01-01'],
  ['a group that is none', 'by=moon'],
])('refuses %s', async (_, query) => {
  expect(await get<{ code: string }>(`/api/statistics?${query}`)).toMatchObject({ code: 'bad-query' });
});

it('is the court’s own', async () => {
  expect((await api.as('p-applicant-1').get('/api/statistics')).status).toBe(403);
});
