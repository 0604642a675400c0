import Type from 'typebox';
import { readProvisionalYears, readPublications } from '../../db/law/calendar.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { ApiProblem, HTTP } from '../http/errors.ts';
import { CalendarOverview, CalendarYearView } from './calendar-schema.ts';
import { answers } from '../http/common.ts';
import { ref } from '../http/named.ts';
import { overviewOf, yearOf } from './calendar-view.ts';

const config = { access: 'person' } as const;
const tags = ['日历'];
const Params = Type.Object({ year: Type.Integer({ description: '年份', examples: [2026] }) });
const Query = Type.Object(
  { version: Type.Optional(Type.Integer({ minimum: 1, description: '日历版本；不写为最新' })) },
  { additionalProperties: false },
);

/** `GET /api/calendar`, `GET /api/calendar/{year}`: the court calendar as it has been published. */
export function calendarRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/calendar',
    {
      config,
      schema: { tags, summary: '日历的各年', response: answers({ [HTTP.ok]: CalendarOverview }, []) },
    },
    async () => overviewOf(...(await Promise.all([readPublications(db), readProvisionalYears(db)]))),
  );
  app.get(
    '/api/calendar/:year',
    {
      config,
      schema: {
        tags,
        summary: '日历的一年',
        description: '放假、调休上班和本院自定的日子，各注明依据；历次公布都在。',
        params: Params,
        querystring: Query,
        response: answers({ [HTTP.ok]: ref(CalendarYearView) }, ['bad-query', 'unknown-year', 'unknown-version']),
      },
    },
    async ({ params: { year }, query: { version } }) => {
      const all = await readPublications(db);
      const newest = all.at(-1)?.version ?? 0;
      if (version !== undefined && version > newest) {
        throw new ApiProblem('unknown-version', `日历最新为第${newest}版，没有第${version}版`);
      }
      const view = yearOf(
        all.filter((row) => row.version <= (version ?? newest)),
        year,
      );
      if (view === undefined) throw new ApiProblem('unknown-year', `${year}年的放假安排尚未公布，也没有本院自定日`);
      return view;
    },
  );
}
