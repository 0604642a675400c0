import { lprTables } from '../../money/lpr.ts';
import { reading } from '../../record/reading.ts';

/** The tables of rates that a case's interest is computed by: those built in, and what the law that it met last has published since. */
export const rateTablesOf = reading((c): Readonly<Record<string, readonly object[]>> => {
  const later = c.all('law.applied').findLast(({ payload }) => payload.rates !== undefined)?.payload.rates ?? {};
  return Object.fromEntries(Object.entries(lprTables).map(([name, rows]) => [name, [...rows, ...(later[name] ?? [])]]));
});
