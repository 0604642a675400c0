import { addDays, type CivilDate, dayNumber } from '../time/civil-date.ts';
import { isWeekday } from '../time/court-calendar.ts';
import type { CalendarDraft, DraftDay } from './draft.ts';
import { namedDays } from './named-days.ts';
import type { Publication } from './publication.ts';

/** What is odd about a year that nobody would publish. */
export const calendarWarningCodes = {
  'festival-missing': '缺少法定节日',
  'festival-length': '放假天数与往年相差很大',
  'weekday-worked': '周一至周五写为上班',
  'few-rest-days': '放假天数少于往年',
  'rest-astray': '不在法定节日前后的工作日写为放假',
  'notice-reused': '通知文号已用于其他年份',
} as const;

/** Something odd about a year. */
export interface CalendarWarning {
  readonly code: keyof typeof calendarWarningCodes;
  /** The festival, the days or the notice, and what was found of it: `春节`, `国庆节 14/7-8`, `2027-03-02`. */
  readonly about: string;
  readonly zh: string;
}

interface Festival {
  readonly zh: string;
  /** How notices call it; two that meet share a name (国庆节、中秋节). */
  readonly called: RegExp;
  /** One of its days of rest lies between these days of the year. */
  readonly from: string;
  readonly to: string;
  /** The first year in which it was a holiday: 国务院令第513号. */
  readonly since: number;
}

// 全国年节及纪念日放假办法, article 2; the days of the moon's calendar as far as they wander
const festivals: readonly Festival[] = [
  { zh: '元旦', called: /元旦|新年/, from: '01-01', to: '01-01', since: 0 },
  { zh: '春节', called: /春节/, from: '01-20', to: '02-28', since: 0 },
  { zh: '清明节', called: /清明/, from: '04-04', to: '04-06', since: 2008 },
  { zh: '劳动节', called: /劳动|五一/, from: '05-01', to: '05-01', since: 0 },
  { zh: '端午节', called: /端午/, from: '05-26', to: '06-26', since: 2008 },
  { zh: '中秋节', called: /中秋/, from: '09-06', to: '10-09', since: 2008 },
  { zh: '国庆节', called: /国庆|十一/, from: '10-01', to: '10-01', since: 0 },
];

const YEARS_BEFORE = 5; // the law itself changes: 11 days until 2024, 13 since
const FAR = 3; // days: in no year since 2007 has a notice differed by more from all others
const LEAST_OTHERS = 3; // years: from fewer nothing follows

/** What is odd about a year, against everything published. */
export function calendarWarnings(
  draft: CalendarDraft,
  publications: readonly Publication[],
): readonly CalendarWarning[] {
  const reused = noticeReused(draft, publications);
  if (draft.local) return [...weekdaysWorked(draft, restsOf(publications)), ...reused];
  const notices = [...new Map(publications.filter((p) => !p.local).map((p) => [p.year, p])).values()];
  const others = notices.filter((p) => p.year !== draft.year).map(yearOf);
  const year: Year = { year: draft.year, rest: datesOf(draft, 'rest'), work: datesOf(draft, 'work') };
  return [
    ...missing(year),
    ...lengths(year, others),
    ...weekdaysWorked(draft, new Set()),
    ...fewRestDays(year, others),
    ...astray(year),
    ...reused,
  ];
}

/** A year's days by date, with their names. */
interface Year {
  readonly year: number;
  readonly rest: ReadonlyMap<CivilDate, string>;
  readonly work: ReadonlyMap<CivilDate, string>;
}

const yearOf = ({ year, rest, work }: Publication): Year => ({
  year,
  rest: new Map(Object.entries(rest)),
  work: new Map(Object.entries(work)),
});

const datesOf = ({ days }: CalendarDraft, kind: DraftDay['kind']): ReadonlyMap<CivilDate, string> =>
  new Map(days.filter((d) => d.kind === kind).map((d) => [d.date, d.name]));

function missing({ year, rest }: Year): readonly CalendarWarning[] {
  const isThere = ({ called, from, to }: Festival) =>
    [...rest].some(([date, name]) => called.test(name) && date >= `${year}-${from}` && date <= `${year}-${to}`);
  const absent = festivals.filter((f) => f.since <= year && !isThere(f));
  return absent.map(({ zh, from, to }) => {
    const when = from === to ? inWords(from) : `${inWords(from)}至${inWords(to)}之间`;
    return { code: 'festival-missing', about: zh, zh: `没有写${zh}放假（${when}应有）` };
  });
}

const inWords = (monthDay: string): string => monthDay.replace(/^0?(\d+)-0?(\d+)$/, '$1月$2日');

