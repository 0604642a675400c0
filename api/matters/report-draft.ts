import { readFigures } from '../../db/statistics/figures.ts';
import type { Db } from '../../db/client.ts';
import type { Person } from '../../domain/record/actor.ts';
import type { Case } from '../../domain/record/case.ts';
import { addDays, addMonths } from '../../domain/time/civil-date.ts';
import { endOfDay, startOfDay } from '../../domain/time/instant.ts';
import { figureIds } from '../../domain/words/figures.ts';
import { groupsShown } from '../statistics/statistics-view.ts';

/**
 * The figures of its month, as an analysis report that nobody has submitted yet may carry them (三·一(五)3), and where they come
 * from; null for every other record. They are those of today: a fact recorded late is in them.
 */
export async function reportDraft(db: Db, c: Case, reader: Person) {
  const [opened] = c.all('period.opened');
  if (opened?.payload.kind !== 'analysis' || c.first('report.submitted') !== undefined) return null;
  const from = `${opened.payload.month}-01`;
  const days = { from, to: addDays(addMonths(from, 1), -1) };
  const asked = {
    from: startOfDay(days.from),
    to: endOfDay(days.to),
    by: 'court',
    reader,
    realNow: Date.now(),
  } as const;
  const [court] = groupsShown(await readFigures(db, figureIds, asked), { by: 'court', days, names: new Map() });
  const figures = (court?.figures ?? []).filter(({ value }) => value !== null);
  return {
    statistics: `/api/statistics?${new URLSearchParams(days).toString()}`,
    figures: figures.map(({ zh, value, unit }) => ({ what: zh, value: `${value ?? ''}${unit}` })),
  };
}
