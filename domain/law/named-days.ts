import { type CivilDate } from '../time/civil-date.ts';
import type { Publication } from './publication.ts';

/** A day that the calendar names, and which publication says so. */
export interface NamedOn {
  readonly date: CivilDate;
  readonly kind: 'rest' | 'work';
  readonly name: string;
  readonly by: Publication;
}

/**
 * Every day that the calendar names, in order of date, each with the publication that has the last word on it: the same
 * days as `calendarOf` builds the calendar from, with where they come from.
 */
export function namedDays(publications: readonly Publication[]): readonly NamedOn[] {
  const notices = [...new Map(publications.filter((p) => !p.local).map((p) => [p.year, p])).values()];
  const found = new Map<CivilDate, NamedOn>();
  const take = (by: Publication, kind: NamedOn['kind']) => {
    for (const [date, name] of Object.entries(by[kind])) found.set(date, { date, kind, name, by });
  };
  for (const notice of notices) take(notice, 'rest');
  for (const notice of notices) take(notice, 'work');
  for (const own of publications.filter((p) => p.local)) {
    take(own, 'rest');
    take(own, 'work');
  }
  return [...found.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1));
}
