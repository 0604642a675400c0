import { asc, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { calendarYears } from '../schema/index.ts';

/** Everything ever published in the court calendar, in order of version. */
export const readPublications = (db: Db) => db.select().from(calendarYears).orderBy(asc(calendarYears.version));

export type PublicationRow = Awaited<ReturnType<typeof readPublications>>[number];

/** A year without a notice, and what waits for it. */
export interface ProvisionalYear {
  readonly year: number;
  readonly deadlines: number;
  readonly cases: number;
}

/** Years that nobody has published and that open deadlines rest on. */
export async function readProvisionalYears(db: Db): Promise<readonly ProvisionalYear[]> {
  const { rows } = await db.execute<{ year: string; deadlines: string; cases: string }>(sql`
    select year, count(*) as deadlines, count(distinct case_id) as cases
    from deadlines d, jsonb_array_elements(d.because) step, jsonb_array_elements_text(step -> 'years') year
    where d.provisional and d.status in ('open', 'suspended') and step ->> 'step' = 'provisional'
    group by year order by year`);
  return rows.map((row) => ({ year: Number(row.year), deadlines: Number(row.deadlines), cases: Number(row.cases) }));
}
