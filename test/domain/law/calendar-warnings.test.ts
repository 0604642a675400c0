import { describe, expect, test } from 'vitest';
import { warningId, warningsOf } from '../../../domain/law/draft-warnings.ts';
import { checkApply } from '../../../domain/law/check-apply.ts';
import { readCalendarTable } from '../../../domain/law/calendar-table.ts';
import type { CalendarDraft, DraftDay } from '../../../domain/law/draft.ts';
import { publicationOf } from '../../../domain/law/publication.ts';
import { asDays, notice2027, payoutIn5, publications, rest, snow, work } from '../../support/given-drafts.ts';

const run = (month: number, from: number, to: number, name: string): DraftDay[] =>
  Array.from({ length: to - from + 1 }, (_, i) =>
    rest(`2027-${String(month).padStart(2, '0')}-${String(from + i).padStart(2, '0')}`, name),
  );

/** 2027 as nobody would wonder at it: fifteen weekdays more than are made up for. */
const usual: readonly DraftDay[] = [
  ...run(1, 1, 3, '元旦'),
  ...run(2, 5, 12, '春节'),
  work('2027-02-20'),
  ...run(4, 3, 5, '清明节'),
  ...run(5, 1, 5, '劳动节'),
  work('2027-05-08', '劳动节'),
  ...run(6, 9, 9, '端午节'),
  ...run(9, 15, 15, '中秋节'),
  ...run(10, 1, 7, '国庆节'),
  work('2027-10-09', '国庆节'),
];
const year = (days: readonly DraftDay[], more: Partial<CalendarDraft> = {}) => notice2027({ days, ...more });
const codes = (draft: CalendarDraft, published = publications) => warningsOf(draft, published).map((w) => w.code);
const without = (name: string) => usual.filter((d) => d.name !== name);

describe('nothing is odd about', () => {
  test.each(publications.map((p) => [p.year, p] as const))('%i as it was published', (_, p) => {
    const draft = notice2027({ year: p.year, days: asDays(p) });
    const once = p.year === 2015 ? ['rest-astray'] : []; // seventy years after the war: given that year alone
    expect(codes(draft)).toEqual(once);
    const before = publications.filter((other) => other.year < p.year);
    expect(codes(draft, before), 'when it came out').toEqual(once);
  });

  test('a year like others', () => expect(warningsOf(year(usual), publications)).toEqual([]));

  test('two festivals that meet and share their days', () => {
    const joined = [...without('中秋节').filter((d) => d.name !== '国庆节'), ...run(10, 1, 8, '国庆节、中秋节')];
    expect(codes(year(joined))).toEqual([]);
  });

  test('a weekend named as rest, or a weekday that says where a holiday ends', () => {
    expect(codes(year([...usual, rest('2027-02-13'), work('2027-02-15', '元宵')]))).toEqual(['weekday-worked']);
    expect(codes(year([...usual, rest('2027-02-13'), rest('2027-02-14'), work('2027-02-15')]))).toEqual([]);
  });

  test('the first years, when nothing else is published', () => {
    expect(codes(notice2027({ year: 2007, days: asDays(publications[0]) }), [])).toEqual([]);
  });

  test('a rule', () => expect(warningsOf(payoutIn5(), publications)).toEqual([]));
});