/** Days of rest by festival; those of two that meet count for the later one, which they are joined to. */
function lengthsOf({ rest }: Year): ReadonlyMap<string, number> {
  const of = [...rest.values()].map((name) => festivals.findLast((f) => f.called.test(name))?.zh ?? '');
  return new Map([...Map.groupBy(of, (zh) => zh)].filter(([zh]) => zh !== '').map(([zh, days]) => [zh, days.length]));
}

function lengths(year: Year, others: readonly Year[]): readonly CalendarWarning[] {
  const known = others.map(lengthsOf);
  return [...lengthsOf(year)].flatMap(([zh, days]): readonly CalendarWarning[] => {
    const theirs = known.flatMap((of) => of.get(zh) ?? []);
    const [least, most] = [Math.min(...theirs), Math.max(...theirs)];
    if (theirs.length < LEAST_OTHERS || (days >= least - FAR && days <= most + FAR)) return [];
    const about = `${zh} ${days}/${least}-${most}`;
    return [{ code: 'festival-length', about, zh: `${zh}放假${days}日，其他年份为${least}至${most}日` }];
  });
}

/**
 * A weekday is worked anyway. Notices name one at most to say that a holiday ends there (2020-02-03, 春节), and a court
 * to take a closing day back.
 */
function weekdaysWorked({ days }: CalendarDraft, takenBack: ReadonlySet<CivilDate>): readonly CalendarWarning[] {
  const rests = new Map(days.filter((d) => d.kind === 'rest').map((d) => [d.date, d.name]));
  const odd = days.filter(
    ({ date, kind, name }) =>
      kind === 'work' && isWeekday(dayNumber(date)) && !takenBack.has(date) && rests.get(addDays(date, -1)) !== name,
  );
  if (odd.length === 0) return [];
  const dates = odd.map((d) => d.date);
  return [{ code: 'weekday-worked', about: eachOf(dates), zh: `${inList(dates)}是周一至周五，本来就上班，却写为调休上班` }]; // prettier-ignore
}

/** A holiday reaches some days beyond its festival. Whatever else rests was given once (2015-09-03), or is a slip of the pen. */
function astray({ year, rest }: Year): readonly CalendarWarning[] {
  const isNear = (date: CivilDate, { from, to }: Festival) =>
    [year, year + 1].some((y) => date >= addDays(`${y}-${from}`, -REACH) && date <= addDays(`${y}-${to}`, REACH));
  const odd = [...rest].filter(
    ([date, name]) => isWeekday(dayNumber(date)) && !festivals.some((f) => f.called.test(name) && isNear(date, f)),
  );
  if (odd.length === 0) return [];
  const dates = odd.map(([date]) => date);
  return [{ code: 'rest-astray', about: eachOf(dates), zh: `${inList(dates)}不在所写节日前后，却写为放假` }];
}

const REACH = 9; // days

/** Each notice has a number of its own. One that is entered again for its own year is being put right. */
function noticeReused(
  { year, notice }: CalendarDraft,
  publications: readonly Publication[],
): readonly CalendarWarning[] {
  const other = publications.find((p) => p.year !== year && p.notices.includes(notice));
  return other === undefined
    ? []
    : [
        {
          code: 'notice-reused',
          about: `${notice} ${other.year}`,
          zh: `文号${notice}是${other.year}年的放假安排，请核对是否抄错`,
        },
      ];
}

/** All of them, however many: what is not named has not been seen. */
const eachOf = (dates: readonly CivilDate[]): string => dates.toSorted().join(' ');

function inList(dates: readonly CivilDate[]): string {
  const more = dates.length > MOST_LISTED ? `等${dates.length}日` : '';
  return `${dates.toSorted().slice(0, MOST_LISTED).join('、')}${more}`;
}

const MOST_LISTED = 10;

const restsOf = (publications: readonly Publication[]): ReadonlySet<CivilDate> =>
  new Set(
    namedDays(publications)
      .filter((d) => d.kind === 'rest')
      .map((d) => d.date),
  );

/** Weekdays off less weekend days worked: what the law grants, however a notice arranges it. */
function granted({ rest, work }: Year): number {
  const weekdays = (dates: Iterable<CivilDate>) => [...dates].filter((date) => isWeekday(dayNumber(date))).length;
  return weekdays(rest.keys()) - (work.size - weekdays(work.keys()));
}

function fewRestDays(year: Year, others: readonly Year[]): readonly CalendarWarning[] {
  const before = others.filter((y) => y.year < year.year && y.year >= year.year - YEARS_BEFORE).map(granted);
  const [days, least] = [granted(year), Math.min(...before)];
  if (before.length === 0 || days >= least) return [];
  const zh = `工作日放假减去周末上班，全年只有${days}日；前${before.length}年至少${least}日`;
  return [{ code: 'few-rest-days', about: `${days}/${least}`, zh }];
}
