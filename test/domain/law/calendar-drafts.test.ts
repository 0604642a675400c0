import { describe, expect, test } from 'vitest';
import { checkCalendarDraft, noticeSpan } from '../../../domain/law/check-calendar-draft.ts';
import { namedDays } from '../../../domain/law/named-days.ts';
import { calendarOf, type Publication, publicationOf } from '../../../domain/law/publication.ts';
import { addDays, civilDate, dayNumber } from '../../../domain/time/civil-date.ts';
import { asDays, notice2027, publications, rest, snow, work } from '../../support/given-drafts.ts';
import { seedCalendar } from '../../support/seed-calendar.ts';

const today = '2026-11-20';
const check = (draft: object, published: readonly Publication[] = publications) =>
  checkCalendarDraft({ ...notice2027(), ...draft }, { publications: published, today });
const refusal = (draft: object, published?: readonly Publication[]) => {
  const found = check(draft, published);
  return 'code' in found ? [found.code, ...found.missing.map((m) => m.id)] : 'accepted';
};
const year2026 = publications.at(-1);

describe('a year of the calendar', () => {
  test('is a draft as it was sent', () => {
    expect(check({ source: ' 国务院办公厅 ' })).toEqual(notice2027());
  });

  test.each<[string, object, readonly string[]]>([
    ['no source', { source: undefined }, ['notice-missing', 'source']],
    ['an empty number', { notice: '  ', source: '' }, ['notice-missing', 'source', 'notice']],
    ['a day that does not exist', { days: [rest('2027-02-30')] }, ['bad-date', '2027-02-30']],
    ['a date written otherwise', { days: [rest('2027-2-3')] }, ['bad-date', '2027-2-3']],
    ['a day of another year', { days: [rest('2026-12-28'), rest('2027-01-01')] }, ['date-outside-span', '2026-12-28']],
    ['a day of the year after', { days: [rest('2028-01-04')] }, ['date-outside-span', '2028-01-04']],
    ['a day both', { days: [rest('2027-02-06'), work('2027-02-06')] }, ['rest-and-work', '2027-02-06']],
    ['a day twice', { days: [rest('2027-02-06'), rest('2027-02-06')] }, ['rest-and-work', '2027-02-06']],
    ['a gap', { year: 2028, days: [rest('2028-01-01')] }, ['year-gap', '2027']],
    ['a gap behind', { year: 2005, days: [rest('2005-01-01')] }, ['year-gap', '2004']],
    ['what is published', { year: 2026, days: asDays(year2026) }, ['not-a-change']],
  ])('%s', (_, draft, expected) => expect(refusal(draft)).toEqual(expected));

  test('may name a weekday as worked and a weekend as rest, as notices do', () => {
    expect(refusal({ days: [work('2027-03-01'), rest('2027-03-06')] })).toBe('accepted');
  });

  test('may reach as far into its neighbours as every notice since 2007 has', () => {
    for (const { year, rest: named, work: worked } of publications) {
      const { from, to } = noticeSpan(year);
      for (const date of [...Object.keys(named), ...Object.keys(worked)]) expect(date >= from && date <= to).toBe(true);
    }
    expect(refusal({ days: [rest('2026-12-29'), rest('2028-01-03')] })).toBe('accepted');
  });

  test('an amendment of a published year says the year anew', () => {
    const amended = [...asDays(year2026), rest('2026-02-24')];
    expect(refusal({ year: 2026, days: amended })).toBe('accepted');
    expect(refusal({ year: 2026, days: asDays(year2026).slice(1) })).toBe('accepted');
  });
});

describe('the court’s own days', () => {
  test('are for a published year, or the present one', () => {
    expect(check(snow('2026-12-03'))).toEqual(snow('2026-12-03'));
    expect(refusal(snow('2027-01-20'))).toEqual(['year-gap']);
    const without2026 = publications.slice(0, -1);
    expect(refusal(snow('2026-12-03'), without2026)).toBe('accepted');
  });

  test('lie in their year', () => {
    expect(refusal({ ...snow('2026-12-03'), days: [rest('2027-01-01')] })).toEqual(['date-outside-span', '2027-01-01']);
  });

  test('are not published twice, but may be taken back', () => {
    const published = [...publications, publicationOf(snow('2026-12-03'), 21)];
    expect(refusal(snow('2026-12-03'), published)).toEqual(['not-a-change']);
    const back = { ...snow('2026-12-03'), days: [work('2026-12-03', '恢复办公')] };
    expect(refusal(back, published)).toBe('accepted');
    const both = [...published, publicationOf({ ...snow('2026-12-03'), ...back }, 22)];
    expect(refusal(snow('2026-12-03'), both)).toBe('accepted');
  });
});

describe('the calendar that publications make', () => {
  test('is the seeded one', () => expect(calendarOf(publications)).toEqual(seedCalendar));

  test('names its days with where they come from, and each day as it counts', () => {
    const all = [
      ...publications,
      publicationOf(snow('2026-12-03'), 21),
      publicationOf(notice2027(), 22),
      publicationOf({ ...snow('2026-12-03'), days: [work('2026-12-03', '恢复办公')] }, 23),
    ];
    const calendar = calendarOf(all);
    const days = namedDays(all);
    const named = [...calendar.named].toSorted(([a], [b]) => a - b);
    expect(days.map((d) => [dayNumber(d.date), { working: d.kind === 'work', name: d.name }])).toEqual(named);
    expect(days.map((d) => d.date)).toEqual(named.map(([day]) => civilDate(day)));
    expect(days.find((d) => d.date === '2026-12-03')?.by.version).toBe(23);
    expect(days.find((d) => d.date === '2007-12-30')?.by.year).toBe(2008);
    expect(days.some((d) => d.date === addDays('2027-02-12', 1))).toBe(false);
  });
});