describe('odd is', () => {
  test('a notice of one day', () => {
    const found = warningsOf(year([rest('2027-01-01', '元旦')]), publications);
    expect(found.map((w) => w.code)).toEqual([...Array<string>(6).fill('festival-missing'), 'few-rest-days']);
    expect(found[0]?.zh).toBe('没有写春节放假（1月20日至2月28日之间应有）');
    expect(found.at(-1)?.zh).toBe('工作日放假减去周末上班，全年只有1日；前5年至少11日');
  });

  test.each(['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'])('a year without %s', (name) => {
    const found = warningsOf(year(without(name)), publications);
    expect(found.filter((w) => w.code === 'festival-missing').map((w) => w.zh)).toEqual([
      expect.stringContaining(name),
    ]);
  });

  test.each<[string, readonly DraftDay[], readonly string[]]>([
    ['a Tuesday worked', [...usual, work('2027-03-02', '春节')], ['weekday-worked']],
    ['a festival in another month', [...without('元旦'), ...run(3, 5, 7, '元旦')], ['festival-missing', 'rest-astray']],
    ['a festival twice as long', [...without('国庆节'), ...run(10, 1, 14, '国庆节')], ['festival-length', 'rest-astray']],
    ['a festival of half its days', [...without('春节'), ...run(2, 5, 7, '春节')], ['festival-length']],
    ['weekends made up for and not given', [...usual, ...['03', '04', '11', '18', '25'].map((d) => work(`2027-07-${d}`, '补班'))], ['few-rest-days']],
    ['a weekday off in August', [...usual, rest('2027-08-11', '春节')], ['rest-astray']],
    ['a festival that nobody knows', [...usual, rest('2027-06-10', '建院纪念日')], ['rest-astray']],
    ['May Day in June', [...usual, rest('2027-06-01', '劳动节')], ['rest-astray']],
  ])('%s', (_, days, expected) => expect(codes(year(days))).toEqual(expected)); // prettier-ignore

  test('the number of another year’s notice; not that of its own, put right', () => {
    const [last] = publications.slice(-1);
    const found = warningsOf(year(usual, { notice: last?.notices[0] ?? '' }), publications);
    expect(found.map((w) => w.zh)).toEqual([expect.stringContaining(`是${last?.year}年的放假安排`)]);
    expect(codes(year(usual), [...publications, publicationOf(year(usual), 21)])).toEqual([]);
    expect(codes({ ...snow('2026-12-03'), notice: publications[0]?.notices[0] ?? '' })).toEqual(['notice-reused']);
  });

  test('also what comes as a table', () => {
    const days = readCalendarTable('日期,休或班,名称\n2027/1/1,休,元旦\n2027/3/2,班,春节\n');
    expect(codes(year(days as DraftDay[]))).toContain('weekday-worked'); // a table that can be read
  });

  test('an amendment that loses what the year had; its own first version is no measure', () => {
    const published = [...publications, publicationOf(year(usual), 21)];
    expect(codes(year(without('劳动节')), published)).toEqual(['festival-missing']);
    expect(codes(year(usual), [...publications, publicationOf(year([rest('2027-01-01', '元旦')]), 21)])).toEqual([]);
  });
});

describe('of the court’s own days', () => {
  test('nothing is expected but that work is not named where it is anyway', () => {
    expect(codes(snow('2026-12-03'))).toEqual([]);
    const own = { ...snow('2026-12-03'), days: [work('2026-12-03', '恢复办公')] };
    expect(codes(own)).toEqual(['weekday-worked']);
    expect(codes(own, [...publications, publicationOf(snow('2026-12-03'), 21)]), 'taken back').toEqual([]);
    expect(codes({ ...own, days: [work('2026-12-05', '补班')] }), 'a Saturday').toEqual([]);
  });
});

describe('applying an odd year', () => {
  const now = { rules: 1, calendar: 20, settings: 1, today: '2026-11-20', publications };
  const body = year([...usual, work('2027-03-02', '春节')]);
  const draft = {
    status: 'draft',
    body,
    previewRules: 1,
    previewCalendar: 20,
    previewSettings: 1,
    acknowledged: null,
  } as const;

  test('is refused, says what is odd and how to say that it is meant', () => {
    const refusal = checkApply(draft, now);
    expect(refusal).toMatchObject({ code: 'warnings-open', missing: [{ id: 'weekday-worked:2027-03-02' }] });
    expect(refusal?.zh).toBe(
      '请核对：2027-03-02是周一至周五，本来就上班，却写为调休上班。有误的，作废后另拟草案；确属无误的，公布时附上 {"acknowledge": ["weekday-worked:2027-03-02"]}',
    );
  });

  test('goes through once each is acknowledged, and not with others', () => {
    expect(checkApply({ ...draft, acknowledged: ['weekday-worked:2027-03-02'] }, now)).toBeUndefined();
    expect(checkApply({ ...draft, acknowledged: ['weekday-worked'] }, now)?.code, 'which day?').toBe('warnings-open');
    expect(checkApply({ ...draft, acknowledged: ['weekday-worked:2027-03-03'] }, now)?.code).toBe('warnings-open');
    expect(checkApply({ ...draft, acknowledged: ['few-rest-days'] }, now)?.code).toBe('warnings-open');
    const one = { ...draft, body: year([rest('2027-01-01', '元旦')]) };
    const ids = warningsOf(one.body, publications).map(warningId);
    expect(checkApply({ ...one, acknowledged: ids.slice(1) }, now)?.missing.map((m) => m.id)).toEqual([
      'festival-missing:春节',
    ]);
    expect(checkApply({ ...one, acknowledged: ids }, now)).toBeUndefined();
  });

  test('wants a preview first all the same', () => {
    expect(checkApply({ ...draft, previewRules: null, previewCalendar: null, previewSettings: null }, now)?.code).toBe(
      'no-preview',
    );
  });
});
