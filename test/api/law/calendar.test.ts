import type { Static } from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CalendarOverview, CalendarYearView } from '../../../api/law/calendar-schema.ts';
import { insertCalendar } from '../../../db/law/rollout.ts';
import { asDays, notice2027, publications, rest, snow } from '../../support/given-drafts.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { before2026, caseWithMoney } from '../../support/law-desk.ts';

type Year = Static<typeof CalendarYearView>;
type Overview = Static<typeof CalendarOverview>;

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const get = <T>(path: string) => api.as('p-applicant-1').get<T>(`/api/calendar${path}`);

describe('the court calendar', () => {
  it('lists the years that have been published, each with its notices', async () => {
    const { status, body } = await get<Overview>('');
    expect(status).toBe(200);
    expect(body.version).toBe(20);
    expect(body.years.map((y) => y.year)).toEqual(publications.map((p) => p.year));
    expect(body.years.find((y) => y.year === 2020)).toEqual({
      year: 2020,
      published: true,
      version: 14,
      source: '国务院办公厅',
      notices: [expect.stringContaining('2019-11/21'), expect.stringContaining('2020-01/27')],
      versions: [14],
      localDays: 0,
    });
  });

  it('shows a year day by day, with neighbours that its notice reaches into', async () => {
    const { body } = await get<Year>('/2008');
    expect(body).toMatchObject({ year: 2008, published: true, source: '国务院办公厅', version: 20 });
    expect(body.days[0]).toMatchObject({ date: '2007-12-29', kind: 'work', name: '元旦', local: false, version: 2 });
    expect(body.publications).toMatchObject([{ version: 2, local: false, publishedBy: 'system' }]);
    const { body: before } = await get<Year>('/2007');
    expect(before.days.at(-1), 'what another year’s notice says of it').toMatchObject({
      date: '2007-12-31',
      version: 2,
    });
  });

  it('keeps every publication, and shows each version as it was', async () => {
    const { db } = api.store;
    await insertCalendar(db, snow('2026-12-03'), 21, 'p-administrator-1');
    const amended = [...asDays(publications.at(-1)), rest('2026-12-04', '加假')];
    await insertCalendar(db, notice2027({ year: 2026, days: amended, notice: '修订' }), 22, 'p-administrator-1');
    const { body: now } = await get<Year>('/2026');
    expect(now.publications.map((p) => [p.version, p.local, p.publishedBy])).toEqual([
      [20, false, 'system'],
      [21, true, 'p-administrator-1'],
      [22, false, 'p-administrator-1'],
    ]);
    expect(now.notices).toEqual(['修订']);
    expect(now.days.filter((d) => d.date >= '2026-12-01')).toEqual([
      { date: '2026-12-03', kind: 'rest', name: '大雪停止办公', local: true, source: '武陟县人民法院', notices: ['公告第3号'], version: 21 }, // prettier-ignore
      { date: '2026-12-04', kind: 'rest', name: '加假', local: false, source: '国务院办公厅', notices: ['修订'], version: 22 }, // prettier-ignore
    ]);
    const { body: then } = await get<Year>('/2026?version=21');
    expect(then).toMatchObject({ version: 21, publications: [{ version: 20 }, { version: 21 }] });
    expect(then.days.map((d) => d.date)).not.toContain('2026-12-04');
    const { body: overview } = await get<Overview>('');
    expect(overview.years.at(-1)).toMatchObject({ version: 22, versions: [20, 21, 22], localDays: 1 });
  });

  it('shows the court’s own days of a year that nobody has published', async () => {
    await insertCalendar(api.store.db, snow('2027-01-20'), 23, 'p-administrator-1');
    expect((await get<Year>('/2027')).body).toMatchObject({
      published: false,
      source: null,
      notices: [],
      days: [{ date: '2027-01-20', local: true }],
    });
    const { body } = await get<Overview>('');
    expect(body.years.at(-1)).toMatchObject({ year: 2027, published: false, version: null, localDays: 1 });
  });

  it.each([
    ['/2031', 404, 'unknown-year'],
    ['/2006', 404, 'unknown-year'],
    ['/2026?version=19', 404, 'unknown-year'],
    ['/2026?version=99', 404, 'unknown-version'],
    ['/2026?version=0', 400, 'bad-query'],
    ['/2026?version=new', 400, 'bad-query'],
    ['/2026?edition=1', 400, 'bad-query'],
    ['/next', 400, 'bad-query'],
  ])('%s → %s %s', async (path, status, code) => {
    expect(await get(path)).toMatchObject({ status, body: { code } });
  });
});

it('names the years that deadlines wait for', async () => {
  const fresh = await startApi();
  await before2026(fresh);
  await caseWithMoney(fresh);
  const { body } = await fresh.as('p-review-1').get<Overview>('/api/calendar');
  expect(body.version).toBe(19);
  expect(body.provisionalYears).toEqual([{ year: 2026, deadlines: expect.any(Number) as number, cases: 1 }]);
  expect(body.provisionalYears[0]?.deadlines).toBeGreaterThan(5);
  await fresh.close();
});
