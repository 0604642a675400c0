import type { Static } from 'typebox';
import type { ProvisionalYear, PublicationRow } from '../../db/law/calendar.ts';
import { namedDays } from '../../domain/law/named-days.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import type { CalendarOverview, CalendarPublication, CalendarYearView } from './calendar-schema.ts';

/** All years of the calendar, with those that deadlines wait for. */
export function overviewOf(
  rows: readonly PublicationRow[],
  provisionalYears: readonly ProvisionalYear[],
): Static<typeof CalendarOverview> {
  const byYear = [...Map.groupBy(rows, (row) => row.year)].toSorted(([a], [b]) => a - b);
  return {
    version: rows.at(-1)?.version ?? 0,
    years: byYear.map(([year, publications]) => {
      const last = publications.findLast((row) => !row.local);
      const own = publications.filter((row) => row.local).flatMap((row) => Object.keys({ ...row.rest, ...row.work }));
      return {
        year,
        published: last !== undefined,
        version: last?.version ?? null,
        source: last?.source ?? null,
        notices: [...(last?.notices ?? [])],
        versions: publications.map((row) => row.version),
        localDays: new Set(own).size,
      };
    }),
    provisionalYears: provisionalYears.map(({ year, deadlines, cases }) => ({ year, deadlines, cases })),
  };
}

/** One year as the rows given have it; undefined where none of them is about it. */
export function yearOf(rows: readonly PublicationRow[], year: number): Static<typeof CalendarYearView> | undefined {
  const publications = rows.filter((row) => row.year === year);
  if (publications.length === 0) return undefined;
  const last = publications.findLast((row) => !row.local);
  const days = namedDays(rows).filter(({ date, by }) => date.startsWith(`${year}-`) || by.year === year);
  return {
    year,
    version: rows.at(-1)?.version ?? 0,
    published: last !== undefined,
    source: last?.source ?? null,
    notices: [...(last?.notices ?? [])],
    days: days.map(({ date, kind, name, by }) => ({
      date,
      kind,
      name,
      local: by.local,
      source: by.source,
      notices: [...by.notices],
      version: by.version,
    })),
    publications: publications.map(publicationView),
  };
}

function publicationView(row: PublicationRow): Static<typeof CalendarPublication> {
  const { version, local, source, notices, publishedAt, publishedBy } = row;
  const days = (['rest', 'work'] as const).flatMap((kind) =>
    Object.entries(row[kind]).map(([date, name]) => ({ date, kind, name })),
  );
  return {
    version,
    local,
    source,
    notices: [...notices],
    publishedAt: formatInstant(publishedAt),
    publishedBy,
    days: days.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
  };
}
