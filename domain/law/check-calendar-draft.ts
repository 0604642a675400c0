import type { Missing, Refusal } from '../record/refusal.ts';
import { refuse } from '../record/refusal.ts';
import { type CivilDate, isCivilDate } from '../time/civil-date.ts';
import type { CalendarDraft, DraftDay } from './draft.ts';
import { namesByDate, type Publication } from './publication.ts';

/** A year of the calendar as somebody asks for it: its form has been checked, nothing else. */
export interface CalendarAsked {
  readonly kind: 'calendar';
  readonly year: number;
  readonly local?: boolean;
  readonly source?: string;
  readonly notice?: string;
  readonly days: readonly DraftDay[];
}

/** What a calendar draft is checked against. */
export interface PublishedCalendar {
  /** In order of version. */
  readonly publications: readonly Publication[];
  /** The court's day, by the wall clock. */
  readonly today: CivilDate;
}

/**
 * How far a year's notice reaches into its neighbours: the notices of 2008 and 2019 begin with 29 December; the days
 * around a New Year that lies otherwise are as many on the other side.
 */
export const noticeSpan = (year: number): { readonly from: CivilDate; readonly to: CivilDate } => ({
  from: `${year - 1}-12-29`,
  to: `${year + 1}-01-03`,
});

/** Whether a year of the calendar could be published as it stands; the first reason against it wins. */
export function checkCalendarDraft(asked: CalendarAsked, published: PublishedCalendar): CalendarDraft | Refusal {
  const { year, local = false, source = '', notice = '', days } = asked;
  const draft: CalendarDraft = { kind: 'calendar', year, local, source: source.trim(), notice: notice.trim(), days };
  return (
    unnamed(draft) ??
    impossible(draft) ??
    outside(draft) ??
    twice(draft) ??
    gap(draft, published) ??
    unchanged(draft, published) ??
    draft
  );
}

function unnamed({ source, notice }: CalendarDraft): Refusal | undefined {
  const missing: Missing[] = [
    ...(source === '' ? [{ id: 'source', zh: '发布机关' }] : []),
    ...(notice === '' ? [{ id: 'notice', zh: '通知文号' }] : []),
  ];
  return missing.length === 0
    ? undefined
    : refuse('notice-missing', '请写明放假安排的发布机关（source）和通知文号（notice）', undefined, missing);
}

function impossible({ days }: CalendarDraft): Refusal | undefined {
  const wrong = days.filter((d) => !isCivilDate(d.date));
  return wrong.length === 0
    ? undefined
    : refuse('bad-date', '日期须为存在的日子，写作 2026-02-17', undefined, listed(wrong, '没有这一天'));
}

function outside({ year, local, days }: CalendarDraft): Refusal | undefined {
  const { from, to } = local ? { from: `${year}-01-01`, to: `${year}-12-31` } : noticeSpan(year);
  // both are YYYY-MM-DD, so their order as text is their order in time
  const wrong = days.filter((d) => d.date < from || d.date > to);
  return wrong.length === 0
    ? undefined
    : refuse(
        'date-outside-span',
        `${year}年的${local ? '本院自定日' : '放假安排'}只能写${from}至${to}的日子`,
        undefined,
        listed(wrong, '不在此范围内'),
      );
}

function twice({ days }: CalendarDraft): Refusal | undefined {
  const wrong = [...Map.groupBy(days, (d) => d.date).values()].filter((same) => same.length > 1);
  if (wrong.length === 0) return undefined;
  const missing = wrong.map(([first, ...rest]) => {
    const isBoth = rest.some((d) => d.kind !== first?.kind);
    return { id: first?.date ?? '', zh: isBoth ? '既写为休息，又写为上班' : '写了不止一次' };
  });
  return refuse('rest-and-work', '每一天只能写一次，或者休息，或者上班', undefined, missing);
}

function gap({ year, local }: CalendarDraft, { publications, today }: PublishedCalendar): Refusal | undefined {
  const isPublished = (y: number) => publications.some((p) => !p.local && p.year === y);
  if (isPublished(year)) return undefined;
  if (local) {
    return String(year) === today.slice(0, 4)
      ? undefined
      : refuse('year-gap', `${year}年的放假安排尚未公布，本院自定日只能用于已公布的年份和当年`);
  }
  return isPublished(year - 1)
    ? undefined
    : refuse('year-gap', `请先公布${year - 1}年的放假安排，日历不能有空缺`, undefined, [
        { id: String(year - 1), zh: '尚未公布' },
      ]);
}

/** A notice replaces the year's last one; the court's own days are added day by day. */
function unchanged(draft: CalendarDraft, { publications }: PublishedCalendar): Refusal | undefined {
  const { year, local, days } = draft;
  const earlier = publications.filter((p) => p.local === local && p.year === year);
  const isSame = local
    ? days.every((d) => sameAs(d, earlier.findLast((p) => d.date in p.rest || d.date in p.work))) // prettier-ignore
    : sameDays(days, earlier.at(-1));
  return isSame ? refuse('not-a-change', `与已经公布的${year}年日历没有差别，不必再公布`) : undefined;
}

const sameAs = ({ date, kind, name }: DraftDay, published: Publication | undefined): boolean =>
  published !== undefined && (kind === 'rest' ? published.rest : published.work)[date] === name;

function sameDays(days: readonly DraftDay[], published: Publication | undefined): boolean {
  if (published === undefined) return false;
  const [rest, work] = [namesByDate(days, 'rest'), namesByDate(days, 'work')];
  return sameNames(rest, published.rest) && sameNames(work, published.work);
}

const sameNames = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([date, name]) => b[date] === name);

const listed = (days: readonly DraftDay[], zh: string): readonly Missing[] =>
  days.slice(0, 50).map(({ date }) => ({ id: date, zh }));
