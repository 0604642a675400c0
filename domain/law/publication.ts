import { type CalendarYear, type CourtCalendar, courtCalendar } from '../time/court-calendar.ts';
import type { CalendarDraft, DraftDay } from './draft.ts';

/** One publication of a year, or of the court's own days, as it lies in the published calendar: append-only. */
export interface Publication extends CalendarYear {
  /** The calendar's version that it made. */
  readonly version: number;
  /** The court's own days: they publish no year. */
  readonly local: boolean;
  readonly source: string;
}

/** The calendar that publications make, in order of version: each year's last notice, the court's own days on top. */
export const calendarOf = (publications: readonly Publication[]): CourtCalendar =>
  courtCalendar(
    publications.filter((p) => !p.local),
    publications.filter((p) => p.local),
  );

/** A draft as the publication that applying it would make. */
export function publicationOf({ year, local, source, notice, days }: CalendarDraft, version: number): Publication {
  return {
    version,
    year,
    local,
    source,
    notices: [notice],
    rest: namesByDate(days, 'rest'),
    work: namesByDate(days, 'work'),
  };
}

/** Days of one kind by date. */
export const namesByDate = (days: readonly DraftDay[], kind: DraftDay['kind']): Readonly<Record<string, string>> =>
  Object.fromEntries(days.filter((d) => d.kind === kind).map((d) => [d.date, d.name]));
