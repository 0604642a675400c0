import type { CalendarDraft, DraftDay, RuleDraft } from '../../domain/law/draft.ts';
import type { Publication } from '../../domain/law/publication.ts';
import { seedYears } from './seed-calendar.ts';

/** The State Council's years as the database has them: one publication each. */
export const publications: readonly Publication[] = seedYears.map((year, i) => ({
  ...year,
  version: i + 1,
  local: false,
  source: '国务院办公厅',
}));

/** A day of rest. */
export const rest = (date: string, name = '春节'): DraftDay => ({ date, kind: 'rest', name });

/** A day worked. */
export const work = (date: string, name = '春节'): DraftDay => ({ date, kind: 'work', name });

/** The days that a published year names, as a draft has them. */
export const asDays = (p: Pick<Publication, 'rest' | 'work'> | undefined): DraftDay[] => [
  ...Object.entries(p?.rest ?? {}).map(([date, name]) => rest(date, name)),
  ...Object.entries(p?.work ?? {}).map(([date, name]) => work(date, name)),
];

/** The notice of 2027 as it might be: a week at Spring Festival, made up for on a Saturday. */
export const notice2027 = (more: Partial<CalendarDraft> = {}): CalendarDraft => ({
  kind: 'calendar',
  year: 2027,
  local: false,
  source: '国务院办公厅',
  notice: '国办发明电〔2026〕7号',
  days: [
    rest('2027-01-01', '元旦'),
    ...['05', '06', '07', '08', '09', '10', '11', '12'].map((day) => rest(`2027-02-${day}`)),
    work('2027-02-20'),
  ],
  ...more,
});

/** The court's own day. */
export const snow = (date: string): CalendarDraft =>
  notice2027({ year: Number(date.slice(0, 4)), local: true, source: '武陟县人民法院', notice: '公告第3号', days: [rest(date, '大雪停止办公')] }); // prettier-ignore

/** Payout within five days, from the first of October 2026. */
export const payoutIn5 = (more: Partial<RuleDraft> = {}): RuleDraft => ({
  kind: 'rule',
  rule: 'payout',
  effectiveFrom: '2026-10-01',
  within: '5d',
  basis: '本院〔2026〕12号',
  reachesOpen: false,
  ...more,
});
